import Networks
import Tensors
import Testing

/// Whole passes, planned and shared out to threads, against the layers one by one.
@Suite struct WholePassTests {
  static let networks: [(network: Network, input: [Int])] = [
    (.small(seed: 3), [3, 64, 64]), (.tiny(), [1, 6, 6]), (.squeezeNet(seed: 1), [3, 67, 71]),
    (.linear(seed: 2), [3, 64, 64]), (.vgg16(seed: 4), [3, 37, 50]), (odd, [3, 13, 11]),
    (joined, [2, 8, 6]), (fewPlaces, [1, 1, 3]), (lines, [2, 3, 5]),
  ]

  /// Concatenations along all axes, with the picture among their inputs, and one that no part is written into.
  static let joined = network("joined", [2, 8, 6]) { seed in
    [
      ("conv1", convolution([3, 2, 3, 3], padding: 1, seed: seed), ["input"]), ("relu1", ReLU(), ["conv1"]),
      ("conv2", convolution([5, 2, 1, 1], seed: seed + 1), ["input"]), ("relu2", ReLU(), ["conv2"]),
      ("channels", Concatenation(), ["relu1", "input", "relu2"]),
      ("left", convolution([4, 10, 3, 3], padding: 1, seed: seed + 2), ["channels"]), ("reluleft", ReLU(), ["left"]),
      ("right", convolution([4, 10, 1, 1], seed: seed + 3), ["channels"]), ("reluright", ReLU(), ["right"]),
      ("columns", Concatenation(axis: 2), ["reluleft", "reluright"]),
      ("upper", convolution([6, 4, 3, 3], padding: 1, seed: seed + 4), ["columns"]), ("reluupper", ReLU(), ["upper"]),
      ("lower", convolution([6, 4, 3, 3], padding: 2, dilation: 2, seed: seed + 5), ["columns"]),
      ("relulower", ReLU(), ["lower"]), ("rows", Concatenation(axis: 1), ["reluupper", "relulower"]),
      ("pool", AveragePooling(kernel: 2), ["rows"]), ("mean", GlobalAveragePooling(), ["pool"]),
      ("scores", Flatten(), ["mean"]),
    ]
  }

  /// A picture of fewer places than are moved at a time, whose only channel gets three more, under two convolutions.
  static let fewPlaces = network("few places", [1, 1, 3]) { seed in
    [
      ("left", convolution([4, 1, 3, 3], padding: 1, seed: seed), ["input"]), ("relu", ReLU(), ["left"]),
      ("right", convolution([4, 1, 3, 3], padding: 1, seed: seed + 1), ["input"]),
      ("sum", Addition(), ["relu", "right"]), ("mean", GlobalAveragePooling(), ["sum"]),
      ("scores", Flatten(), ["mean"]),
    ]
  }

  /// A padding too wide for tiles, and a fully connected layer along the last of three axes.
  static let lines = network("lines", [2, 3, 5]) { seed in
    [
      ("conv", convolution([6, 2, 3, 3], padding: 3, seed: seed), ["input"]), ("relu", ReLU(), ["conv"]),
      ("fc", FullyConnected(weight: .normal(shape: [4, 9], seed: seed), bias: Tensor([1, 2, 3, 4])), ["relu"]),
      ("mean", GlobalAveragePooling(), ["fc"]), ("scores", Flatten(), ["mean"]),
    ]
  }

  /// Channels that are no multiples of four, fewer than four, in groups, and in branches of all kinds.
  static let odd = network("odd", [3, 13, 11]) { seed in
    [
      ("conv1", convolution([5, 3, 3, 3], padding: 1, seed: seed + 1), ["input"]), ("relu1", ReLU(), ["conv1"]),
      ("pool1", MaxPooling(kernel: 3, stride: 2, padding: 1), ["relu1"]),
      ("left", convolution([6, 5, 1, 1], seed: seed + 2), ["pool1"]), ("reluleft", ReLU(), ["left"]),
      ("middle", convolution([7, 5, 3, 3], padding: 2, dilation: 2, seed: seed + 3), ["pool1"]),
      ("right", convolution([3, 5, 3, 3], padding: 1, seed: seed + 4), ["pool1"]), ("reluright", ReLU(), ["right"]),
      ("join", Concatenation(), ["reluleft", "middle", "reluright", "pool1"]), ("relujoin", ReLU(), ["join"]),
      ("groups", convolution([9, 7, 2, 3], stride: 2, padding: 1, groups: 3, seed: seed + 5), ["relujoin"]),
      ("depthwise", convolution([9, 1, 3, 3], padding: 1, groups: 9, seed: seed + 6), ["groups"]),
      ("sum", Addition(), ["groups", "depthwise"]), ("pool2", MaxPooling(kernel: 2), ["sum"]),
      ("conv3", convolution([6, 9, 3, 3], padding: 1, seed: seed + 7), ["pool2"]), ("relu3", ReLU(), ["conv3"]),
      ("mean", GlobalAveragePooling(), ["relu3"]), ("scores", Flatten(), ["mean"]),
    ]
  }

