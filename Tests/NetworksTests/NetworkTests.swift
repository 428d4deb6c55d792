import Networks
import Tensors
import Testing

@Suite struct NetworkTests {
  static func network(_ layers: [(name: String, layer: any Layer, inputs: [String])]) throws(NetworkError) -> Network {
    try Network(name: "test", inputShape: [3, 8, 8], layers: layers)
  }

  static let weight = Tensor.normal(shape: [4, 3, 3, 3], seed: 1)

  @Test func addsASoftmaxWhereNoneComesLast() throws {
    let network = try Self.network([
      ("flatten", Flatten(), ["input"]),
      ("out", FullyConnected(weight: .normal(shape: [5, 192], seed: 2)), ["flatten"]),
    ])
    #expect(network.nodes.map(\.name) == ["flatten", "out", "probabilities"])
    #expect(network.scores == 1 && network.probabilities == 2 && network.code == 0)
    #expect(try network.layer(named: "scores") == 1 && network.layer(named: "code") == 0)
    let p = try network.forward(.uniform(shape: [3, 8, 8], seed: 1)).output(2)
    #expect(abs(p.elements.reduce(0, +) - 1) < 1e-6)
  }

  @Test func aLayersOwnNameComesBeforeARole() throws {
    let network = try Self.network([
      ("scores", Flatten(), ["input"]), ("out", FullyConnected(weight: .normal(shape: [5, 192], seed: 2)), ["scores"]),
    ])
    #expect(try network.layer(named: "scores") == 0)
    #expect(network.scores == 1)
  }

  @Test func theCodeIsWhatTheLastPointwiseConvolutionReads() throws {
    let network = try Self.network([
      ("conv", Convolution(weight: Self.weight), ["input"]), ("relu", ReLU(), ["conv"]),
      ("pointwise", Convolution(weight: .normal(shape: [5, 4, 1, 1], seed: 2)), ["relu"]),
      ("mean", GlobalAveragePooling(), ["pointwise"]), ("flatten", Flatten(), ["mean"]),
    ])
    #expect(network.code == 1)
    #expect(network.nodes[network.scores].name == "flatten")
  }

  @Test func aNetworkOfConvolutionsHasNoCode() throws {
    let network = try Self.network([("conv", Convolution(weight: Self.weight), ["input"])])
    #expect(throws: NetworkError.noCode) { try network.layer(named: "code") }
  }

