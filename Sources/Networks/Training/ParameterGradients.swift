internal import Dispatch
internal import Synchronization
public import Tensors

/// The loss of a batch and its gradients at every weight and bias.
public struct BatchGradients: Sendable {
  /// The mean of the pictures' losses.
  public internal(set) var loss: Double
  /// How many pictures the batch has.
  public internal(set) var count: Int
  /// How many pictures' classes get the largest score.
  public internal(set) var right: Int
  /// One a node: the gradients of the mean loss; nil for a node without parameters.
  public internal(set) var parameters: [(weight: Tensor, bias: Tensor)?]

  /// Adds another part of the batch; sums, not means.
  fileprivate mutating func add(_ other: BatchGradients) {
    loss += other.loss
    right += other.right
    count += other.count
    for node in parameters.indices {
      guard let more = other.parameters[node] else { continue }
      parameters[node]?.weight.add(more.weight, times: 1)
      parameters[node]?.bias.add(more.bias, times: 1)
    }
  }

  fileprivate mutating func takeMeans() {
    loss /= Double(count)
    for node in parameters.indices {
      parameters[node]?.weight.scale(by: 1 / Float(count))
      parameters[node]?.bias.scale(by: 1 / Float(count))
    }
  }
}

extension Network {
  /// The mean loss of a batch and its gradients at all parameters.
  ///
  /// The batch is cut in two halves whatever the number of threads, and each half's chunks add up in order: the same
  /// batch gives the same bits.
  ///
  /// - Parameter prepare: called with each picture's number before it is looked at, to change it at random.
  public func lossGradients(
    _ batch: LabelledImages, loss: CrossEntropy = CrossEntropy(),
    prepare: (@Sendable (_ picture: inout Tensor, _ number: Int) -> Void)? = nil
  ) throws(NetworkError) -> BatchGradients {
    let shapes = try shapes(for: Array(batch.images.shape.dropFirst()), through: scores)
    try check(batch.labels)
    let middle = (batch.count + 1) / 2
    let halves = [0..<middle, middle..<batch.count].filter { !$0.isEmpty }
    let results = Mutex([BatchGradients?](repeating: nil, count: halves.count))
    let work: @Sendable (Int) -> Void = { half in
      let result = sumOfGradients(batch, halves[half], shapes: shapes, loss: loss, prepare: prepare)
      results.withLock { $0[half] = result }
    }
    if threads > 1 {
      DispatchQueue.concurrentPerform(iterations: halves.count, execute: work)
    } else {
      halves.indices.forEach(work)
    }
    var sums = results.withLock { $0.compactMap { $0 } }
    var total = sums.removeFirst()
    for other in sums { total.add(other) }
    total.takeMeans()
    return total
  }

  private func check(_ labels: [Int]) throws(NetworkError) {
    let classes = nodes[scores].shape.reduce(1, *)
    guard classes == classCount else { throw .scoresAtManyPlaces(shape: nodes[scores].shape) }
    for label in labels where !(0..<classes).contains(label) {
      throw .unitOutOfRange(layer: nodes[scores].name, unit: label, count: classes)
    }
    guard !labels.isEmpty else { throw .emptyBatch }
  }

  /// A part of a batch, chunk by chunk, in memory that serves them all.
  private func sumOfGradients(
    _ batch: LabelledImages, _ range: Range<Int>, shapes: [[Int]], loss: CrossEntropy,
    prepare: (@Sendable (inout Tensor, Int) -> Void)?
  ) -> BatchGradients {
    let size = Swift.min(chunkSize, range.count)
    // The last chunk may be smaller; its gradients are added up in the same places.
    let sizes = [size, range.count % size].filter { $0 > 0 }
    let passes = sizes.map { learningPass(pictures: $0, of: batch, shapes: shapes) }
    var activations = Arena.take(passes.reduce(0) { Swift.max($0, $1.forward.size) })
    var signals = Arena.take(passes.reduce(0) { Swift.max($0, $1.backward.size) })
    defer {
      Arena.giveBack(&activations)
      Arena.giveBack(&signals)
    }
    return Arena.lend(&activations) { activations in
      Arena.lend(&signals) { signals in
        let memory = PassMemory(activations: activations, signals: signals)
        for slots in passes[0].backward.parameters { slots?.clear(in: memory) }
        var total = BatchGradients(loss: 0, count: range.count, right: 0, parameters: [])
        for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
          var chunk = batch.part(start..<Swift.min(start + size, range.upperBound))
          if let prepare { chunk.images.changePictures { prepare(&$0, start + $1) } }
          let pass = chunk.count == size ? passes[0] : passes[1]
          let (sum, right) = learn(from: chunk, pass, loss: loss, in: memory)
          total.loss += sum
          total.right += right
        }
        let found = passes[0].backward.parameters.map { $0?.gradients(in: memory) }
        total.parameters = found + Array(repeating: nil, count: nodes.count - found.count)
        return total
      }
    }
  }

  private func learningPass(
    pictures: Int, of batch: LabelledImages, shapes: [[Int]]
  ) -> (forward: ForwardPlan, backward: BackwardPlan) {
    let input = [pictures] + batch.images.shape.dropFirst()
    let pass = PassPlans.Forward(input: input, last: scores, keeping: .ancestors)
    let forward = forwardPlan(pass, shapes: shapes)
    return (forward, learningPlan(after: pass, forward))
  }

  /// Forward, the loss at the scores, and back, adding the gradients to those of the chunks before.
  private func learn(
    from chunk: LabelledImages, _ pass: (forward: ForwardPlan, backward: BackwardPlan), loss: CrossEntropy,
    in memory: PassMemory
  ) -> (loss: Double, right: Int) {
    guard let output = pass.forward.slots[scores] else { preconditionFailure("the scores were not planned") }
    memory.put(recipe.applied(to: chunk.images), into: pass.forward.input)
    PassDriver.run(pass.forward.stages, in: memory, threads: 1)
    let (sum, right, atScores) = loss(memory.tensor(output), labels: chunk.labels)
    memory.put(atScores, into: pass.backward.seed)
    PassDriver.run(pass.backward.stages, in: memory, threads: 1)
    return (sum, right)
  }
}

extension Tensor {
  /// self += factor·other.
  mutating func add(_ other: Tensor, times factor: Float) {
    withUnsafeMutableElements { sum in
      other.withUnsafeElements { more in
        for place in sum.indices { sum[place] += factor * more[place] }
      }
    }
  }

  mutating func scale(by factor: Float) {
    withUnsafeMutableElements { numbers in
      for place in numbers.indices { numbers[place] *= factor }
    }
  }

  /// Changes each picture of a batch; `change` gets its number in the batch.
  fileprivate mutating func changePictures(_ change: (inout Tensor, Int) -> Void) {
    let size = shape.dropFirst().reduce(1, *)
    let changed = (0..<shape[0]).map { number -> Tensor in
      var picture = entry(number)
      change(&picture, number)
      precondition(picture.count == size, "an augmentation changed the picture's size")
      return picture
    }
    self = Tensor(shape: shape, elements: changed.flatMap(\.elements))
  }
}
