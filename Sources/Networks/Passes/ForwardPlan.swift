import Tensors

/// A pass forward, planned: where each output lies and the work in order.
///
/// A ReLU that alone reads a convolution is a part of it, and so may be a pooling that alone reads the ReLU; the
/// convolution's own output is then kept nowhere. Layers that only give numbers another shape have no work where the
/// numbers lie in the same order, and a concatenation of channels has none for convolutions that it alone reads: they
/// write side by side.
struct ForwardPlan: Sendable {
  /// The picture after the recipe.
  let input: Slot
  /// Where each node's output lies when the pass is over; nil where it is not kept.
  let slots: [Slot?]
  /// Of each node's output, kept or not, with the batch axis.
  let shapes: [[Int]]
  let stages: [Stage]
  /// Numbers of memory.
  let size: Int

  /// - Parameters:
  ///   - shapes: of the outputs of all nodes up to the last, without the batch axis.
  ///   - needed: for each of them whether it is computed.
  ///   - reusing: whether an output's memory is free once its last reader is done.
  ///   - excerpts: for each node what it reads in the place of each of its inputs; nil for the input itself. The input
  ///     of such a pass is the place of a patch, [2].
  init(
    _ nodes: [Network.Node], input: [Int], shapes: [[Int]], images: Int, needed: [Bool], reusing: Bool,
    excerpts: [[Excerpt?]]? = nil
  ) {
    var planning = Planning(
      nodes, input: input, shapes: shapes, images: images, needed: needed, reusing: reusing, excerpts: excerpts)
    let pads = input.count == 3 && input[0] < 4 && Network.gainsFromFourChannels(nodes.prefix(shapes.count), needed)
    let picture = planning.memory.slot([images] + input, pitch: pads ? 4 : nil)
    for node in shapes.indices where needed[node] { planning.add(node, picture: picture) }
    (self.input, slots, self.shapes) = (picture, planning.slots, planning.shapes)
    stages = planning.stages
    size = planning.memory.size
  }
}

extension ForwardPlan {
  /// Runs the pass, of which one node's output is wanted.
  func output(_ node: Int, of input: Tensor, threads: Int) -> Tensor {
    guard let output = slots[node] else { preconditionFailure("node \(node) was not planned") }
    var arena = Arena.take(size)
    defer { Arena.giveBack(&arena) }
    return Arena.lend(&arena) { start in
      let memory = PassMemory(activations: start, signals: start)
      memory.put(input, into: self.input)
      PassDriver.run(stages, in: memory, threads: threads)
      return memory.tensor(output)
    }
  }
}

/// The state of planning.
private struct Planning {
  let nodes: ArraySlice<Network.Node>
  /// With the batch axis.
  let shapes: [[Int]]
  let needed: [Bool]
  let reusing: Bool
  let excerpts: [[Excerpt?]]?
  let homes: [Home?]
  /// For each home the node after which nobody reads it.
  let lastReaders: [Int]
  /// For each convolution the ReLU that is a part of it.
  let rectifiers: [Int?]
  /// For each ReLU the pooling of 2×2 that alone reads it.
  let poolings: [Int?]
  var memory = SlotAllocator(.activations)
  var slots: [Slot?]
  var stages: [Stage] = []
  private var blocks: [Int: Slot] = [:]
  /// Whether a node's work is planned, as a part of an earlier one perhaps.
  private var isPlanned: [Bool]

  init(
    _ nodes: [Network.Node], input: [Int], shapes: [[Int]], images: Int, needed: [Bool], reusing: Bool,
    excerpts: [[Excerpt?]]?
  ) {
    self.nodes = nodes.prefix(shapes.count)
    self.shapes = shapes.map { [images] + $0 }
    (self.needed, self.reusing, self.excerpts) = (needed, reusing, excerpts)
    let readers = Network.readers(in: self.nodes, needed: needed)
    // What alone reads a node, and reads all of it.
    let followers = readers.map { readers in
      readers.count == 1 && excerpts?[readers[0]].first(where: { $0 != nil }) == nil ? readers[0] : nil
    }
    rectifiers = self.nodes.indices.map { node in
      guard nodes[node].layer is Convolution, let reader = followers[node] else { return nil }
      return nodes[reader].layer is ReLU ? reader : nil
    }
    poolings = self.nodes.indices.map { node in
      guard nodes[node].layer is ReLU, let reader = followers[node] else { return nil }
      return (nodes[reader].layer as? MaxPooling)?.takesPairs == true ? reader : nil
    }
    let rectifiers = rectifiers
    let homes = Home.homes(
      of: self.nodes, input: input, shapes: self.shapes, needed: needed, excerpts: excerpts
    ) { node in
      readers[node].count == 1 && (nodes[node].layer is Convolution || rectifiers.contains(node))
    }
    var last = [Int](repeating: -1, count: shapes.count)
    for node in self.nodes.indices where needed[node] {
      guard let home = homes[node]?.block else { continue }
      last[home] = Swift.max(last[home], readers[node].last ?? Int.max)
    }
    self.homes = homes
    lastReaders = last
    slots = Array(repeating: nil, count: shapes.count)
    isPlanned = Array(repeating: false, count: shapes.count)
  }

