import Networks
import Tensors
import Testing

/// Whole passes, planned and shared out to threads, against the layers one by one.
@Suite struct WholePassTests {
  static let networks: [(network: Network, input: [Int])] = [
    (.small(seed: 3), [3, 64, 64]), (.tiny(), [1, 6, 6]), (.squeezeNet(seed: 1), [3, 67, 71]),
    (.linear(seed: 2), [3, 64, 64]), (.vgg16(seed: 4), [3, 37, 50]),
  ]

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
