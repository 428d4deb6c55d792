import Networks
import Tensors
import Testing

/// Whole passes, planned and shared out to threads, against the layers one by one.
@Suite struct WholePassTests {
  static let networks: [(network: Network, input: [Int])] = [
    (.small(seed: 3), [3, 64, 64]), (.tiny(), [1, 6, 6]), (.squeezeNet(seed: 1), [3, 67, 71]),
    (.linear(seed: 2), [3, 64, 64]), (.vgg16(seed: 4), [3, 37, 50]), (odd, [3, 13, 11]),
  ]

  /// Channels that are no multiples of four, fewer than four, in groups, and in branches of all kinds.
  static let odd: Network = {
    func convolution(
      _ shape: [Int], stride: Extent = 1, padding: Padding = 0, dilation: Extent = 1, groups: Int = 1, seed: UInt64
    ) -> Convolution {
      Convolution(
        weight: .normal(shape: shape, seed: seed), bias: .normal(shape: [shape[0]], seed: seed + 1), stride: stride,
        padding: padding, dilation: dilation, groups: groups)
    }
    let layers: [(String, any Layer, [String])] = [
      ("conv1", convolution([5, 3, 3, 3], padding: 1, seed: 1), ["input"]), ("relu1", ReLU(), ["conv1"]),
      ("pool1", MaxPooling(kernel: 3, stride: 2, padding: 1), ["relu1"]),
      ("left", convolution([6, 5, 1, 1], seed: 2), ["pool1"]), ("reluleft", ReLU(), ["left"]),
      ("middle", convolution([7, 5, 3, 3], padding: 2, dilation: 2, seed: 3), ["pool1"]),
      ("right", convolution([3, 5, 3, 3], padding: 1, seed: 4), ["pool1"]), ("reluright", ReLU(), ["right"]),
      ("join", Concatenation(), ["reluleft", "middle", "reluright", "pool1"]), ("relujoin", ReLU(), ["join"]),
      ("groups", convolution([9, 7, 2, 3], stride: 2, padding: 1, groups: 3, seed: 5), ["relujoin"]),
      ("depthwise", convolution([9, 1, 3, 3], padding: 1, groups: 9, seed: 6), ["groups"]),
      ("sum", Addition(), ["groups", "depthwise"]), ("pool2", MaxPooling(kernel: 2), ["sum"]),
      ("conv3", convolution([6, 9, 3, 3], padding: 1, seed: 7), ["pool2"]), ("relu3", ReLU(), ["conv3"]),
      ("mean", GlobalAveragePooling(), ["relu3"]), ("scores", Flatten(), ["mean"]),
    ]
    do { return try Network(name: "odd", inputShape: [3, 13, 11], layers: layers) } catch { fatalError("\(error)") }
  }()

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

  @Test(arguments: [1, 2, 5])
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
