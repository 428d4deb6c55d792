import Tensors

/// A pass back from a node to the picture, planned like the pass forward whose outputs it reads.
///
/// A ReLU that alone reads a layer, and is alone read by the layer that the signal has just passed, is a part of that.
struct BackwardPlan: Sendable {
  /// Where the signal starts.
  let seed: Slot
  /// The signal at the picture after the recipe; nil where none comes there.
  let atPicture: Slot?
  /// One a node where the pass learns.
  let parameters: [ParameterSlots?]
  let stages: [Stage]
  /// Numbers of memory.
  let size: Int

  /// - Parameters:
  ///   - node: where the signal starts.
  ///   - box: what of the node's planes holds it; nil for all.
  ///   - learning: whether the gradients at all parameters are wanted, and not that at the picture.
  init(
    _ nodes: [Network.Node], after forward: ForwardPlan, from node: Int, box: SignalBox?, rule: BackwardRule,
    learning: Bool = false
  ) {
    var planning = Planning(nodes, after: forward, from: node, rule: rule)
    // First, so that they lie in the same place for every number of pictures.
    if learning { planning.learn(upTo: node) }
    seed = planning.start(at: node, shape: forward.shapes[node], box: box)
    while let front = planning.pending.keys.max(), front >= planning.end { planning.pass(front) }
    (atPicture, stages, size) = (planning.atPicture, planning.stages, planning.memory.size)
    parameters = planning.parameters
  }

  /// The signal at the picture after the recipe; nil where none comes there.
  func run(_ seed: Tensor, in activations: UnsafeMutablePointer<Float>, threads: Int) -> Tensor? {
    var arena = Arena.take(size)
    defer { Arena.giveBack(&arena) }
    return Arena.lend(&arena) { signals in
      let memory = PassMemory(activations: activations, signals: signals)
      memory.put(seed, into: self.seed)
      PassDriver.run(stages, in: memory, threads: threads)
      return atPicture.map { memory.tensor($0) }
    }
  }
}

extension ForwardPlan {
  /// A pass forward and back as one, so that threads are started once.
  func run(
    _ input: Tensor, thenBack backward: BackwardPlan, seed: Tensor, from node: Int, threads: Int
  ) -> (output: Tensor, signal: Tensor?) {
    guard let output = slots[node] else { preconditionFailure("node \(node) was not planned") }
    var (activations, signals) = (Arena.take(size), Arena.take(backward.size))
    defer {
      Arena.giveBack(&activations)
      Arena.giveBack(&signals)
    }
    return Arena.lend(&activations) { activations in
      Arena.lend(&signals) { signals in
        let memory = PassMemory(activations: activations, signals: signals)
        memory.put(input, into: self.input)
        memory.put(seed, into: backward.seed)
        PassDriver.run(stages + backward.stages, in: memory, threads: threads)
        return (memory.tensor(output), backward.atPicture.map { memory.tensor($0) })
      }
    }
  }
}

/// The state of planning.
private struct Planning {
  let nodes: [Network.Node]
  let forward: ForwardPlan
  let rule: BackwardRule
  /// Those that the signal passes, by what they read.
  let readers: [[Int]]
  var memory = SlotAllocator(.signals)
  /// Sums of the signals that have come so far, and what they reach.
  var pending: [Int: (slot: Slot, box: SignalBox?)] = [:]
  var atPicture: Slot?
  var stages: [Stage] = []
  var parameters: [ParameterSlots?] = []
  /// The last node that the signal comes to: the first with a weight where the pass learns, for nothing is learnt
  /// below it.
  var end = 0

  init(_ nodes: [Network.Node], after forward: ForwardPlan, from node: Int, rule: BackwardRule) {
    (self.nodes, self.forward, self.rule) = (nodes, forward, rule)
    readers = Network.readers(in: nodes, needed: Network.ancestors(of: node, in: nodes))
  }

  mutating func learn(upTo node: Int) {
    let ancestors = Network.ancestors(of: node, in: nodes)
    parameters = (0...node).map { ancestors[$0] ? ParameterSlots(nodes[$0].layer, in: &memory) : nil }
    end = parameters.firstIndex { $0 != nil } ?? node
  }

  mutating func start(at node: Int, shape: [Int], box: SignalBox?) -> Slot {
    let slot = memory.slot(shape)
    pending[node] = (slot, box)
    return slot
  }

