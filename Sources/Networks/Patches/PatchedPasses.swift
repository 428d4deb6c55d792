package import Tensors

/// Passes of a network over a picture with a patch of another one on it, at many places.
///
/// A patch changes a part of the picture and so a part of each layer's output, until a layer mixes all positions. Only
/// those parts are computed, amid the numbers of one pass over the picture itself: the outputs are those of whole passes
/// but for rounding. At all places the parts have the same sizes, so that many patches are one batch.
package struct PatchedPasses: Sendable {
  private let network: Network
  private let nodes: PatchedNodes
  /// Places of the patch beside one another.
  private let across: Int
  /// Patches that are one batch, and the pass for them.
  private let chunkSize: Int
  private let plan: ForwardPlan
  /// Multiplications (each with its addition) for one patch.
  package let multiplyAdds: Int

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes.
  ///   - filling: the picture that patches are cut from, likewise.
  ///   - patch: the patch's height and width.
  ///   - tops: the rows at which it begins, in 0…H − height.
  ///   - lefts: the columns at which it begins, in 0…W − width; places are all pairs, those of the first row first.
  ///   - node: whose outputs are wanted.
  /// - Complexity: a pass over the picture.
  package init(
    of network: Network, on image: Tensor, filling: Tensor, patch: Extent, tops: [Int], lefts: [Int],
    through node: Int
  ) throws(NetworkError) {
    let trace = try network.forward(image, through: node)
    let filling = network.recipe.applied(to: filling.reshaped([1] + filling.shape))
    let patches = Changes(
      rows: tops.map { $0..<$0 + patch.height }, columns: lefts.map { $0..<$0 + patch.width })
    nodes = PatchedNodes(network.nodes.prefix(node + 1), trace: trace, filling: filling, patches: patches)
    (self.network, across, multiplyAdds) = (network, lefts.count, nodes.multiplyAdds)
    chunkSize = Network.chunkSize(ofOutputs: nodes.largest)
    plan = nodes.plan(patches: chunkSize)
  }

  /// The node's outputs with the patch at some places, [N,…].
  ///
  /// Their bits may depend on which places are asked for together, but not on the number of threads.
  package func outputs(atPlaces numbers: Range<Int>) -> Tensor {
    let parts = network.inChunks(count: numbers.count, of: chunkSize) { chunk, threads in
      outputs(ofChunk: chunk.lowerBound + numbers.lowerBound..<chunk.upperBound + numbers.lowerBound, threads: threads)
    }
    return Tensor(joining: parts, shape: [numbers.count] + nodes.nodes[nodes.nodes.count - 1].shape)
  }

  private func outputs(ofChunk numbers: Range<Int>, threads: Int) -> Tensor {
    let plan = numbers.count == chunkSize ? plan : nodes.plan(patches: numbers.count)
    let places = numbers.flatMap { [Float($0 / across), Float($0 % across)] }
    let last = nodes.nodes.count - 1
    return plan.output(last, of: Tensor(shape: [numbers.count, 2], elements: places), threads: threads)
  }
}
