internal import Tensors

extension FullyConnected: StagedLayer {
  /// Vectors lie along the last axis of a tensor.
  func takes(_ inputs: [Slot]) -> Bool { inputs[0].shape.count != 4 }

  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let (input, parts, vectors) = (inputs[0], outputParts, output.count / outputs)
    return [
      Stage(parts: parts.count) { part, memory in
        computeOutputs(parts[part], from: memory[input], to: memory[output], vectors: vectors)
        finish.resolved(in: memory).apply(
          to: memory[output], start: parts[part].lowerBound, rows: vectors, columns: parts[part].count, pitch: outputs)
      }
    ]
  }

  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    let (target, finish, parts, vectors) = (targets[0], finishes[0], inputParts, signal.count / outputs)
    return [
      Stage(parts: parts.count) { part, memory in
        computeSignals(parts[part], from: memory[signal], to: memory[target], vectors: vectors)
        finish.resolved(in: memory).apply(
          to: memory[target], start: parts[part].lowerBound, rows: vectors, columns: parts[part].count,
          pitch: self.inputs)
      }
    ]
  }
}

extension FullyConnected {
  /// Outputs that are one part: sixteen rows of weights, so that they stay in the cache for a few vectors at a time.
  var outputParts: Strips { Strips(outputs, ofAtMost: Swift.max(16, (1 << 15) / Swift.max(self.inputs, 1))) }

  /// Inputs that are one part.
  var inputParts: Strips { Strips(self.inputs, ofAtMost: Swift.max(512, (1 << 15) / Swift.max(outputs, 1))) }

  /// Some outputs of Y = X·Wᵀ + b, for all vectors.
  func computeOutputs(
    _ part: Range<Int>, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, vectors: Int
  ) {
    guard let weight, !part.isEmpty else { return }
    for vector in 0..<vectors {
      for place in part { output[vector * outputs + place] = bias?[flat: place] ?? 0 }
    }
    weight.withUnsafeElements { weight in
      guard let weight = weight.baseAddress else { return }
      if vectors == 1 {
        return multiply(
          MatrixView(start: weight + part.lowerBound * self.inputs, pitch: self.inputs), vector: input,
          addingTo: output + part.lowerBound, rows: part.count, inner: self.inputs)
      }
      multiplyInBlocks(
        MatrixView(start: input, pitch: self.inputs),
        MatrixView(start: weight + part.lowerBound * self.inputs, pitch: self.inputs, transposed: true),
        into: output + part.lowerBound, pitch: outputs, rows: vectors, columns: part.count, inner: self.inputs,
        adding: true)
    }
  }

  /// Some inputs' signals dX = dY·W, for all vectors.
  func computeSignals(
    _ part: Range<Int>, from signal: UnsafePointer<Float>, to back: UnsafeMutablePointer<Float>, vectors: Int
  ) {
    guard let weight, !part.isEmpty else { return }
    weight.withUnsafeElements { weight in
      guard let weight = weight.baseAddress else { return }
      let some = MatrixView(start: weight + part.lowerBound, pitch: self.inputs)
      if vectors == 1 {
        return multiply(vector: signal, some, into: back + part.lowerBound, columns: part.count, inner: outputs)
      }
      multiplyInBlocks(
        MatrixView(start: signal, pitch: outputs), some, into: back + part.lowerBound, pitch: self.inputs,
        rows: vectors, columns: part.count, inner: outputs)
    }
  }

  /// Adds dW = dYᵀ·X and db = the sum of dY over all vectors.
  func addGradients(
    _ signal: UnsafePointer<Float>, input: UnsafePointer<Float>, vectors: Int,
    to weight: UnsafeMutablePointer<Float>, _ bias: UnsafeMutablePointer<Float>?
  ) {
    multiply(
      MatrixView(start: signal, pitch: outputs, transposed: true), MatrixView(start: input, pitch: self.inputs),
      into: weight, pitch: self.inputs, rows: outputs, columns: self.inputs, inner: vectors, adding: true)
    guard let bias else { return }
    for place in 0..<vectors * outputs { bias[place % outputs] += signal[place] }
  }
}
