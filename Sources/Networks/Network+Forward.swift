internal import Dispatch
internal import Synchronization
public import Tensors

extension Network {
  /// A forward pass that keeps every activation.
  ///
  /// - Parameters:
  ///   - image: [C,H,W] in 0…1; of another size than declared where all layers up to `last` allow it.
  ///   - last: the node to stop after; nil for all.
  /// - Throws: `NetworkError.shapeMismatch` naming the first layer that cannot take the size.
  public func forward(_ image: Tensor, through last: Int? = nil) throws(NetworkError) -> Trace {
    let shapes = try shapes(for: image.shape, through: last)
    let input = recipe.applied(to: image.reshaped([1] + image.shape))
    let pass = PassPlans.Forward(input: input.shape, last: shapes.count - 1, keeping: .all)
    let plan = forwardPlan(pass, shapes: shapes)
    return Trace(
      image: image, input: input,
      outputs: Activations(input, pass: pass, plan: plan, nodes: nodes, threads: threads))
  }

  /// The outputs of one node for many pictures: [N,C,H,W] in 0…1 to [N,…]. Uses `threads` threads and keeps nothing
  /// else.
  public func outputs(_ node: Int, of images: Tensor) throws(NetworkError) -> Tensor {
    let shapes = try shapes(for: Array(images.shape.dropFirst()), through: node)
    let count = images.shape[0]
    let parts = inChunks(count: count) { range, threads in
      outputs(
        node, ofPrepared: recipe.applied(to: range.count == count ? images : images.entries(range)), shapes: shapes,
        threads: threads)
    }
    return Tensor(joining: parts, shape: [count] + shapes[node])
  }

  /// What `node` puts out where another node's output is replaced: the rest of the network from there on.
  ///
  /// - Parameters:
  ///   - inner: a node whose output is replaced.
  ///   - activations: [N,…], N outputs of `inner` to try.
  /// - Returns: [N,…], the outputs of `node`, everything that does not depend on `inner` as in the trace.
  public func outputs(
    _ node: Int, replacing inner: Int, with activations: Tensor, in trace: Trace
  ) throws(NetworkError) -> Tensor {
    guard node < trace.count, inner < trace.count else { throw .notComputed(layer: nodes[max(node, inner)].name) }
    guard Array(activations.shape.dropFirst()) == trace.shape(of: inner) else {
      throw .wrongSeed(
        layer: nodes[inner].name, shape: trace.shape(of: inner), seed: Array(activations.shape.dropFirst()))
    }
    let count = activations.shape[0]
    let parts = inChunks(count: count) { range, _ in
      let changed = changedOutputs(upTo: node, from: .node(inner), activations.entries(range), in: trace)
      return changed[node] ?? trace.outputs[node].repeated(range.count)
    }
    return Tensor(joining: parts, shape: [count] + trace.shape(of: node))
  }

  /// The outputs of all nodes up to one that depend on what is put in the place of a node's output, or of the picture.
  ///
  /// - Parameter batch: [N,…]; pictures are in 0…1.
  func changedOutputs(upTo node: Int, from source: Source, _ batch: Tensor, in trace: Trace) -> [Int: Tensor] {
    var changed: [Source: Tensor] = [source: source == .image ? recipe.applied(to: batch) : batch]
    for later in 0..<node + 1 where !changed.keys.contains(.node(later)) {
      guard nodes[later].inputs.contains(where: changed.keys.contains) else { continue }
      let inputs = nodes[later].inputs.map { source in
        changed[source] ?? Self.tensor(source, trace.input, trace.outputs).repeated(batch.shape[0])
      }
      changed[.node(later)] = nodes[later].layer.forward(inputs)
    }
    return changed.reduce(into: [:]) { outputs, entry in
      if case .node(let node) = entry.key { outputs[node] = entry.value }
    }
  }

  /// One node's outputs for pictures that the recipe has been applied to; an activation goes when its last reader has.
  func outputs(_ node: Int, ofPrepared input: Tensor, shapes: [[Int]], threads: Int) -> Tensor {
    forwardPlan(PassPlans.Forward(input: input.shape, last: node, keeping: .last), shapes: shapes)
      .output(node, of: input, threads: threads)
  }

  /// Shares pictures out in chunks. One chunk stays on this thread: to start another one takes as long as a small pass.
  ///
  /// - Parameters:
  ///   - size: how many are a chunk; nil for as many as whole passes are best made for.
  ///   - work: gets the pictures' numbers, and on how many threads it may work itself.
  func inChunks(
    count: Int, of size: Int? = nil, _ work: @Sendable (Range<Int>, _ threads: Int) -> Tensor
  ) -> [Tensor] {
    let size = size ?? chunkSize
    let chunks = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    guard chunks.count > 1, threads > 1 else { return chunks.map { work($0, threads) } }
    let results = Mutex([Tensor?](repeating: nil, count: chunks.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, chunks.count)) { _ in
      while case let chunk = next.add(1, ordering: .relaxed).oldValue, chunk < chunks.count {
        let result = work(chunks[chunk], 1)
        results.withLock { $0[chunk] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// Pictures in a chunk.
  var chunkSize: Int { Self.chunkSize(ofOutputs: nodes.reduce(1) { Swift.max($0, $1.shape.reduce(1, *)) }) }

  /// Small enough for the caches, large enough that a fully connected layer is a product of matrices.
  ///
  /// - Parameter largest: numbers of a picture's largest output.
  static func chunkSize(ofOutputs largest: Int) -> Int { Swift.min(Swift.max((1 << 21) / largest, 1), 8) }

  static func tensor<Outputs: RandomAccessCollection>(
    _ source: Source, _ input: Tensor, _ outputs: Outputs
  ) -> Tensor where Outputs.Element == Tensor, Outputs.Index == Int {
    switch source {
    case .image: input
    case .node(let node): outputs[node]
    }
  }
}

extension Tensor {
  /// A batch of one, many times over.
  func repeated(_ times: Int) -> Tensor {
    if times == 1 { return self }
    return Tensor(shape: [times] + shape.dropFirst(), elements: (0..<times).flatMap { _ in elements })
  }

  /// Batches one after the other.
  init(joining parts: [Tensor], shape: [Int]) {
    if let only = parts.first, parts.count == 1 {
      self = only
    } else {
      self.init(shape: shape, elements: parts.flatMap(\.elements))
    }
  }
}
