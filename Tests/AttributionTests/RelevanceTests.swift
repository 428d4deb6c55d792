import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct RelevanceTests {
  private func map(_ walk: Relevance) throws -> Tensor { try #require(Array(walk).last).relevance }

  /// With ε = 0 every share is gradient × input, though biases keep theirs.
  @Test func withoutEpsilonItIsGradientTimesInput() throws {
    let image = try Fixture.tensor("image")
    let walk = try Relevance(of: image, in: try Fixture.network(), unit: .channel(2), epsilon: 0)
    #expect(difference(try map(walk), try Fixture.tensor("gradient") * image) < 1e-4)
  }

  @Test func itPassesBranchesSumsAndARecipe() throws {
    func convolution(_ shape: [Int], _ seed: UInt64, _ padding: Padding = 0) -> Convolution {
      Convolution(
        weight: .normal(shape: shape, seed: seed), bias: .normal(shape: [shape[0]], seed: seed), padding: padding)
    }
    let network = try Network(
      name: "branches", inputShape: [3, 9, 8], recipe: InputRecipe(scale: 2, mean: [0.3], std: [0.5], order: .bgr),
      layers: [
        ("conv1", convolution([4, 3, 3, 3], 1, 1), ["input"]), ("relu1", ReLU(), ["conv1"]),
        ("left", convolution([2, 4, 1, 1], 2), ["relu1"]), ("right", convolution([2, 4, 3, 3], 3, 1), ["relu1"]),
        ("join", Concatenation(), ["left", "right"]), ("sum", Addition(), ["join", "relu1"]),
        ("pool", AveragePooling(kernel: 2), ["sum"]), ("mean", GlobalAveragePooling(), ["pool"]),
        ("scores", Flatten(), ["mean"]),
      ])
    let image = Tensor.uniform(shape: [3, 9, 8], seed: 4)
    let walk = try Relevance(of: image, in: network, unit: .channel(1), epsilon: 0)
    let gradient = try Backprop(of: image, in: network, unit: .channel(1)).gradient
    #expect(difference(try map(walk), gradient * image) < 1e-4)
    #expect(Array(walk).count == walk.stepCount)
  }

  /// Without biases nothing is kept but by ε.
  @Test func withoutBiasesAllIsSharedOut() throws {
    let network = try chain(
      [
        ("conv1", Convolution(weight: .normal(shape: [4, 3, 3, 3], seed: 1), padding: 1)), ("relu1", ReLU()),
        ("pool1", MaxPooling(kernel: 2)),
        ("conv2", Convolution(weight: .normal(shape: [6, 4, 3, 3], seed: 2), padding: 1)),
        ("relu2", ReLU()), ("flatten", Flatten()),
        ("scores", FullyConnected(weight: .normal(shape: [3, 96], seed: 3))),
      ], inputShape: [3, 8, 8])
    let image = Tensor.uniform(shape: [3, 8, 8], seed: 4)
    func kept(_ epsilon: Float) throws -> Double {
      let walk = try Relevance(of: image, in: network, unit: .channel(1), epsilon: epsilon)
      return try #require(Array(walk).last).sum / walk.value
    }
    #expect(abs(try kept(1e-6) - 1) < 1e-3)
    #expect(try abs(kept(5)) < abs(kept(0.5)))
  }

  @Test func aLayerWithoutARuleIsRefused() throws {
    let network = Network.small(seed: 1)
    #expect(throws: AttributionError.noRelevance(layer: "probabilities")) {
      try Relevance(of: .uniform(shape: [3, 64, 64], seed: 1), in: network, layer: network.probabilities)
    }
  }
}
