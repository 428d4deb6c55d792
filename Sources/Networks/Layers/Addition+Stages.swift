internal import Tensors

extension Addition: StagedLayer {
  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let strips = Strips(output.count, ofAtMost: 1 << 15, atLeast: 2)
    return [
      Stage(parts: strips.count) { part, memory in
        let (places, sum) = (strips[part], memory[output])
        let (first, second) = (memory[inputs[0]], memory[inputs[1]])
        for place in places { sum[place] = first[place] + second[place] }
        for input in inputs.dropFirst(2) {
          let more = memory[input]
          for place in places { sum[place] += more[place] }
        }
        finish.resolved(in: memory).apply(
          to: sum, start: places.lowerBound, rows: 1, columns: places.count, pitch: places.count)
      }
    ]
  }

  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    let strips = Strips(signal.count, ofAtMost: 1 << 15, atLeast: 2)
    return [
      Stage(parts: strips.count) { part, memory in
        let places = strips[part]
        for (target, finish) in zip(targets, finishes) {
          (memory[target] + places.lowerBound).update(from: memory[signal] + places.lowerBound, count: places.count)
          finish.resolved(in: memory).apply(
            to: memory[target], start: places.lowerBound, rows: 1, columns: places.count, pitch: places.count)
        }
      }
    ]
  }
}
