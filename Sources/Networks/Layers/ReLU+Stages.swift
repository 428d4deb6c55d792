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
    let strips = Strips(output.count, ofAtMost: Self.partSize)
    let target = targets[0]
    let passing = Finish.passing(rule, outputs: output)
    return [
      Stage(parts: strips.count) { part, memory in
        let places = strips[part]
        let (arrived, result) = (memory[signal], memory[target])
        (result + places.lowerBound).update(from: arrived + places.lowerBound, count: places.count)
        for finish in [passing, finishes[0]] {
          finish.resolved(in: memory).apply(
            to: result, start: places.lowerBound, rows: 1, columns: places.count, pitch: places.count)
        }
      }
    ]
  }
}
