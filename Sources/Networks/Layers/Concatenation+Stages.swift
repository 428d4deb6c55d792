internal import Tensors

extension Concatenation: StagedLayer {
  /// Copies what does not lie in its place yet.
  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let rows = rows(of: output)
    let width = output.count / rows
    return zip(inputs, starts(inputs, rows: rows)).compactMap { input, start in
      if rows == 1, input.start == output.start + start { return nil }
      let length = input.count / rows
      return .whole { memory in
        for row in 0..<rows {
          (memory[output] + (row * width + start)).update(from: memory[input] + row * length, count: length)
        }
      }
    }
  }

  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    let rows = rows(of: signal)
    let width = signal.count / rows
    return zip(zip(targets, finishes), starts(targets, rows: rows)).map { target, start in
      let (target, finish) = target
      let length = target.count / rows
      return .whole { memory in
        let result = memory[target]
        for row in 0..<rows {
          (result + row * length).update(from: memory[signal] + (row * width + start), count: length)
        }
        finish.resolved(in: memory).apply(to: result, start: 0, rows: 1, columns: target.count, pitch: target.count)
      }
    }
  }

  /// Pieces in which an input lies, one behind a piece of each other input.
  private func rows(of slot: Slot) -> Int { Swift.max(1, slot.shape[...axis].reduce(1, *)) }

  /// Where each part begins in a row.
  private func starts(_ parts: [Slot], rows: Int) -> [Int] {
    parts.reduce(into: [0]) { starts, part in starts.append(starts[starts.count - 1] + part.count / rows) }
  }
}