  /// Plans the way of a complete signal through its layer.
  mutating func pass(_ node: Int) {
    guard let (signal, box) = pending.removeValue(forKey: node) else { return }
    let (layer, sources) = (nodes[node].layer, nodes[node].inputs)
    if layer.keepsOrder, case .node = sources[0] {
      let shape = forward.shape(of: sources[0])
      let reached = SignalBox.reached(through: layer, from: box, output: signal.shape, input: shape)
      return add(reshaped(signal, to: shape), box: reached, at: sources[0])
    }
    let inputs = sources.map { source -> Slot? in
      if case .node(let read) = source { forward.slots[read] } else { forward.input }
    }
    if node < parameters.count, let slots = parameters[node] {
      stages.append(.learning(layer, signal, inputs: inputs.compactMap { $0 }, to: slots))
      if node == end { return }
    }
    let targets = sources.map { source in
      memory.slot(forward.shape(of: source), pitch: source == .image ? forward.input.pitch : nil)
    }
    let finishes = sources.map { source -> Finish in
      guard let read = rectifier(source, readBy: node), let outputs = forward.slots[read] else { return .nothing }
      return .passing(rule, outputs: outputs)
    }
    stages += work(
      layer, signal, inputs: inputs, output: forward.slots[node], to: targets, finishes: finishes)
    for (source, target) in zip(sources, targets) {
      let reached = SignalBox.reached(through: layer, from: box, output: signal.shape, input: target.shape)
      if layer is Convolution, let reached { stages.append(.clearing(target, outside: reached)) }
      let passed = rectifier(source, readBy: node).map { nodes[$0].inputs[0] }
      add(target, box: reached, at: passed ?? source)
    }
    memory.free(signal)
  }

  /// A signal in another shape, where it lies or in other memory.
  private mutating func reshaped(_ signal: Slot, to shape: [Int]) -> Slot {
    if signal.shape == shape || signal.isInOrder && Slot.isInOrder(shape) { return signal.reshaped(shape) }
    let target = memory.slot(shape)
    stages.append(.reshaping(signal, to: target))
    memory.free(signal)
    return target
  }

  /// The ReLU at a source that can be a part of its only reader, and alone reads what it reads.
  private func rectifier(_ source: Network.Source, readBy node: Int) -> Int? {
    guard case .node(let read) = source, nodes[read].layer is ReLU, readers[read] == [node],
      let staged = nodes[node].layer as? any StagedLayer, staged.takes([forward.slots[read]].compactMap { $0 }),
      case .node(let before) = nodes[read].inputs[0], readers[before] == [read]
    else { return nil }
    return read
  }

  private mutating func work(
    _ layer: any Layer, _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish]
  ) -> [Stage] {
    guard let staged = layer as? any StagedLayer, staged.takes(targets) else {
      return [.backward(layer, signal, inputs: inputs, output: output, to: targets, rule: rule)]
    }
    var lent: [Slot] = []
    let stages = staged.backwardStages(
      signal, inputs: inputs, output: output, to: targets, finishes: finishes, rule: rule
    ) { count in
      guard count > 0 else { return signal }
      lent.append(memory.slot([count]))
      return lent[lent.count - 1]
    }
    for slot in lent { memory.free(slot) }
    return stages
  }

  private mutating func add(_ signal: Slot, box: SignalBox?, at source: Network.Source) {
    switch source {
    case .node(let node):
      guard let former = pending[node] else {
        pending[node] = (signal, box)
        return
      }
      pending[node] = (former.slot, SignalBox.around(former.box, box))
      stages.append(.adding(signal, to: former.slot))
      memory.free(signal)
    case .image:
      guard let former = atPicture else {
        atPicture = signal
        return
      }
      stages.append(.adding(signal, to: former))
      memory.free(signal)
    }
  }
}

extension ForwardPlan {
  fileprivate func shape(of source: Network.Source) -> [Int] {
    Network.shape(of: source, shapes, inputShape: input.shape)
  }
}

extension Stage {
  /// A layer that cannot be cut, by tensors.
  fileprivate static func backward(
    _ layer: any Layer, _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], rule: BackwardRule
  ) -> Stage {
    let inputs = inputs.compactMap { $0 }
    guard let output, inputs.count == targets.count else {
      preconditionFailure("\(layer.summary) reads what is not kept")
    }
    return .whole { memory in
      let back = layer.backward(
        memory.tensor(signal), inputs: inputs.map { memory.tensor($0) }, output: memory.tensor(output), rule: rule)
      for (result, target) in zip(back, targets) { memory.put(result, into: target) }
    }
  }

  /// Adds a signal to what came from later readers.
  fileprivate static func adding(_ signal: Slot, to sum: Slot) -> Stage {
    let strips = Strips(sum.length, ofAtMost: 1 << 15, atLeast: 2)
    return Stage(parts: strips.count) { part, memory in
      let (signal, sum) = (memory[signal], memory[sum])
      for place in strips[part] { sum[place] += signal[place] }
    }
  }

  fileprivate static func clearing(_ slot: Slot, outside box: SignalBox) -> Stage {
    .whole { memory in
      box.clear(
        outsideIn: UnsafeMutableBufferPointer(start: memory[slot], count: slot.length), planes: slot.shape[0],
        height: slot.shape[2], width: slot.shape[3], channels: slot.pitch)
    }
  }
}