  private static func convolution(
    _ shape: [Int], stride: Extent = 1, padding: Padding = 0, dilation: Extent = 1, groups: Int = 1, seed: UInt64
  ) -> Convolution {
    Convolution(
      weight: .normal(shape: shape, seed: seed), bias: .normal(shape: [shape[0]], seed: seed + 100), stride: stride,
      padding: padding, dilation: dilation, groups: groups)
  }

  private static func network(
    _ name: String, _ shape: [Int], _ layers: (_ seed: UInt64) -> [(String, any Layer, [String])]
  ) -> Network {
    do {
      return try Network(name: name, inputShape: shape, layers: layers(20))
    } catch {
      preconditionFailure("\(error)")
    }
  }

  @Test(arguments: networks.indices)
  func aTraceHoldsWhatEachLayerMakesOfItsInputs(number: Int) throws {
    let (network, shape) = Self.networks[number]
    let trace = try network.forward(.uniform(shape: shape, seed: 5), through: network.scores)
    for (number, node) in network.nodes.prefix(network.scores + 1).enumerated() {
      let inputs = node.inputs.map { source in
        if case .node(let read) = source { trace.outputs[read] } else { trace.input }
      }
      #expect(trace.outputs[number] == node.layer.forward(inputs), "\(node.name)")
    }
  }

  @Test(arguments: networks.indices)
  func theNumberOfThreadsChangesNoBit(number: Int) throws {
    var (network, shape) = Self.networks[number]
    let image = Tensor.uniform(shape: shape, seed: 6)
    let seed = oneHot(1, of: network.nodes[network.scores].shape.reduce(1, *))
    let results = try [1, 2, 5].map { threads in
      network.threads = threads
      let scores = try network.outputs(network.scores, of: image.reshaped([1] + shape))
      let seed = seed.count == scores.count ? seed.reshaped(Array(scores.shape.dropFirst())) : scores.entry(0)
      return (scores, try network.imageGradient(of: image, from: network.scores, seed: seed).gradient)
    }
    #expect(results.allSatisfy { $0.0 == results[0].0 && $0.1 == results[0].1 })
  }

  @Test(arguments: networks.indices, BackwardRule.allCases)
  func aPassThatKeepsNothingGivesTheBitsOfTheWalk(number: Int, rule: BackwardRule) throws {
    let (network, shape) = Self.networks[number]
    let image = Tensor.uniform(shape: shape, seed: 7)
    let trace = try network.forward(image)
    let seed = trace.output(network.scores)
    let walked = try network.backward(trace, from: network.scores, seed: seed, rule: rule).finished()
    let (output, gradient) = try network.imageGradient(of: image, from: network.scores, seed: seed, rule: rule)
    #expect(output == seed)
    #expect(gradient == walked.gradient(at: .image))
    #expect(try network.imageGradient(trace, from: network.scores, seed: seed, rule: rule) == gradient)
  }

  @Test func aUnitsGradientIsTheWalksAndZeroOutsideItsField() throws {
    let (network, shape) = Self.networks[0]
    let image = Tensor.uniform(shape: shape, seed: 8)
    let trace = try network.forward(image)
    for name in ["conv2_2", "relu3_1", "pool2"] {
      let node = try network.layer(named: name)
      var seed = Tensor(shape: trace.shape(of: node))
      seed[2, 5, 4] = 1
      let walked = try network.backward(trace, from: node, seed: seed).finished().gradient(at: .image)
      let gradient = try network.imageGradient(of: image, from: node, seed: seed).gradient
      #expect(gradient == walked, "\(name)")
      #expect(gradient[0, 63, 63] == 0 && gradient[2, 0, 60] == 0)
    }
  }

  /// What a concatenation joins is a part of its memory, from which a signal may start.
  @Test(arguments: ["reluleft", "middle", "reluright", "relujoin", "pool1", "groups"])
  func aSignalMayStartInABranch(name: String) throws {
    let image = Tensor.uniform(shape: Self.odd.inputShape, seed: 12)
    let trace = try Self.odd.forward(image)
    let node = try Self.odd.layer(named: name)
    let seed = Tensor.normal(shape: trace.shape(of: node), seed: 13)
    for rule in BackwardRule.allCases {
      let walked = try Self.odd.backward(trace, from: node, seed: seed, rule: rule).finished()
      #expect(try Self.odd.imageGradient(trace, from: node, seed: seed, rule: rule) == walked.gradient(at: .image))
    }
  }

