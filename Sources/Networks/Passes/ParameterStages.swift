import Tensors

/// Where the gradients at a layer's weight and bias are added up in a pass' memory.
struct ParameterSlots: Sendable {
  /// In the order of the tensor, whose axes are none of a picture.
  let weight: Slot
  /// Nil for a layer without a bias.
  let bias: Slot?
  private let shape: [Int]

  /// Nil for a layer that does not learn.
  init?(_ layer: any Layer, in memory: inout SlotAllocator) {
    guard layer.learns, let weight = layer.weight else { return nil }
    shape = weight.shape
    self.weight = memory.slot([weight.count])
    bias = layer.bias.map { memory.slot([$0.count]) }
  }

  func clear(in memory: PassMemory) {
    for slot in [weight, bias].compactMap({ $0 }) { memory[slot].update(repeating: 0, count: slot.count) }
  }

  func gradients(in memory: PassMemory) -> (weight: Tensor, bias: Tensor) {
    (memory.tensor(weight).reshaped(shape), bias.map { memory.tensor($0) } ?? Tensor(shape: [0]))
  }
}

/// A layer that adds its parameters' gradients up in the memory of a pass; others do it by tensors.
protocol StagedLearner: StagedLayer {
  func addParameterGradients(_ signal: Slot, input: Slot, to parameters: ParameterSlots, in memory: PassMemory)
}

extension Stage {
  /// Adds the gradients at a layer's parameters to what other pictures gave.
  static func learning(
    _ layer: any Layer, _ signal: Slot, inputs: [Slot], to parameters: ParameterSlots
  ) -> Stage {
    .whole { memory in
      if let learner = layer as? any StagedLearner, learner.takes(inputs) {
        return learner.addParameterGradients(signal, input: inputs[0], to: parameters, in: memory)
      }
      guard
        let gradients = layer.parameterGradients(memory.tensor(signal), inputs: inputs.map { memory.tensor($0) })
      else { return }
      memory.add(gradients.weight, to: parameters.weight)
      if let bias = parameters.bias { memory.add(gradients.bias, to: bias) }
    }
  }
}

extension PassMemory {
  func add(_ tensor: Tensor, to slot: Slot) {
    tensor.withUnsafeElements { numbers in
      if let start = numbers.baseAddress { add(start, to: slot) }
    }
  }

  func add(_ numbers: UnsafePointer<Float>, to slot: Slot) {
    let sum = self[slot]
    for place in 0..<slot.count { sum[place] += numbers[place] }
  }
}

extension Convolution: StagedLearner {
  func addParameterGradients(_ signal: Slot, input: Slot, to parameters: ParameterSlots, in memory: PassMemory) {
    let layer = layer(for: input.shape, pitch: input.pitch)
    let (sizes, weight) = (layer.sizes(ofPadded: input.shape), memory[parameters.weight])
    if sizes.channels == filters.shape[1] * groups {
      addWeightGradient(memory[signal], input: memory[input], sizes: sizes, to: weight)
    } else {
      Scratch.lend(sizes.filters * sizes.groupTaps) { padded in
        padded.update(repeating: 0, count: sizes.filters * sizes.groupTaps)
        layer.addWeightGradient(memory[signal], input: memory[input], sizes: sizes, to: padded)
        let length = filters.count / sizes.filters
        for place in 0..<filters.count { weight[place] += padded[place / length * sizes.groupTaps + place % length] }
      }
    }
    guard let bias = parameters.bias else { return }
    let sums = ChannelSums.sums(
      memory[signal], places: signal.count / signal.pitch, channels: signal.pitch, pitch: signal.pitch)
    for (filter, sum) in sums.enumerated() { memory[bias][filter] += Float(sum) }
  }
}

extension FullyConnected: StagedLearner {
  func addParameterGradients(_ signal: Slot, input: Slot, to parameters: ParameterSlots, in memory: PassMemory) {
    addGradients(
      memory[signal], input: memory[input], vectors: signal.count / outputs, to: memory[parameters.weight],
      parameters.bias.map { memory[$0] })
  }
}
