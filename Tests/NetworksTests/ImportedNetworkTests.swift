import Networks
import Tensors
import Testing

/// A network of the layers that imported ones have: gates, normalisations, a way down and up again.
@Suite struct ImportedNetworkTests {
  static func network() throws -> Network {
    func normal(_ shape: [Int], _ seed: UInt64) -> Tensor { .normal(shape: shape, seed: seed) * 0.5 }
    return try Network(
      name: "gated", inputShape: [3, 9, 8], recipe: InputRecipe(scale: 2, mean: [0.5], std: [0.7], order: .bgr),
      layers: [
        ("center", ConstantArithmetic(.subtract, constant: normal([3, 1, 1], 1)), ["input"]),
        ("conv", Convolution(weight: normal([4, 3, 3, 3], 2), stride: 2, padding: 1), ["center"]),
        (
          "norm",
          BatchNormalization(
            scale: normal([4], 3), offset: normal([4], 4), mean: normal([4], 5),
            variance: normal([4], 6) * normal([4], 6)
          ), ["conv"]
        ),
        ("swish", HardSwish(), ["norm"]),
        ("squeeze", AxisMean(axes: [1, 2], keepsAxes: true), ["swish"]),
        ("excite", Convolution(weight: normal([4, 4, 1, 1], 7)), ["squeeze"]),
        ("gate", Sigmoid(), ["excite"]),
        ("gated", Arithmetic(.multiply), ["swish", "gate"]),
        ("local", LocalResponseNormalization(size: 3, alpha: 0.5), ["gated"]),
        ("up", TransposedConvolution(weight: normal([4, 2, 3, 3], 8), stride: 2, padding: 1, groups: 2), ["local"]),
        ("larger", Resize(height: .size(9), width: .size(8), method: .bilinear), ["conv"]),
        ("padded", Pad([border(0, 0), border(0, 0), border(1, 0)], mode: .reflect), ["up"]),
        ("sum", Arithmetic(.add), ["padded", "larger"]),
        (
          "instance", InstanceNormalization(scale: normal([4], 9), offset: normal([4], 10), epsilon: 0.1), ["sum"]
        ),
        ("leaky", LeakyReLU(slope: 0.2), ["instance"]),
        ("last", Transposition([1, 2, 0]), ["leaky"]),
        ("rows", Reshape(.shape([-1, 4])), ["last"]),
        ("keys", FullyConnected(weight: normal([4, 4], 11)), ["rows"]),
        ("turned", Transposition([1, 0]), ["keys"]),
        ("products", MatrixMultiplication(), ["turned", "rows"]),
        ("attention", Softmax(), ["products"]),
        ("flat", Reshape(.flatten(from: 0)), ["attention"]),
        ("scores", FullyConnected(weight: normal([5, 16], 12)), ["flat"]),
      ])
  }

  private static func border(_ before: Int, _ after: Int) -> Pad.Border { .init(before: before, after: after) }

  private static let image = Tensor.uniform(shape: [3, 9, 8], seed: 13)

  @Test func theMapAtThePictureIsTheGradientOfTheScore() throws {
    let network = try Self.network()
    let trace = try network.forward(Self.image)
    let pass = try network.backward(trace, from: network.scores, seed: oneHot(2, of: 5)).finished()
    let check = try network.checkGradient(pass, at: .image)
    #expect(check.isGradient, "worst \(check.worst)")
  }

  @Test(arguments: BackwardRule.allCases)
  func everyNumberAddsUpFromItsTerms(rule: BackwardRule) throws {
    let network = try Self.network()
    let trace = try network.forward(Self.image)
    let pass = try network.backward(trace, from: network.scores, seed: oneHot(2, of: 5), rule: rule).finished()
    for node in network.nodes.indices {
      try expectSums(trace.output(node), network.nodes[node].name) {
        try network.terms(of: node, index: $0, in: trace)
      }
    }
    for source in [.image] + (0...network.scores).map(Network.Source.node) {
      let signal = try #require(pass.gradient(at: source))
      try expectSums(signal, network.name(of: source)) {
        try network.terms(ofGradientAt: source, index: $0, in: pass)
      }
    }
  }

  private func expectSums(_ numbers: Tensor, _ name: String, _ terms: ([Int]) throws -> [NamedTerm]) throws {
    let largest = numbers.elements.reduce(0) { max($0, Double(abs($1))) }
    for place in stride(from: 0, to: numbers.count, by: 7) {
      let sum = try terms(numbers.index(ofFlat: place)).reduce(0) { $0 + $1.value }
      #expect(abs(sum - Double(numbers[flat: place])) < 1e-4 * max(largest, 0.1), "\(name)")
    }
  }

  @Test func batchesGiveWhatSinglePicturesGive() throws {
    let network = try Self.network()
    let images = Tensor.uniform(shape: [9, 3, 9, 8], seed: 14)
    let together = try network.outputs(network.probabilities, of: images)
    for number in 0..<9 {
      let alone = try network.outputs(network.probabilities, of: images.entries(number..<number + 1))
      #expect(relativeError(alone, together.entries(number..<number + 1)) < 1e-5)
    }
  }

  @Test func theNetworksNodesMakeItAgain() throws {
    let network = try Self.network()
    let again = try Network(
      name: network.name, inputShape: network.inputShape, recipe: network.recipe,
      layers: network.nodes.map { node in (node.name, node.layer, node.inputs.map(network.name(of:))) },
      outputs: network.outputs)
    #expect(again.scores == network.scores && again.probabilities == network.probabilities)
    #expect(again.code == network.code && again.nodes.count == network.nodes.count)
    #expect(
      network.plainNonlinearities(upTo: network.scores) == ["swish", "gate", "local", "instance", "leaky", "attention"])
  }

  @Test func learningLowersTheLoss() throws {
    var network = try Self.network()
    let batch = LabelledImages(images: .uniform(shape: [6, 3, 9, 8], seed: 15), labels: [0, 1, 2, 3, 4, 0])
    let before = try network.lossGradients(batch)
    let constants = network.nodes.indices.filter { network.nodes[$0].layer is ConstantArithmetic }
    #expect(!constants.isEmpty && constants.allSatisfy { before.parameters[$0] == nil })
    for (node, gradients) in before.parameters.enumerated() {
      guard let gradients else { continue }
      network.update(node) { layer in
        layer.weight = layer.weight.map { $0 - gradients.weight * 0.05 }
        layer.bias = layer.bias.map { $0 - gradients.bias * 0.05 }
      }
    }
    #expect(try network.lossGradients(batch).loss < before.loss)
  }
}
