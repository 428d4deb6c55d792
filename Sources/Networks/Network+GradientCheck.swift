import Tensors

extension Network {
  /// Compares a signal of a backward pass with what the score really does when elements are changed a little.
  ///
  /// The score is Σ seed·output at the node that the pass started from. Half of the elements tried are the ones where
  /// the signal is strongest, the other half are drawn. The step is 1/500 of the activations' root mean square: smaller
  /// ones drown in the rounding of 32-bit floats, larger ones bend more ReLUs.
  ///
  /// - Parameters:
  ///   - source: the picture, or a node before the one that the pass started from.
  ///   - count: how many elements to try.
  /// - Throws: `NetworkError.unreachable` where the signal has not come.
  /// - Complexity: two forward passes from `source` on for each element, batched.
  public func checkGradient(
    _ pass: BackwardPass, at source: Source = .image, samples count: Int = 32, seed: UInt64 = 0
  ) throws(NetworkError) -> GradientCheck {
    guard let signal = pass.gradient(at: source), source != .node(pass.node) else {
      throw .unreachable(layer: name(of: source), from: nodes[pass.node].name)
    }
    let places = Self.sample(signal, count: count, seed: seed)
    let batch = Self.moved(source == .image ? pass.trace.image : pass.trace.activation(source), at: places)
    let masks = bendingNodes(upTo: pass.node).map { mask(of: $0, in: pass.trace) }
    let results = inChunks(count: batch.steps.count + 1) { range, _ in
      scoresAndKinks(pass, at: source, batch.activations.entries(range), masks: masks)
    }
    let rows = Tensor(joining: results, shape: [batch.steps.count + 1, 3])
    // Computed as the others are, for a batch does not round as a single picture does.
    let score = rows.double(batch.steps.count)
    let samples = places.enumerated().map { number, place in
      let (up, down) = (2 * number, 2 * number + 1)
      let (above, below) = (rows.double(up), rows.double(down))
      return GradientCheck.Sample(
        index: signal.index(ofFlat: place), claimed: Double(signal[flat: place]),
        measured: (above - below) / (batch.steps[up] - batch.steps[down]),
        bend: (above - score) / batch.steps[up] - (below - score) / batch.steps[down],
        crossesKink: rows[up, 2] + rows[down, 2] > 0)
    }
    return GradientCheck(samples: samples)
  }

  /// The activation with each of the places moved up and down, and last as it is; and by how much it really moved.
  private static func moved(_ activation: Tensor, at places: [Int]) -> (activations: Tensor, steps: [Double]) {
    let squares = activation.elements.reduce(0.0) { $0 + Double($1) * Double($1) }
    let size = (squares / Double(Swift.max(activation.count, 1))).squareRoot()
    let step = 0.002 * Float(size > 0 ? size : 1)
    let centre = activation.reshaped([1] + activation.shape)
    var (batch, steps) = (centre.repeated(2 * places.count + 1), [Double]())
    for (number, place) in places.enumerated() {
      for (row, step) in [(2 * number, step), (2 * number + 1, -step)] {
        batch[flat: row * activation.count + place] += step
        steps.append(Double(batch[flat: row * activation.count + place]) - Double(activation[flat: place]))
      }
    }
    return (batch, steps)
  }

  /// For each picture of a chunk: its score in two floats, and whether a ReLU or a pooling decides otherwise.
  private func scoresAndKinks(
    _ pass: BackwardPass, at source: Source, _ activations: Tensor, masks: [Tensor]
  ) -> Tensor {
    let count = activations.shape[0]
    let outputs = changedOutputs(upTo: pass.node, from: source, activations, in: pass.trace)
    var rows = Tensor(shape: [count, 3])
    guard let scored = outputs[pass.node] else { return rows }
    for row in 0..<count {
      let score = pass.score(of: scored, row: row)
      rows[row, 0] = Float(score)
      rows[row, 1] = Float(score - Double(Float(score)))
    }
    for (node, mask) in zip(bendingNodes(upTo: pass.node), masks) where source != .node(node) {
      let reads = nodes[node].inputs[0]
      let input = if case .node(let read) = reads { outputs[read] } else { recipe.applied(to: activations) as Tensor? }
      guard let input, let output = outputs[node] else { continue }
      let found = self.mask(of: node, input: input, output: output)
      for row in 0..<count where found.entries(row..<row + 1) != mask { rows[row, 2] = 1 }
    }
    return rows
  }

  /// The nodes whose slope depends on their input by jumps.
  private func bendingNodes(upTo last: Int) -> [Int] {
    nodes.indices.filter { $0 <= last && Self.bends(nodes[$0].layer) }
  }

  private static func bends(_ layer: any Layer) -> Bool {
    layer is ReLU || layer is MaxPooling || layer is LeakyReLU || layer is Clip
  }

  private func mask(of node: Int, in trace: Trace) -> Tensor {
    mask(of: node, input: Self.tensor(nodes[node].inputs[0], trace.input, trace.outputs), output: trace.outputs[node])
  }

  /// Which inputs a ReLU or a pooling lets through: what comes back of a signal of ones.
  private func mask(of node: Int, input: Tensor, output: Tensor) -> Tensor {
    let ones = Tensor(shape: output.shape, repeating: 1)
    return nodes[node].layer.backward(ones, inputs: [input], output: output, rule: .gradient)[0]
  }

  /// Half of the places where the signal is strongest, half drawn, none twice.
  private static func sample(_ signal: Tensor, count: Int, seed: UInt64) -> [Int] {
    let count = Swift.min(count, signal.count)
    let strongest = (0..<signal.count).sorted { abs(signal[flat: $0]) > abs(signal[flat: $1]) }.prefix((count + 1) / 2)
    var (random, places) = (RandomSource(seed: seed), Array(strongest))
    var taken = Set(places)
    while places.count < count {
      let place = random.integer(below: signal.count)
      if taken.insert(place).inserted { places.append(place) }
    }
    return places
  }
}

extension BackwardPass {
  /// Σ seed·output for one picture of a batch of the node's outputs, or for the output alone.
  fileprivate func score(of outputs: Tensor, row: Int) -> Double {
    guard let seed = gradient(at: .node(node)) else { return 0 }
    return (0..<seed.count).reduce(0.0) { $0 + Double(seed[flat: $1]) * Double(outputs[flat: row * seed.count + $1]) }
  }
}

extension Tensor {
  /// The number that a row's first two floats add up to.
  fileprivate func double(_ row: Int) -> Double { Double(self[row, 0]) + Double(self[row, 1]) }
}
