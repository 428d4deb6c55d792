import Networks
import Tensors
import Testing

/// What holds exactly of the three ways back.
@Suite struct GradientPropertyTests {
  /// A network without biases; with or without ReLUs and poolings.
  static func biasFree(relu: Bool = true, pool: Bool = true) throws -> Network {
    let weights = [[6, 2, 3, 3], [5, 6, 3, 3]].map { Tensor.normal(shape: $0, seed: 4) }
    func rectified(_ name: String) -> (String, any Layer) { (name, relu ? ReLU() : Dropout()) }
    let stack: [(String, any Layer)] = [
      ("conv1", Convolution(weight: weights[0], padding: 1)), rectified("relu1"),
      ("pool1", pool ? MaxPooling(kernel: 2) : AveragePooling(kernel: 2)),
      ("conv2", Convolution(weight: weights[1], padding: 1)), rectified("relu2"), ("flatten", Flatten()),
      ("scores", FullyConnected(weight: .normal(shape: [4, 80], seed: 5))),
    ]
    let inputs = [["input"]] + stack.dropLast().map { [$0.0] }
    return try Network(
      name: "free", inputShape: [2, 8, 8], recipe: InputRecipe(scale: 3, mean: [0], std: [1.5]),
      layers: zip(stack, inputs).map { ($0.0, $0.1, $1) })
  }

  static func map(_ network: Network, _ picture: Tensor, _ rule: BackwardRule) throws -> Tensor {
    let trace = try network.forward(picture)
    return try network.imageGradient(trace, from: network.scores, seed: oneHot(1, of: 4), rule: rule)
  }

  /// Σ x·∂f/∂x = f where nothing is added on the way (Euler).
  @Test func withoutBiasesGradientTimesPictureIsTheScore() throws {
    let network = try Self.biasFree()
    let picture = Tensor.uniform(shape: [2, 8, 8], seed: 1)
    let gradient = try Self.map(network, picture, .gradient)
    let sum = zip(picture.elements, gradient.elements).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let score = Double(try network.forward(picture).output(network.scores)[1])
    #expect(abs(sum - score) < 1e-5 * abs(score))
  }

  /// With biases Σ x·∂f/∂x + Σ b·∂f/∂b = f, the recipe's mean being one more bias.
  @Test func withBiasesTheyMakeUpTheRest() throws {
    let network = try branched()
    let picture = try NetworkFixture.tensor("branched-image")
    let trace = try network.forward(picture)
    let pass = try network.backward(trace, from: network.scores, seed: oneHot(2, of: 3)).finished()
    var sum = 0.0
    let gradient = try #require(pass.gradient(at: .image))
    for (x, g) in zip(picture.elements, gradient.elements) { sum += Double(x) * Double(g) }
    for (number, node) in network.nodes.enumerated() {
      guard let bias = node.layer.bias, let signal = pass.gradient(at: .node(number)) else { continue }
      for place in 0..<signal.count {
        sum += Double(bias[flat: place / (signal.count / bias.count)]) * Double(signal[flat: place])
      }
    }
    #expect(abs(sum - Double(trace.output(network.scores)[2])) < 1e-5)
  }

  @Test func aDeconvnetWithoutMaxPoolingDoesNotSeeThePicture() throws {
    let network = try Self.biasFree(pool: false)
    let first = try Self.map(network, .uniform(shape: [2, 8, 8], seed: 1), .deconvnet)
    #expect(try Self.map(network, .uniform(shape: [2, 8, 8], seed: 2), .deconvnet) == first)
    #expect(try Self.map(network, .uniform(shape: [2, 8, 8], seed: 2), .guided) != first)
  }

  @Test func withoutReLUsAllRulesAgree() throws {
    let network = try Self.biasFree(relu: false)
    let picture = Tensor.uniform(shape: [2, 8, 8], seed: 1)
    let maps = try BackwardRule.allCases.map { try Self.map(network, picture, $0) }
    #expect(maps[0] == maps[1] && maps[0] == maps[2])
  }

  @Test func withReLUsTheRulesDiffer() throws {
    let picture = Tensor.uniform(shape: [2, 8, 8], seed: 1)
    let maps = try BackwardRule.allCases.map { try Self.map(Self.biasFree(), picture, $0) }
    #expect(maps[0] != maps[1] && maps[0] != maps[2] && maps[1] != maps[2])
  }

  /// ∇p_c = p_c(∇f_c − Σ_k p_k ∇f_k).
  @Test func aProbabilitysGradientIsMadeOfTheScores() throws {
    let network = try branched()
    let trace = try network.forward(NetworkFixture.tensor("branched-image"))
    let p = trace.output(network.probabilities).elements
    let maps = try (0..<3).map { try network.imageGradient(trace, from: network.scores, seed: oneHot($0, of: 3)) }
    var expected = [Double](repeating: 0, count: maps[0].count)
    for place in expected.indices {
      let mean = (0..<3).reduce(0.0) { $0 + Double(p[$1]) * Double(maps[$1][flat: place]) }
      expected[place] = Double(p[1]) * (Double(maps[1][flat: place]) - mean)
    }
    let found = try network.imageGradient(trace, from: network.probabilities, seed: oneHot(1, of: 3))
    #expect(relativeError(found, expected) < 1e-5)
  }

  /// Permuting channels, and scaling a filter against its readers, leaves the network's output.
  @Test func aFiltersContrastSaysNothing() throws {
    var network = Network.small(seed: 5)
    let picture = Tensor.uniform(shape: [3, 64, 64], seed: 2)
    let before = try network.forward(picture).output(network.scores)
    network.update(0) { layer in
      layer.weight = layer.weight?.map { 4 * $0 }
      layer.bias = layer.bias?.map { 4 * $0 }
    }
    network.update(2) { $0.weight = $0.weight?.map { $0 / 4 } }
    #expect(try relativeError(network.forward(picture).output(network.scores), before) < 1e-5)
  }

  /// After the last ReLU comes the first convolution: maps of the picture have both signs under every rule.
  @Test(arguments: BackwardRule.allCases)
  func mapsHaveBothSigns(rule: BackwardRule) throws {
    let network = Network.small(seed: 0)
    let trace = try network.forward(.uniform(shape: [3, 64, 64], seed: 2))
    let map = try network.imageGradient(trace, from: network.scores, seed: oneHot(1, of: 10), rule: rule)
    #expect(map.elements.contains { $0 < 0 } && map.elements.contains { $0 > 0 })
  }
}
