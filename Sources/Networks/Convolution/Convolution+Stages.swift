internal import Tensors

extension Convolution: StagedLayer {
  /// Winograd's tiles are two windows high and wide.
  func poolsPairs(_ inputs: [Slot]) -> Bool {
    let sizes = sizes(input: inputs[0].shape)
    return ConvolutionMethod.fastest(for: sizes, inner: sizes.channels) == .winograd
  }

  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let sizes = sizes(input: inputs[0].shape)
    let kernel = forwardKernel(.fastest(for: sizes, inner: sizes.channels), sizes)
    return stages(of: kernel, from: inputs[0], to: output, finish: finish, scratch: scratch)
  }

  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    let sizes = sizes(input: targets[0].shape)
    let kernel = backwardKernel(.fastest(for: sizes, inner: sizes.filters), sizes)
    return stages(of: kernel, from: signal, to: targets[0], finish: finishes[0], scratch: scratch)
  }

  /// A stage for each phase of a kernel.
  private func stages(
    of kernel: any ConvolutionKernel, from input: Slot, to output: Slot, finish: Finish, scratch: (Int) -> Slot
  ) -> [Stage] {
    let shared = scratch(kernel.shared)
    return kernel.phases.enumerated().map { phase, parts in
      Stage(parts: parts) { part, memory in
        kernel.compute(
          phase: phase, part: part, from: memory[input], to: memory[output], shared: memory[shared],
          finish: finish.resolved(in: memory))
      }
    }
  }
}
