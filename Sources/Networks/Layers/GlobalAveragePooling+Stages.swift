internal import Tensors

extension GlobalAveragePooling: StagedLayer {
  /// Channels that are one part.
  private static let partSize = 64

  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let (input, plane) = (inputs[0], inputs[0].count / Swift.max(output.count, 1))
    let strips = Strips(output.count, ofAtMost: Self.partSize)
    return [
      Stage(parts: strips.count) { part, memory in
        let (channels, result) = (strips[part], memory[output])
        for channel in channels { result[channel] = mean(memory[input] + channel * plane, count: plane) }
        finish.resolved(in: memory).apply(
          to: result, start: channels.lowerBound, rows: 1, columns: channels.count, pitch: channels.count)
      }
    ]
  }

  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    let (target, finish, plane) = (targets[0], finishes[0], targets[0].count / Swift.max(signal.count, 1))
    let strips = Strips(signal.count, ofAtMost: Self.partSize)
    return [
      Stage(parts: strips.count) { part, memory in
        let (channels, result) = (strips[part], memory[target])
        for channel in channels {
          (result + channel * plane).update(repeating: memory[signal][channel] / Float(plane), count: plane)
        }
        let count = channels.count * plane
        finish.resolved(in: memory).apply(
          to: result, start: channels.lowerBound * plane, rows: 1, columns: count, pitch: count)
      }
    ]
  }

  /// The mean of a plane, added up in double precision.
  func mean(_ plane: UnsafePointer<Float>, count: Int) -> Float {
    Float(Convolution.sum(plane, count: count) / Double(count))
  }
}
