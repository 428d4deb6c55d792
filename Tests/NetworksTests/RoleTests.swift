import Networks
import Tensors
import Testing

/// Which layers are scores, probabilities and code in networks that others drew.
@Suite struct RoleTests {
  typealias Layers = [(name: String, layer: any Layer, inputs: [String])]

  static let flat: Layers = [
    ("flat", Flatten(), ["input"]), ("logits", FullyConnected(weight: .normal(shape: [5, 32], seed: 1)), ["flat"]),
  ]

  static func network(_ layers: Layers, outputs: [String]? = nil, classes: [String] = []) throws -> Network {
    try Network(name: "", inputShape: [2, 4, 4], classes: classes, layers: layers, outputs: outputs)
  }

  private func roles(_ network: Network) -> [String] {
    [network.nodes[network.scores].name, network.nodes[network.probabilities].name]
  }

  @Test func whatOnlyRearrangesMayFollowTheFinalSoftmax() throws {
    let network = try Self.network(
      Self.flat + [
        ("softmax", Softmax(), ["logits"]), ("row", Reshape(.unsqueeze([0])), ["softmax"]),
        ("column", Transposition([1, 0]), ["row"]), ("same", Identity(), ["column"]),
      ])
    #expect(roles(network) == ["logits", "softmax"])
    #expect(network.nodes.count == 6 && network.outputs == ["same"])
    #expect(network.code == 0)
  }

  @Test func aSoftmaxThatGatesIsNotFinal() throws {
    let gate: Layers = [("gate", Softmax(), ["logits"]), ("gated", Arithmetic(.multiply), ["logits", "gate"])]
    let network = try Self.network(Self.flat + gate)
    #expect(roles(network) == ["gated", "probabilities"])
    #expect(try roles(Self.network(Self.flat + gate, outputs: ["gate", "gated"])) == ["gated", "probabilities"])
  }

  @Test(arguments: [["boxes", "classes"], ["classes", "boxes"], nil])
  func aDetectorsScoresAreTheInputOfItsSoftmax(outputs: [String]?) throws {
    let detector: Layers = [
      ("rows", Reshape(.shape([8, -1])), ["input"]),
      ("scores", FullyConnected(weight: .normal(shape: [3, 4], seed: 2)), ["rows"]),
      ("classes", Softmax(axis: 1), ["scores"]),
      ("boxes", FullyConnected(weight: .normal(shape: [4, 4], seed: 3)), ["rows"]),
    ]
    let network = try Self.network(detector, outputs: outputs, classes: ["a", "b", "c"])
    #expect(roles(network) == ["scores", "classes"])
    #expect(network.classAxis == 1 && network.classCount == 3)
    #expect(network.nodes.count == 4)
    #expect(throws: NetworkError.classCount(classes: 8, scores: [8, 3])) {
      try Self.network(detector, classes: (0..<8).map(String.init))
    }
  }

  @Test func theLastOutputHasTheScoresWhereNoneIsASoftmax() throws {
    let heads: Layers = [
      ("first", Flatten(), ["input"]), ("second", Identity(), ["input"]),
      ("third", Reshape(.shape([4, 8])), ["input"]),
    ]
    #expect(try roles(Self.network(heads)) == ["third", "probabilities"])
    #expect(try Self.network(heads).classAxis == 1)
    let named = try Self.network(heads, outputs: ["first", "second"])
    #expect(roles(named) == ["second", "probabilities"])
    #expect(named.classAxis == 0 && named.classCount == 2)
    #expect(named.outputs == ["first", "second", "probabilities"])
    #expect(throws: NetworkError.unknownLayer("fourth", known: ["first", "second", "third"])) {
      try Self.network(heads, outputs: ["fourth"])
    }
  }

  @Test func aFinalLogSoftmaxGetsASoftmaxBesideIt() throws {
    let network = try Self.network(
      [("log", LogSoftmax(axis: 0), ["input"]), ("flat", Flatten(), ["log"])].appending(before: ("same", Identity())))
    #expect(roles(network) == ["same", "probabilities"])
    let trace = try network.forward(.uniform(shape: [2, 4, 4], seed: 1))
    let logarithms = try trace.output(network.layer(named: "log"))
    #expect(relativeError(logarithms.applying(.exp), trace.output(network.probabilities)) < 1e-6)
  }

  @Test func probabilitiesOfAMapAreOverItsChannels() throws {
    let network = try Self.network([("same", Identity(), ["input"])], classes: ["a", "b"])
    #expect(network.classAxis == 0)
    let probabilities = try network.forward(.uniform(shape: [2, 4, 4], seed: 1)).output(network.probabilities)
    #expect(abs(probabilities[0, 1, 2] + probabilities[1, 1, 2] - 1) < 1e-6)
  }

  @Test func anotherRecipeAndOtherNamesAreChecked() throws {
    let network = try Self.network(Self.flat)
    let recipe = InputRecipe(scale: 2, mean: [1, 2], std: [3])
    let renamed = try network.with(recipe: recipe, classes: ["a", "b", "c", "d", "e"])
    #expect(renamed.recipe == recipe && renamed.classes.count == 5)
    #expect(renamed.nodes.map(\.name) == network.nodes.map(\.name))
    #expect(throws: NetworkError.classCount(classes: 1, scores: [5])) {
      try network.with(recipe: recipe, classes: ["a"])
    }
    #expect(throws: NetworkError.wrongRecipe(channels: 2, mean: 3, std: 1)) {
      try network.with(recipe: InputRecipe(mean: [1, 2, 3]), classes: [])
    }
  }

  @Test func layersThatBendButAreNoReLUsAreNamed() throws {
    let network = try Self.network(
      [
        ("relu", ReLU(), ["input"]), ("leaky", LeakyReLU(), ["relu"]), ("pool", MaxPooling(kernel: 2), ["leaky"]),
        ("clip", Clip(least: 0, most: 6), ["pool"]), ("lrn", LocalResponseNormalization(size: 3), ["clip"]),
        ("apart", Tanh(), ["input"]), ("flat", Flatten(), ["lrn"]), ("softmax", Softmax(), ["flat"]),
      ], outputs: ["softmax"])
    #expect(network.plainNonlinearities(upTo: network.scores) == ["leaky", "clip", "lrn"])
    #expect(network.plainNonlinearities(upTo: network.probabilities) == ["leaky", "clip", "lrn", "softmax"])
  }
}

extension RoleTests.Layers {
  /// The chain with one more layer at its start.
  fileprivate func appending(before first: (String, any Layer)) -> RoleTests.Layers {
    [(first.0, first.1, ["input"])] + map { ($0.name, $0.layer, $0.inputs == ["input"] ? [first.0] : $0.inputs) }
  }
}
