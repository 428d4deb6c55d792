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
  init(
    _ nodes: [Network.Node], input: [Int], shapes: [[Int]], images: Int, needed: [Bool], reusing: Bool
  ) {
    var planning = Planning(nodes, input: input, shapes: shapes, images: images, needed: needed, reusing: reusing)
    let picture = planning.memory.slot([images] + input, pitch: planning.pitchOfPicture(channels: input[0]))
    for node in shapes.indices where needed[node] { planning.add(node, picture: picture) }
    (self.input, slots, self.shapes) = (picture, planning.slots, planning.shapes)
    stages = planning.stages
    size = planning.memory.size
  }
}

/// The state of planning.
private struct Planning {
  let nodes: ArraySlice<Network.Node>
  /// With the batch axis.
  let shapes: [[Int]]
  let needed: [Bool]
  let reusing: Bool
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

  init(_ nodes: [Network.Node], input: [Int], shapes: [[Int]], images: Int, needed: [Bool], reusing: Bool) {
    self.nodes = nodes.prefix(shapes.count)
    self.shapes = shapes.map { [images] + $0 }
    (self.needed, self.reusing) = (needed, reusing)
    let readers = Network.readers(in: self.nodes, needed: needed)
    rectifiers = self.nodes.indices.map { node in
      guard nodes[node].layer is Convolution, readers[node].count == 1 else { return nil }
      return nodes[readers[node][0]].layer is ReLU ? readers[node][0] : nil
    }
    poolings = self.nodes.indices.map { node in
      guard nodes[node].layer is ReLU, readers[node].count == 1 else { return nil }
      let reader = readers[node][0]
      return (nodes[reader].layer as? MaxPooling)?.takesPairs == true ? reader : nil
    }
    let rectifiers = rectifiers
    let homes = Home.homes(of: self.nodes, input: input, shapes: self.shapes, needed: needed) { node in
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

  /// Four where the picture has fewer channels and those who read it compute with four at a time.
  func pitchOfPicture(channels: Int) -> Int? {
    let readers = nodes.indices.filter { needed[$0] && nodes[$0].inputs.contains(.image) }
    let gains = readers.allSatisfy { (nodes[$0].layer as? Convolution)?.gainsFromFourChannels == true }
    return gains && channels < 4 ? 4 : nil
  }

  /// Plans a node's work, with that of the ReLU that is a part of it.
  mutating func add(_ node: Int, picture: Slot) {
    guard !isPlanned[node] else { return }
    let target = rectifiers[node] ?? node
    let inputs = nodes[node].inputs.map { source -> Slot in
      guard case .node(let read) = source else { return picture }
      guard let slot = slots[read] else { preconditionFailure("\(nodes[node].name) reads what is not kept") }
      return slot
    }
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
    guard reusing else { return }
    for block in blocks.keys.sorted() where lastReaders[block] <= node {
      if let slot = blocks.removeValue(forKey: block) { memory.free(slot) }
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

  /// The same numbers in another shape, and so in another order in memory.
  static func reshaping(_ source: Slot, to target: Slot) -> Stage {
    .whole { memory in
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
}
