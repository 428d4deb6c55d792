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
    let classes = nodes[scores].shape[0]
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
    let size = chunkSize
    var (activations, signals): ([Float], [Float]) = ([], [])
    var total = BatchGradients(loss: 0, count: 0, right: 0, parameters: Array(repeating: nil, count: nodes.count))
    for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
      var chunk = batch.part(start..<Swift.min(start + size, range.upperBound))
      if let prepare { chunk.images.changePictures { prepare(&$0, start + $1) } }
      let input = recipe.applied(to: chunk.images)
      let pass = PassPlans.Forward(input: input.shape, last: scores, keeping: .ancestors)
      let forward = forwardPlan(pass, shapes: shapes)
      let backward = learningPlan(after: pass, forward)
      let isFirst = start == range.lowerBound
      if isFirst { (activations, signals) = (Arena.take(forward.size), Arena.take(backward.size)) }
      let isLast = start + size >= range.upperBound
      Arena.lend(&activations) { activations in
        Arena.lend(&signals) { signals in
          let memory = PassMemory(activations: activations, signals: signals)
          if isFirst { for slots in backward.parameters { slots?.clear(in: memory) } }
          let judged = learn(chunk, input, forward, backward, loss: loss, in: memory)
          total.loss += judged.loss
          total.right += judged.right
          total.count += chunk.count
          guard isLast else { return }
          for (node, slots) in backward.parameters.enumerated() {
            total.parameters[node] = slots?.gradients(in: memory)
          }
        }
      }
    }
    Arena.giveBack(&activations)
    Arena.giveBack(&signals)
    return total
  }

  /// Forward, the loss at the scores, and back, adding the gradients to those of the chunks before.
  private func learn(
    _ chunk: LabelledImages, _ input: Tensor, _ forward: ForwardPlan, _ backward: BackwardPlan, loss: CrossEntropy,
    in memory: PassMemory
  ) -> (loss: Double, right: Int) {
    guard let output = forward.slots[scores] else { preconditionFailure("the scores were not planned") }
    memory.put(input, into: forward.input)
    PassDriver.run(forward.stages, in: memory, threads: 1)
    let (sum, right, atScores) = loss(memory.tensor(output), labels: chunk.labels)
    memory.put(atScores, into: backward.seed)
    PassDriver.run(backward.stages, in: memory, threads: 1)
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