  @Test func wrongNetworksAreNamedInWords() {
    func message(_ layers: [(name: String, layer: any Layer, inputs: [String])]) -> String {
      do {
        _ = try Self.network(layers)
        return ""
      } catch {
        return "\(error)"
      }
    }
    let flatten = ("flatten", Flatten() as any Layer, ["input"])
    #expect(message([]) == "a network needs at least one layer")
    #expect(
      message([flatten, ("fc", FullyConnected(weight: .normal(shape: [5, 100], seed: 2)), ["flatten"])])
        == "'fc' expects [100], not [192]")
    #expect(
      message([("conv", Convolution(weight: .normal(shape: [2, 4, 3, 3], seed: 1)), ["input"])])
        == "'conv' expects [4,H,W], not [3,8,8]")
    #expect(
      message([flatten, ("sum", Addition(), ["input", "flatten"])])
        == "'sum' expects two or more inputs of one shape, not [3,8,8] and [192]")
    #expect(
      message([("cat", Concatenation(axis: 1), ["input", "input"]), flatten, flatten])
        == "two layers are named 'flatten'")
    #expect(message([("relu", ReLU(), ["later"])]) == "'relu' takes 'later', which is no layer before it")
    #expect(
      message([("pool", MaxPooling(kernel: 9), ["input"])])
        == "'pool' expects [C,H,W] with H and W of at least 9×9 less the padding 0, not [3,8,8]")
  }

  @Test func outputsThatNoMemoryHoldsAreRefused() {
    let huge = Convolution(weight: Self.weight, padding: Padding(1 << 20))
    #expect(throws: NetworkError.outputTooLarge(layer: "conv", shape: [4, 2_097_158, 2_097_158])) {
      try Self.network([("conv", huge, ["input"])])
    }
  }

  @Test func picturesWhoseOutputsNoMemoryHoldsAreRefused() throws {
    let network = try Self.network([("conv", Convolution(weight: Self.weight), ["input"])])
    #expect(throws: NetworkError.outputTooLarge(layer: "conv", shape: [4, 9998, 9998])) {
      try network.shapes(for: [3, 10_000, 10_000])
    }
  }

  @Test func picturesWhoseOutputsTogetherNoMemoryHoldsAreRefused() throws {
    let rectifiers = (0..<32).map { number -> (name: String, layer: any Layer, inputs: [String]) in
      ("relu\(number)", ReLU(), [number == 0 ? "input" : "relu\(number - 1)"])
    }
    let network = try Self.network(rectifiers)
    #expect(throws: NetworkError.outputsTooLarge(layer: "relu11")) { try network.shapes(for: [3, 4000, 4000]) }
    #expect(try network.shapes(for: [3, 4000, 4000], through: 10).count == 11)
  }

  @Test func aFieldBeyondAnyPictureIsNone() throws {
    let pools = (0..<8).map { number -> (name: String, layer: any Layer, inputs: [String]) in
      let pool = MaxPooling(kernel: 1, stride: 4096)
      return ("pool\(number)", pool, [number == 0 ? "input" : "pool\(number - 1)"])
    }
    let network = try Self.network(pools)
    #expect(network.receptiveField(of: 1)?.stride == Extent(1 << 24))
    #expect(network.receptiveField(of: 7) == nil)
  }

  @Test func recipesMustFitThePicture() {
    func make(_ recipe: InputRecipe, classes: [String] = []) throws(NetworkError) -> Network {
      try Network(
        name: "", inputShape: [3, 4, 4], recipe: recipe, classes: classes, layers: [("flat", Flatten(), ["input"])])
    }
    #expect(throws: NetworkError.wrongRecipe(channels: 3, mean: 2, std: 1)) { try make(InputRecipe(mean: [1, 2])) }
    #expect(throws: NetworkError.uselessRecipe) { try make(InputRecipe(std: [0])) }
    #expect(throws: NetworkError.classCount(classes: 2, scores: [48])) { try make(InputRecipe(), classes: ["a", "b"]) }
  }

  @Test func nearbyQuestionsFailInWords() throws {
    let network = Network.tiny()
    let trace = try network.forward(.uniform(shape: [1, 6, 6], seed: 1), through: 2)
    #expect(throws: NetworkError.notComputed(layer: "scores")) {
      try network.imageGradient(trace, from: network.scores, seed: oneHot(0, of: 2))
    }
    #expect(throws: NetworkError.wrongSeed(layer: "relu1", shape: [2, 4, 4], seed: [2])) {
      try network.backward(trace, from: 1, seed: oneHot(0, of: 2))
    }
    #expect(throws: NetworkError.unitOutOfRange(layer: "relu1", unit: 2, count: 2)) {
      try network.seed(.channel(2), of: 1, in: trace)
    }
    #expect(throws: NetworkError.wrongImage(shape: [3, 6, 6], expected: [1, 6, 6])) {
      try network.forward(Tensor(shape: [3, 6, 6]))
    }
    #expect(throws: NetworkError.unknownLayer("relu", known: network.nodes.map(\.name))) {
      try network.layer(named: "relu")
    }
  }

  @Test func otherSizesRunUpToTheLayerThatForbidsThem() throws {
    let network = Network.small(seed: 1)
    let picture = Tensor.uniform(shape: [3, 80, 101], seed: 1)
    let pool3 = try network.layer(named: "pool3")
    #expect(try network.forward(picture, through: pool3).output(pool3).shape == [64, 10, 12])
    #expect(throws: NetworkError.self) { try network.forward(picture) }
    #expect(try network.outputs(pool3, of: picture.reshaped([1, 3, 80, 101])).shape == [1, 64, 10, 12])
  }

  @Test(arguments: [1, 2, 7, 8, 9, 17, 40])
  func batchesGiveWhatSinglePicturesGive(count: Int) throws {
    let network = try branched()
    let images = Tensor.uniform(shape: [count, 2, 10, 12], seed: UInt64(count))
    let node = try network.layer(named: "pool2")
    let together = try network.outputs(node, of: images)
    #expect(together.shape == [count, 5, 2, 3])
    for number in 0..<count {
      let picture = images.entries(number..<number + 1).reshaped([2, 10, 12])
      let alone = try network.forward(picture, through: node).output(node)
      #expect(relativeError(alone, together.entries(number..<number + 1).reshaped([5, 2, 3])) < 1e-5)
    }
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    var network = Network.small(seed: 2)
    let images = Tensor.uniform(shape: [20, 3, 64, 64], seed: 3)
    let two = try network.outputs(network.scores, of: images)
    network.threads = 1
    #expect(try network.outputs(network.scores, of: images) == two)
  }

  @Test func replacingAnOutputByItselfChangesNothing() throws {
    let network = try branched()
    let trace = try network.forward(NetworkFixture.tensor("branched-image"))
    for inner in 0..<network.scores {
      let activation = trace.output(inner)
      let batch = Tensor(shape: [2] + activation.shape, elements: activation.elements + activation.elements)
      let scores = try network.outputs(network.scores, replacing: inner, with: batch, in: trace)
      for row in 0..<2 {
        #expect(relativeError(scores.entries(row..<row + 1).reshaped([3]), trace.output(network.scores)) < 1e-6)
      }
    }
  }
}
