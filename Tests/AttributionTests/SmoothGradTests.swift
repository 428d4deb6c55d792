import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct SmoothGradTests {
  let small = Network.small(seed: 1)
  let picture = Tensor.uniform(shape: [3, 64, 64], seed: 2)

  @Test func withoutNoiseItIsTheGradient() throws {
    let walk = try SmoothGrad(of: picture, in: small, unit: .channel(4), samples: 3, sigma: 0)
    let gradient = try Backprop(of: picture, in: small, unit: .channel(4)).gradient
    #expect(difference(try #require(Array(walk).last).map, gradient) < 1e-6)
  }

  @Test func itIsTheMeanOfTheGradientsAtItsCopies() throws {
    let walk = try SmoothGrad(of: picture, in: small, unit: .channel(4), samples: 4, sigma: 0.1, seed: 7)
    var sum = Tensor(shape: picture.shape)
    for step in walk {
      sum = sum + (try Backprop(of: step.picture, in: small, unit: .channel(4)).gradient)
      let noise = step.picture - picture
      let deviation = (noise.elements.reduce(0) { $0 + Double($1 * $1) } / Double(noise.count)).squareRoot()
      #expect(abs(deviation - 0.1) < 0.005)
    }
    #expect(difference(try #require(Array(walk).last).map, sum * 0.25) < 1e-5)
  }

  @Test func ofALinearScoreItIsTheWeightsWhateverTheNoise() throws {
    let weight = Tensor.normal(shape: [2, 3 * 4 * 5], seed: 3)
    let network = try chain(
      [("flatten", Flatten()), ("scores", FullyConnected(weight: weight))], inputShape: [3, 4, 5])
    let walk = try SmoothGrad(
      of: .uniform(shape: [3, 4, 5], seed: 4), in: network, unit: .channel(1), samples: 5, sigma: 2)
    let map = try #require(Array(walk).last).map
    for place in 0..<60 { #expect(abs(map[flat: place] - weight[1, place]) < 1e-6) }
  }

  @Test func theSeedDrawsTheNoise() throws {
    func map(_ seed: UInt64) throws -> Tensor {
      try #require(Array(try SmoothGrad(of: picture, in: small, samples: 2, seed: seed)).last).map
    }
    #expect(try map(3) == map(3))
    #expect(try map(3) != map(4))
  }

  @Test func noSamplesAreRefused() {
    #expect(throws: AttributionError.countTooSmall(0)) { try SmoothGrad(of: picture, in: small, samples: 0) }
  }
}
