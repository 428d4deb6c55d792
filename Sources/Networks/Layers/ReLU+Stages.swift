internal import Tensors

extension ReLU: StagedLayer {
  /// Numbers that are one part: 32 kB.
  private static let partSize = 1 << 13

  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let strips = Strips(output.count, ofAtMost: Self.partSize)
    let input = inputs[0]
    return [
      Stage(parts: strips.count) { part, memory in
        let places = strips[part]
        let (z, result) = (memory[input], memory[output])
        (result + places.lowerBound).update(from: z + places.lowerBound, count: places.count)
        ResolvedFinish.rectifying.apply(
          to: result, start: places.lowerBound, rows: 1, columns: places.count, pitch: places.count)
        finish.resolved(in: memory).apply(
          to: result, start: places.lowerBound, rows: 1, columns: places.count, pitch: places.count)
      }
    ]
  }

  /// Reads the signs of the outputs, which are positive where the inputs were.
  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    guard let output else { preconditionFailure("the way back through a ReLU reads its output") }
    let columns = output.shape.count == 4 ? output.shape[1] : output.count
    let strips = Strips(
      output.count / Swift.max(columns, 1), ofAtMost: Swift.max(1, Self.partSize / Swift.max(columns, 1)))
    let target = targets[0]
    let passing = Finish.passing(rule, outputs: output)
    return [
      Stage(parts: strips.count) { part, memory in
        let (rows, result) = (strips[part], memory[target])
        passing.copy(memory[signal], pitch: columns, to: result, rows: rows, columns: columns, in: memory)
        finishes[0].copy(result, pitch: columns, to: result, rows: rows, columns: columns, in: memory)
      }
    ]
  }
}
