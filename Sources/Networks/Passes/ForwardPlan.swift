import Tensors

/// A pass forward, planned: where each output lies and the work in order.
///
/// A ReLU that alone reads a convolution is a part of it, and so may be a pooling that alone reads the ReLU; the
/// convolution's own output is then kept nowhere. Layers
/// that only give numbers another shape have no work, and on one picture a concatenation has none either: its inputs
/// are written side by side.
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
    var planning = Planning(nodes, shapes: shapes, images: images, needed: needed, reusing: reusing)
    let picture = planning.memory.slot([images] + input)
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

  init(_ nodes: [Network.Node], shapes: [[Int]], images: Int, needed: [Bool], reusing: Bool) {
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
    let homes = Home.homes(of: self.nodes, shapes: self.shapes, needed: needed)
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
    return Slot(bank: .activations, start: block.start + home.offset, shape: shapes[node])
  }

  private mutating func work(
    _ layer: any Layer, _ inputs: [Slot], to output: Slot, finish: Finish
  ) -> [Stage] {
    if inputs.count == 1, inputs[0].start == output.start { return [] }
    guard let staged = layer as? any StagedLayer else { return [.forward(layer, inputs, to: output)] }
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

/// Where a node's output has its place: in a block of memory that has the shape of some node's output.
private struct Home {
  let block: Int
  var offset = 0

  /// One for each node that is needed.
  static func homes(of nodes: ArraySlice<Network.Node>, shapes: [[Int]], needed: [Bool]) -> [Home?] {
    var homes = [Home?](repeating: nil, count: nodes.count)
    for node in nodes.indices.reversed() where needed[node] && joinsInPlace(nodes[node].layer, shapes[node]) {
      let home = homes[node] ?? Home(block: node)
      homes[node] = home
      var offset = home.offset
      for source in nodes[node].inputs {
        guard case .node(let read) = source else { break }
        if homes[read] == nil, !nodes[read].isView { homes[read] = Home(block: home.block, offset: offset) }
        offset += shapes[read].reduce(1, *)
      }
    }
    for node in nodes.indices where needed[node] && homes[node] == nil {
      if nodes[node].isView, case .node(let read)? = nodes[node].inputs.first {
        homes[node] = homes[read]
      } else {
        homes[node] = Home(block: node)
      }
    }
    return homes
  }

  private static func joinsInPlace(_ layer: any Layer, _ shape: [Int]) -> Bool {
    (layer as? Concatenation)?.axis == 0 && shape[0] == 1
  }
}

extension Network.Node {
  /// Whether the output is a node's numbers as they are, perhaps in another shape.
  var isView: Bool {
    guard case .node? = inputs.first, inputs.count == 1 else { return false }
    return layer.keepsOrder
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
}

extension PassMemory {
  /// A slot's numbers as a tensor.
  func tensor(_ slot: Slot) -> Tensor {
    Tensor(shape: slot.shape) { numbers in
      numbers.baseAddress?.initialize(from: self[slot], count: slot.count)
    }
  }

  func put(_ tensor: Tensor, into slot: Slot) {
    precondition(tensor.count == slot.count, "\(tensor.shape) in the place of \(slot.shape)")
    tensor.withUnsafeElements { numbers in
      if let start = numbers.baseAddress { self[slot].update(from: start, count: numbers.count) }
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
