internal import Tensors

extension Convolution: StagedLayer {
  /// Pictures of fewer than four channels may come with zeros behind them.
  func takes(_ inputs: [Slot]) -> Bool {
    inputs.allSatisfy { layer(for: $0.shape, pitch: $0.pitch).filters.shape[1] * groups == $0.pitch }
  }

  /// Winograd's tiles are two windows high and wide.
  func poolsPairs(_ inputs: [Slot]) -> Bool {
    let sizes = layer(for: inputs[0].shape, pitch: inputs[0].pitch).sizes(ofPadded: inputs[0].shape)
    return ConvolutionMethod.fastest(for: sizes) == .winograd
  }

  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let layer = layer(for: inputs[0].shape, pitch: inputs[0].pitch)
    var sizes = layer.sizes(ofPadded: inputs[0].shape)
    sizes.outputPitch = output.pitch
    let kernel = layer.forwardKernel(.fastest(for: sizes), sizes)
    return stages(of: kernel, from: inputs[0], to: output, finish: finish, scratch: scratch)
  }

  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    let layer = layer(for: targets[0].shape, pitch: targets[0].pitch)
    let sizes = layer.sizes(ofPadded: targets[0].shape)
    let kernel = layer.backwardKernel(.fastest(for: sizes), sizes)
    return stages(of: kernel, from: signal, to: targets[0], finish: finishes[0], scratch: scratch)
  }

  /// The layer as it reads pictures: with filters of four channels where zeros make them up.
  ///
  /// - Parameter pitch: numbers from place to place; nil for what is fastest.
  func layer(for input: [Int], pitch: Int? = nil) -> Convolution {
    (pitch ?? 4) > input[1] ? withFourChannels : self
  }

  /// The lengths of all axes for pictures that may lack channels which zeros make up.
  func sizes(ofPadded input: [Int]) -> ConvolutionSizes {
    sizes(input: [input[0], filters.shape[1] * groups, input[2], input[3]])
  }

  /// The layer for pictures in which zeros make up four channels.
  var withFourChannels: Convolution { gainsFromFourChannels ? transformed.withFourChannels(self) : self }

  /// Whether four channels are faster than its fewer ones, for the method needs four.
  var gainsFromFourChannels: Bool {
    filters.shape[1] < 4 && filters.shape[0] >= 4 && WinogradKernel.covers(sliding, groups: groups)
  }

  /// The same layer for pictures with channels of zeros behind theirs.
  func padded(toChannels channels: Int) -> Convolution {
    let shape = filters.shape
    var elements: [Float] = []
    for filter in 0..<shape[0] {
      let length = shape[1] * shape[2] * shape[3]
      elements += filters.elements[filter * length..<(filter + 1) * length]
      elements += Array(repeating: 0, count: channels * shape[2] * shape[3] - length)
    }
    return Convolution(
      weight: Tensor(shape: [shape[0], channels, shape[2], shape[3]], elements: elements), bias: bias,
      stride: sliding.stride, padding: sliding.padding, dilation: sliding.dilation)
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