  @Test(arguments: [1, 2, 5, 6, 7, 8])
  func eachPictureOfABatchGetsItsOwnScores(number: Int) throws {
    let (network, shape) = Self.networks[number]
    let images = Tensor.uniform(shape: [3] + shape, seed: 14)
    let together = try network.outputs(network.scores, of: images)
    for n in 0..<3 {
      let alone = try network.outputs(network.scores, of: images.entries(n..<n + 1))
      #expect(relativeError(together.entries(n..<n + 1), alone) < 1e-5)
    }
  }

  @Test func aPassOfPartsIsRepeatedToTheSameBits() throws {
    let (network, shape) = Self.networks[2]
    let image = Tensor.uniform(shape: [1] + shape, seed: 9)
    let first = try network.outputs(network.scores, of: image)
    for _ in 0..<5 { #expect(try network.outputs(network.scores, of: image) == first) }
  }

  @Test func newWeightsMakeNewPlans() throws {
    var network = Network.small(seed: 1)
    let image = Tensor.uniform(shape: [1, 3, 64, 64], seed: 10)
    let before = try network.outputs(network.scores, of: image)
    network.update(network.scores) { $0.bias = Tensor(shape: [10], repeating: 1) }
    let after = try network.outputs(network.scores, of: image)
    for place in 0..<10 { #expect(abs(after[0, place] - before[0, place] - 1) < 1e-4) }
  }

  /// By the layers' own gradients, which come from tensors.
  @Test(arguments: [5, 6, 7, 8])
  func theGradientsOfParametersAreTheLayers(number: Int) throws {
    let (network, shape) = Self.networks[number]
    let images = Tensor.uniform(shape: [2] + shape, seed: 15)
    let found = try network.lossGradients(LabelledImages(images: images, labels: [1, 0]))
    var sums = [(weight: Tensor, bias: Tensor)?](repeating: nil, count: network.nodes.count)
    for picture in 0..<2 {
      let trace = try network.forward(images.entry(picture))
      let scores = trace.outputs[network.scores]
      let seed = CrossEntropy()(scores, labels: [1 - picture]).gradient.reshaped(Array(scores.shape.dropFirst()))
      let pass = try network.backward(trace, from: network.scores, seed: seed).finished()
      for (node, entry) in network.nodes.enumerated() where entry.layer.learns {
        guard let signal = pass.gradient(at: .node(node)) else { continue }
        let inputs = entry.inputs.map { source in
          if case .node(let read) = source { trace.outputs[read] } else { trace.input }
        }
        guard let more = entry.layer.parameterGradients(signal.reshaped([1] + signal.shape), inputs: inputs) else {
          continue
        }
        sums[node] = sums[node].map { ($0.weight + more.weight, $0.bias + more.bias) } ?? more
      }
    }
    for (node, sum) in sums.enumerated() {
      guard let sum, let found = found.parameters[node] else { continue }
      #expect(relativeError(found.weight, sum.weight * 0.5) < 1e-4, "\(network.nodes[node].name)")
      #expect(relativeError(found.bias, sum.bias * 0.5) < 1e-4, "\(network.nodes[node].name)")
    }
  }

  /// Seven pictures: halves of four and three, of which neither fills whole chunks alike.
  @Test func theGradientsOfABatchAreTheMeanOfItsPictures() throws {
    let network = Network.small(seed: 2)
    let batch = LabelledImages(images: .uniform(shape: [7, 3, 64, 64], seed: 11), labels: (0..<7).map { $0 })
    let together = try network.lossGradients(batch)
    let alone = try (0..<7).map { number in
      let image = batch.images.entries(number..<number + 1)
      return try network.lossGradients(LabelledImages(images: image, labels: [batch.labels[number]]))
    }
    for node in network.nodes.indices {
      #expect((together.parameters[node] == nil) == (network.nodes[node].layer.weight == nil))
      guard let found = together.parameters[node] else { continue }
      let mean = (0..<found.weight.count).map { place in
        alone.reduce(0.0) { $0 + Double($1.parameters[node]?.weight[flat: place] ?? .nan) } / 7
      }
      #expect(relativeError(found.weight, mean) < 1e-4, "\(network.nodes[node].name)")
    }
  }
}
