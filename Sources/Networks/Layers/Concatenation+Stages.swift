internal import Tensors

extension Concatenation: StagedLayer {
  /// Parts of its output are what it would make of them.
  func takes(_ inputs: [Slot]) -> Bool { true }

  /// Copies what does not lie in its place yet.
  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let rows = rows(of: output)
    let width = output.count / rows
    return zip(inputs, starts(inputs, rows: rows)).compactMap { input, start in
      if joins(input, in: output) { return nil }
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
      let strips = Strips(rows, ofAtMost: Swift.max(1, (1 << 15) / Swift.max(length, 1)), atLeast: 2)
      return Stage(parts: strips.count) { part, memory in
        finish.copy(
          memory[signal] + start, pitch: width, to: memory[target], rows: strips[part], columns: length, in: memory)
      }
    }
  }

  /// Whether an input is a part of the output's memory.
  private func joins(_ input: Slot, in output: Slot) -> Bool {
    input.bank == output.bank && (output.start..<output.start + output.count).contains(input.start)
  }

  /// Pieces in which an input lies, one behind a piece of each other input.
  private func rows(of slot: Slot) -> Int { Swift.max(1, slot.layout[..<layoutAxis(slot)].reduce(1, *)) }

  /// Where the axis stands in the order in which a slot's numbers lie.
  private func layoutAxis(_ slot: Slot) -> Int {
    guard slot.shape.count == 4 else { return axis + 1 }
    return axis == 0 ? 3 : axis
  }

  /// Where each part begins in a row.
  private func starts(_ parts: [Slot], rows: Int) -> [Int] {
    parts.reduce(into: [0]) { starts, part in starts.append(starts[starts.count - 1] + part.count / rows) }
  }
}
