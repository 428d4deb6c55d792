internal import Tensors

extension MaxPooling: StagedLayer {
  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let input = inputs[0]
    return stages(PoolingSizes(shape: input.shape, frame: frame, ceiling: ceiling)) { sizes, plane, memory in
      let (before, after) = (plane * sizes.inputPlane, plane * sizes.outputPlane)
      let result = memory[output]
      maxima(memory[input] + before, into: result + after, sizes: sizes)
      let count = sizes.planes * sizes.outputPlane
      finish.resolved(in: memory).apply(to: result, start: after, rows: 1, columns: count, pitch: count)
    }
  }

  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    guard let input = inputs[0], let output else { preconditionFailure("the winners of a pooling are not known") }
    let (target, finish) = (targets[0], finishes[0])
    return stages(PoolingSizes(shape: input.shape, frame: frame, ceiling: ceiling)) { sizes, plane, memory in
      let (before, after) = (plane * sizes.inputPlane, plane * sizes.outputPlane)
      toWinners(
        memory[signal] + after, input: memory[input] + before, output: memory[output] + after,
        into: memory[target] + before, sizes: sizes, finish: finish.resolved(in: memory).moved(by: before))
    }
  }

  /// One stage, whose parts are some planes each.
  private func stages(
    _ sizes: PoolingSizes, _ compute: @escaping @Sendable (_ part: PoolingSizes, _ plane: Int, PassMemory) -> Void
  ) -> [Stage] {
    let strips = Strips(sizes.planes, ofAtMost: Swift.max(1, (1 << 15) / sizes.inputPlane), atLeast: 4)
    return [
      Stage(parts: strips.count) { part, memory in
        var some = sizes
        some.planes = strips[part].count
        compute(some, strips[part].lowerBound, memory)
      }
    ]
  }

  /// The largest number under each window of some planes.
  func maxima(_ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, sizes: PoolingSizes) {
    if takesPairs { return maximaOfPairs(input, into: output, sizes: sizes) }
    if takesTriples { return maximaOfTriples(input, into: output, sizes: sizes) }
    if isDilated { return maximaOfDilated(input, into: output, sizes: sizes) }
    sizes.forEachWindow { plane, place, rows, columns in
      output[place] = input[winner(in: input, plane: plane, rows, columns, width: sizes.input.width)]
    }
  }

  /// Sends the signals of some planes to the positions that won.
  func toWinners(
    _ signal: UnsafePointer<Float>, input: UnsafePointer<Float>, output: UnsafePointer<Float>,
    into back: UnsafeMutablePointer<Float>, sizes: PoolingSizes, finish: ResolvedFinish
  ) {
    guard takesPairs else {
      let count = sizes.planes * sizes.inputPlane
      back.update(repeating: 0, count: count)
      if takesTriples {
        // Windows that overlap: a signal's own ReLU can be asked for each of them, its sign only for their sum.
        if case .passing(.gradient, _) = finish {
          return signalsToWinnersOfTriples(
            signal, input: input, output: output, into: back, sizes: sizes, finish: PassingGradient(outputs: output))
        }
        signalsToWinnersOfTriples(signal, input: input, output: output, into: back, sizes: sizes, finish: Unchanged())
      } else if isDilated {
        signalsToDilatedWinners(signal, input: input, into: back, sizes: sizes)
      } else {
        sizes.forEachWindow { plane, place, rows, columns in
          back[winner(in: input, plane: plane, rows, columns, width: sizes.input.width)] += signal[place]
        }
      }
      return finish.apply(to: back, start: 0, rows: 1, columns: count, pitch: count)
    }
    func pairs(_ finish: some LaneFinish) {
      signalsToWinners(signal, input: input, output: output, into: back, sizes: sizes, finish: finish)
    }
    // A ReLU's outputs, which the input is made of, are positive where their maximum is.
    switch finish {
    case .nothing: pairs(Unchanged())
    case .rectifying, .pooling: pairs(Rectifying())
    case .passing(.gradient, _): pairs(PassingGradient(outputs: output))
    case .passing(.deconvnet, _): pairs(PassingDeconvnet())
    case .passing(.guided, _): pairs(PassingGuided(outputs: output))
    }
  }
}

extension PoolingSizes {
  /// Numbers in a plane that comes in, and in one that goes out.
  var inputPlane: Int { input.height * input.width }
  var outputPlane: Int { output.height * output.width }
}
