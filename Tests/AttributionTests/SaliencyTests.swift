import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct SaliencyTests {
  let small = Network.small(seed: 1)
  let picture = Tensor.uniform(shape: [3, 64, 64], seed: 2)

  @Test func theMagnitudeIsCaptums() throws {
    let walk = try Saliency(of: try Fixture.tensor("image"), in: try Fixture.network(), unit: .channel(2))
    let stage = try #require(Array(walk).last)
    #expect(difference(stage.absolute, try Fixture.tensor("gradient").map(abs)) < 1e-5)
  }

  @Test(arguments: [nil, .channel(7), .position([2, 5, 4]), .strongest(channel: 1)] as [Unit?])
  func theMapIsTheLargestMagnitudeOfTheGradient(unit: Unit?) throws {
    let layer = unit == nil ? small.scores : try small.layer(named: "relu2_2")
    let walk = try Saliency(of: picture, in: small, layer: layer, unit: unit)
    let stage = try #require(Array(walk).last)
    let gradient = try Backprop(of: picture, in: small, layer: layer, unit: unit).gradient
    #expect(stage.gradient == gradient)
    for y in 0..<64 {
      for x in 0..<64 {
        let numbers = (0..<3).map { abs(gradient[$0, y, x]) }
        let (largest, sum) = (numbers.max() ?? 0, numbers.reduce(0, +))
        let norm = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(stage.map[y, x] == largest)
        #expect(largest <= norm * 1.000_001 && norm <= sum * 1.000_001)
      }
    }
  }

  /// A linear score's gradient is its weights, whatever the picture.
  @Test func ofALinearScoreItIsTheLargestWeight() throws {
    let weight = Tensor.normal(shape: [2, 3 * 4 * 5], seed: 3)
    let network = try chain(
      [("flatten", Flatten()), ("scores", FullyConnected(weight: weight))], inputShape: [3, 4, 5])
    for seed in [4, 5] as [UInt64] {
      let walk = try Saliency(of: .uniform(shape: [3, 4, 5], seed: seed), in: network, unit: .channel(1))
      let map = try #require(Array(walk).last).map
      for place in 0..<20 {
        let largest = (0..<3).reduce(Float(0)) { Swift.max($0, abs(weight[1, $1 * 20 + place])) }
        #expect(abs(map[flat: place] - largest) <= 1e-6 * largest)
      }
    }
  }

  /// ∇p_c = p_c(∇f_c − Σ_k p_k∇f_k).
  @Test func ofAProbabilityItIsThatOfTheScoresWeighed() throws {
    let network = try Fixture.network()
    let image = try Fixture.tensor("image")
    func gradient(_ layer: Int, _ unit: Int) throws -> Tensor {
      try #require(Array(Saliency(of: image, in: network, layer: layer, unit: .channel(unit))).last).gradient
    }
    let probabilities = try network.forward(image).output(network.probabilities)
    let ofScores = try (0..<5).map { try gradient(network.scores, $0) }
    let mean = zip(ofScores, probabilities.elements).reduce(Tensor(shape: image.shape)) { $0 + $1.0 * $1.1 }
    let expected = (ofScores[2] - mean) * probabilities[flat: 2]
    #expect(difference(try gradient(network.probabilities, 2), expected) < 1e-6)
  }

  @Test func eachStageIsThereFromItsStepOn() throws {
    let walk = try Saliency(of: picture, in: small)
    var place = walk.makeIterator()
    func filled(_ stage: Saliency.Stage) -> [Bool] {
      [stage.gradient, stage.absolute, stage.map].map { $0.elements.allSatisfy(\.isFinite) }
    }
    #expect(filled(place.current) == [false, false, false])
    let reached = (0..<4).map { _ in place.next().map(filled) }
    #expect(reached == [[true, false, false], [true, true, false], [true, true, true], nil])
    #expect(walk.stepCount == 3)
  }

  @Test func aUnitOutsideItsLayerIsRefused() {
    #expect(throws: AttributionError.network(.unitOutOfRange(layer: "scores", unit: 10, count: 10))) {
      try Saliency(of: picture, in: small, unit: .channel(10))
    }
  }
}
