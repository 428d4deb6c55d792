import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct RISETests {
  let small = Network.small(seed: 1)
  let picture = Tensor.uniform(shape: [3, 64, 64], seed: 2)

  /// Masks of independent pixels on a linear score: (1 − p)·w∘x + p·Σ w∘x.
  @Test(arguments: [0.5, 0.3] as [Float])
  func ofALinearScoreItIsWhatEachPixelAdds(probability: Float) throws {
    let weight = Tensor.normal(shape: [2, 25], seed: 3)
    let network = try chain(
      [("flatten", Flatten()), ("scores", FullyConnected(weight: weight))], inputShape: [1, 5, 5])
    let image = Tensor.uniform(shape: [1, 5, 5], seed: 4)
    let walk = try RISE(
      of: image, in: network, target: .logit(class: 1), masks: 20_000, probability: probability, grid: 5)
    let map = try #require(Array(walk).last).map
    let products = (0..<25).map { weight[1, $0] * image[flat: $0] }
    let ground = probability * products.reduce(0, +)
    let largest = products.reduce(0) { Swift.max($0, abs($1)) }
    for place in 0..<25 {
      #expect(abs(map[flat: place] - (1 - probability) * products[place] - ground) < 0.1 * largest, "\(place)")
    }
  }

  @Test func eachMaskAddsItsScoreTimesItself() throws {
    let walk = try RISE(of: picture, in: small, target: .logit(class: 4), masks: 40, probability: 0.4, grid: 6)
    var sum = Tensor(shape: [64, 64])
    var mean = 0.0
    for (number, step) in walk.enumerated() {
      let score = try small.forward(step.masked).output(small.scores)[flat: 4]
      #expect(abs(try #require(step.score) - Double(score)) < 1e-4)
      #expect(step.mask.elements.allSatisfy { (0...1).contains($0) })
      sum = sum + step.mask * score
      #expect(difference(step.map, sum.map { $0 / (0.4 * Float(number + 1)) }) < 1e-4)
      mean += step.mask.elements.reduce(0) { $0 + Double($1) } / 4096 / 40
    }
    #expect(abs(mean - 0.4) < 0.05)
  }

  @Test func theSeedDrawsTheMasks() throws {
    func map(_ seed: UInt64) throws -> Tensor {
      try #require(Array(try RISE(of: picture, in: small, masks: 3, seed: seed)).last).map
    }
    #expect(try map(1) == map(1))
    #expect(try map(1) != map(2))
  }

  @Test func whatCannotBeAskedForIsSaid() {
    #expect(throws: AttributionError.countTooSmall(0)) { try RISE(of: picture, in: small, masks: 0) }
    #expect(throws: AttributionError.uselessProbability(0)) { try RISE(of: picture, in: small, probability: 0) }
    #expect(throws: AttributionError.gridTooFine(65, side: 64)) { try RISE(of: picture, in: small, grid: 65) }
  }
}