  /// Plans a node's work, with that of the ReLU that is a part of it.
  mutating func add(_ node: Int, picture: Slot) {
    guard !isPlanned[node] else { return }
    let target = rectifiers[node] ?? node
    let inputs = inputs(of: node, picture: picture)
    if let staged = nodes[node].layer as? any StagedLayer, target != node, let pooling = poolings[target],
      staged.poolsPairs(inputs)
    {
      (isPlanned[target], isPlanned[pooling]) = (true, true)
      addPooled(staged, inputs, rectifier: target, pooling: pooling)
    } else {
      isPlanned[target] = true
      let output = place(of: target)
      slots[target] = output
      stages += work(nodes[node].layer, inputs, to: output, finish: target == node ? .nothing : .rectifying)
    }
    for (number, input) in inputs.enumerated() where excerpts?[node][number] != nil { memory.free(input) }
    guard reusing else { return }
    for block in blocks.keys.sorted() where lastReaders[block] <= node {
      if let slot = blocks.removeValue(forKey: block) { memory.free(slot) }
    }
  }

  /// What a node reads, cut out where it is an excerpt.
  private mutating func inputs(of node: Int, picture: Slot) -> [Slot] {
    nodes[node].inputs.enumerated().map { number, source in
      var slot = picture
      if case .node(let read) = source {
        guard let output = slots[read] else { preconditionFailure("\(nodes[node].name) reads what is not kept") }
        slot = output
      }
      guard let excerpt = excerpts?[node][number] else { return slot }
      let target = memory.slot([picture.shape[0]] + excerpt.shape)
      stages.append(excerpt.stage(slot, places: picture, to: target))
      return target
    }
  }

  /// Plans a layer with the ReLU and the pooling that are parts of it.
  private mutating func addPooled(_ layer: any StagedLayer, _ inputs: [Slot], rectifier: Int, pooling: Int) {
    let pooled = place(of: pooling)
    slots[pooling] = pooled
    // The pass back looks for the winners among the ReLU's outputs.
    let rectified = reusing ? nil : place(of: rectifier)
    slots[rectifier] = rectified
    stages += work(
      layer, inputs, to: rectified ?? Slot(bank: .activations, start: pooled.start, shape: shapes[rectifier]),
      finish: .pooling(into: pooled, keepingRectified: rectified != nil))
  }

  private mutating func place(of node: Int) -> Slot {
    guard let home = homes[node] else { preconditionFailure("\(nodes[node].name) has no place") }
    let block = blocks[home.block] ?? memory.slot(shapes[home.block])
    blocks[home.block] = block
    return Slot(
      bank: .activations, start: block.start + home.offset, shape: shapes[node],
      pitch: home.pitch)
  }

  private mutating func work(
    _ layer: any Layer, _ inputs: [Slot], to output: Slot, finish: Finish
  ) -> [Stage] {
    if layer.keepsOrder {
      // A view lies where what it shows lies.
      return inputs[0].bank == output.bank && inputs[0].start == output.start ? [] : [.reshaping(inputs[0], to: output)]
    }
    guard let staged = layer as? any StagedLayer, staged.takes(inputs) else {
      return [.forward(layer, inputs, to: output)]
    }
    var lent: [Slot] = []
    let stages = staged.forwardStages(inputs, to: output, finish: finish) { count in
      guard count > 0 else { return output }
      lent.append(memory.slot([count]))
      return lent[lent.count - 1]
    }
    for slot in lent { memory.free(slot) }
    return stages
  }
}

extension Layer {
  /// Whether it puts out the numbers of its input in their order, perhaps in another shape.
  var keepsOrder: Bool { self is any Unchanging || self is Flatten || self is Reshape }
}

extension Stage {
  /// A layer that cannot be cut, by tensors.
  static func forward(_ layer: any Layer, _ inputs: [Slot], to output: Slot) -> Stage {
    .whole { memory in
      memory.put(layer.forward(inputs.map { memory.tensor($0) }), into: output)
    }
  }

  /// The same numbers in another place, perhaps in another shape and so in another order.
  static func reshaping(_ source: Slot, to target: Slot) -> Stage {
    .whole { memory in
      if source.shape == target.shape, !source.hasGaps, !target.hasGaps {
        return memory[target].update(from: memory[source], count: source.count)
      }
      if target.isInOrder { return memory.take(source, to: memory[target]) }
      memory.put(memory.tensor(source).reshaped(target.shape), into: target)
    }
  }
}

extension Network {
  /// For each node those of the needed ones that read it, in order, once for every time.
  static func readers(in nodes: some Collection<Node>, needed: [Bool]) -> [[Int]] {
    var readers = [[Int]](repeating: [], count: nodes.count)
    for (number, node) in nodes.enumerated() where needed[number] {
      for case .node(let read) in node.inputs { readers[read].append(number) }
    }
    return readers
  }

  /// Whether all that read the picture compute with four channels at a time where it has fewer.
  static func gainsFromFourChannels(_ nodes: some Collection<Node>, _ needed: [Bool]) -> Bool {
    nodes.enumerated().allSatisfy { number, node in
      !needed[number] || !node.inputs.contains(.image)
        || (node.layer as? Convolution)?.gainsFromFourChannels == true
    }
  }
}
