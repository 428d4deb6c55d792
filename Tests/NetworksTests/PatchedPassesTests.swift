import Networks
import Tensors
import Testing

/// What pieces give against passes over whole pictures with the patch on them.
@Suite struct PatchedPassesTests {
  /// Patches at all borders, of sides of their own, of one pixel, and as large as the picture.
  static func patches(on shape: [Int]) -> [(patch: Extent, stride: Int)] {
    let (height, width) = (shape[1], shape[2])
    let some = Extent(height: (height + 3) / 4, width: (width + 1) / 2)
    return [
      (Extent(1), max(height, width) / 3 + 1), (some, max(1, some.height - 1)),
      (Extent(height: height, width: 1), width / 4 + 1), (Extent(height: height, width: width), 1),
    ]
  }

  @Test(arguments: WholePassTests.networks.indices)
  func theScoresAreThoseOfWholePasses(number: Int) throws {
    let (network, shape) = WholePassTests.networks[number]
    for (patch, stride) in Self.patches(on: shape) {
      let test = try PatchedCase(network, shape: shape, patch: patch, stride: stride, node: network.scores)
      #expect(try test.error() < 1e-5, "\(test)")
    }
  }

  @Test(arguments: [5, 6, 7])
  func theOutputsOfInnerLayersAreThoseOfWholePasses(number: Int) throws {
    let (network, shape) = WholePassTests.networks[number]
    for node in network.nodes.indices {
      for (patch, stride) in Self.patches(on: shape) {
        let test = try PatchedCase(network, shape: shape, patch: patch, stride: stride, node: node)
        #expect(try test.error() < 1e-5, "\(test)")
      }
    }
  }

  @Test(arguments: 0..<150)
  func inNetworksThatAreDrawnOutputsAreThoseOfWholePasses(seed: Int) throws {
    var draw = NetworkDraw(seed: UInt64(seed))
    let network = try draw.network()
    for _ in 0..<4 {
      let (patch, stride, node) = draw.patch(on: network)
      let test = try PatchedCase(network, shape: network.inputShape, patch: patch, stride: stride, node: node)
      let error = try test.error()
      #expect(error < 1e-5, "seed \(seed): \(test)")
    }
  }

  @Test func inManyOfThemLessIsComputed() throws {
    let saved = try (0..<150).count { seed in
      var draw = NetworkDraw(seed: UInt64(seed))
      let network = try draw.network()
      let test = try PatchedCase(network, shape: network.inputShape, patch: 2, stride: 5, node: network.scores)
      return test.passes.multiplyAdds * 4 < network.multiplyAdds * 3
    }
    #expect(saved > 50)
  }

  /// A place in every corner of the picture, on every border and in the middle.
  @Test func onASqueezeNetOfItsSizeScoresAreThoseOfWholePasses() throws {
    let network = Network.squeezeNet(seed: 3)
    let test = try PatchedCase(
      network, shape: network.inputShape, patch: Extent(height: 40, width: 33), stride: 93, node: network.scores)
    #expect(test.count == 9)
    #expect(try test.error() < 1e-5)
    #expect(test.passes.multiplyAdds < network.multiplyAdds * 3 / 5)
  }

  @Test func onlyWhatAPatchReachesIsComputed() throws {
    let network = Network.small(seed: 1)
    let test = try PatchedCase(network, shape: [3, 64, 64], patch: 8, stride: 2, node: network.scores)
    // Rows and columns of the two convolutions of each block, and the channels of all filters; the dense layers.
    let blocks = [(10, 12, 4, 16), (8, 12, 16, 32), (8, 12, 32, 64)]
    let expected = blocks.reduce(4096 * 128 + 128 * 10) { sum, block in
      let (first, second, channels, filters) = block
      return sum + 9 * filters * (first * first * channels + second * second * filters)
    }
    #expect(test.passes.multiplyAdds == expected)
    #expect(expected < network.multiplyAdds / 4)
  }

  @Test func aLayerBehindTheNodeIsNotComputed() throws {
    let network = Network.small(seed: 1)
    let node = try network.layer(named: "conv1_1")
    let test = try PatchedCase(network, shape: [3, 64, 64], patch: 8, stride: 4, node: node)
    #expect(test.passes.multiplyAdds == 10 * 10 * 4 * 9 * 16)
  }

  @Test(arguments: [0, 2, 5])
  func theNumberOfThreadsChangesNoBit(number: Int) throws {
    var (network, shape) = WholePassTests.networks[number]
    let results = try [1, 2, 5].map { threads in
      network.threads = threads
      let test = try PatchedCase(network, shape: shape, patch: 5, stride: 3, node: network.scores)
      return test.passes.outputs(atPlaces: 0..<min(test.count, 45))
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }
}

/// A network on a picture with patches on it.
private struct PatchedCase: CustomStringConvertible {
  let network: Network
  let image: Tensor
  let filling: Tensor
  let patch: Extent
  let tops: [Int]
  let lefts: [Int]
  let node: Int
  let passes: PatchedPasses

  init(_ network: Network, shape: [Int], patch: Extent, stride: Int, node: Int) throws {
    (self.network, self.patch, self.node) = (network, patch, node)
    image = .uniform(shape: shape, seed: 21)
    filling = .uniform(shape: shape, seed: 22)
    tops = Array(Swift.stride(from: 0, through: shape[1] - patch.height, by: stride))
    lefts = Array(Swift.stride(from: 0, through: shape[2] - patch.width, by: stride))
    passes = try PatchedPasses(
      of: network, on: image, filling: filling, patch: patch, tops: tops, lefts: lefts, through: node)
  }

  var count: Int { tops.count * lefts.count }

  var description: String {
    "\(network.name)\(network.nodes.map { "\($0.name): \($0.layer.summary) of \($0.inputs)" }), \(image.shape), "
      + "patch \(patch) at rows \(tops), columns \(lefts), \(network.nodes[node].name)"
  }

  /// How far the outputs are from those of whole passes, as a share of the largest.
  func error() throws -> Double {
    let whole = try network.outputs(node, of: pictures)
    return relativeError(passes.outputs(atPlaces: 0..<count), whole)
  }

  /// The pictures with the patch on them.
  private var pictures: Tensor {
    let (height, width) = (image.shape[1], image.shape[2])
    let pictures = tops.flatMap { top in
      lefts.flatMap { left in
        image.elements.indices.map { place in
          let (y, x) = (place / width % height - top, place % width - left)
          let isCovered = (0..<patch.height).contains(y) && (0..<patch.width).contains(x)
          return (isCovered ? filling : image)[flat: place]
        }
      }
    }
    return Tensor(shape: [count] + image.shape, elements: pictures)
  }
}
