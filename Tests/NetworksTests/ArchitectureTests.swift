import Networks
import Tensors
import Testing

@Suite struct ArchitectureTests {
  static let small = Network.small(seed: 0)

  @Test func smallIsAsThePapersSay() throws {
    #expect(
      Self.small.nodes.map(\.name) == [
        "conv1_1", "relu1_1", "conv1_2", "relu1_2", "pool1", "conv2_1", "relu2_1", "conv2_2", "relu2_2", "pool2",
        "conv3_1", "relu3_1", "conv3_2", "relu3_2", "pool3", "flatten", "fc1", "code", "scores", "probabilities",
      ])
    #expect(Self.small.parameterCount == 597_786)
    #expect(Self.small.multiplyAdds == 40_043_776)
    #expect(try Self.small.layer(named: "code") == Self.small.code)
    #expect(Self.small.nodes[17].shape == [128])
  }

  @Test(arguments: [
    ("conv1_1", 3, 1), ("conv1_2", 5, 1), ("pool1", 6, 2), ("conv2_1", 10, 2), ("conv2_2", 14, 2), ("pool2", 16, 4),
    ("conv3_1", 24, 4), ("conv3_2", 32, 4), ("pool3", 36, 8),
  ])
  func receptiveFieldsOfSmall(layer: String, size: Int, stride: Int) throws {
    let field = try #require(Self.small.receptiveField(of: Self.small.layer(named: layer)))
    #expect(field.size == Extent(size) && field.stride == Extent(stride))
  }

  @Test func centresMoveByHalfAStrideAtAPooling() throws {
    let pool1 = try #require(Self.small.receptiveField(of: Self.small.layer(named: "pool1")))
    #expect(pool1.centre == (1, 1))
    #expect(Self.small.receptiveField(of: Self.small.scores) == nil)
  }

  /// A unit's gradient is 0 outside its receptive field, and not within.
  @Test func aUnitSeesItsReceptiveFieldAlone() throws {
    let node = try Self.small.layer(named: "conv2_2")
    let trace = try Self.small.forward(.uniform(shape: [3, 64, 64], seed: 1), through: node)
    let seed = try Self.small.seed(.position([5, 11, 20]), of: node, in: trace)
    let gradient = try Self.small.imageGradient(trace, from: node, seed: seed)
    let field = try #require(Self.small.receptiveField(of: node))
    let (rows, columns) = field.pixels(y: 11, x: 20, of: 64)
    #expect(rows.count == 14 && columns.count == 14)
    let seen = (0..<gradient.count).filter { gradient[flat: $0] != 0 }.map { gradient.index(ofFlat: $0) }
    #expect(seen.allSatisfy { rows.contains($0[1]) && columns.contains($0[2]) })
    #expect(seen.count > 100)
  }

  @Test func branchesOfOneStrideSeeTheUnion() throws {
    let network = try branched()
    let field = try #require(network.receptiveField(of: network.layer(named: "both")))
    #expect(field.size == 9 && field.stride == 2 && field.top == -3)
  }

  @Test func wideHasALargeFirstLayer() throws {
    let wide = Network.wide(seed: 1)
    #expect(wide.nodes[0].layer.weight?.shape == [24, 3, 9, 9])
    #expect(wide.classes == Self.small.classes)
    #expect(try wide.forward(.uniform(shape: [3, 64, 64], seed: 1)).output(wide.probabilities).shape == [10])
  }

  @Test func linearIsOneWeightedSumAClass() throws {
    let linear = Network.linear(seed: 1)
    #expect(linear.nodes.map(\.name) == ["flatten", "scores", "probabilities"])
    let trace = try linear.forward(.uniform(shape: [3, 64, 64], seed: 1))
    let gradient = try linear.imageGradient(trace, from: linear.scores, seed: oneHot(2, of: 10))
    let weight = try #require(linear.nodes[1].layer.weight)
    #expect(relativeError(gradient.reshaped([12288]), weight.entries(2..<3).reshaped([12288]).map { 2 * $0 }) < 1e-6)
  }

  @Test func vgg16HasItsThirteenConvolutions() throws {
    let vgg = Network.vgg16(seed: 0)
    #expect(vgg.nodes.count { $0.layer is Convolution } == 13)
    #expect(vgg.nodes[vgg.scores].shape == [512, 7, 7] && vgg.nodes[vgg.scores].name == "pool5")
    #expect(vgg.parameterCount == 14_714_688)
    #expect(vgg.multiplyAdds == 15_346_630_656)
  }

  @Test func theSameSeedGivesTheSameWeights() {
    #expect(Network.small(seed: 3).nodes[0].layer.weight == Network.small(seed: 3).nodes[0].layer.weight)
    #expect(Network.small(seed: 3).nodes[0].layer.weight != Network.small(seed: 4).nodes[0].layer.weight)
  }
}
