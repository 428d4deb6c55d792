internal import Tensors

extension GlobalAveragePooling: StagedLayer {
  /// Channels that are one part.
  private static let partSize = 64

  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let (input, shape) = (inputs[0], inputs[0].shape)
    let (channels, plane) = (shape[1], shape[2] * shape[3])
    let strips = Strips(channels, ofAtMost: Self.partSize)
    return [
      Stage(parts: shape[0] * strips.count) { part, memory in
        let (image, strip) = part.quotientAndRemainder(dividingBy: strips.count)
        let some = strips[strip]
        let (from, result) = (memory[input] + image * plane * channels, memory[output] + image * channels)
        let sums = ChannelSums.sums(from + some.lowerBound, places: plane, channels: some.count, pitch: channels)
        for (channel, sum) in zip(some, sums) { result[channel] = Float(sum / Double(plane)) }
        finish.resolved(in: memory).apply(
          to: memory[output], start: image * channels + some.lowerBound, rows: 1, columns: some.count, pitch: some.count
        )
      }
    ]
  }

  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    let (target, finish, shape) = (targets[0], finishes[0], targets[0].shape)
    let (channels, plane) = (shape[1], shape[2] * shape[3])
    let strips = Strips(plane, ofAtMost: Swift.max(1, (1 << 14) / Swift.max(channels, 1)))
    return [
      Stage(parts: shape[0] * strips.count) { part, memory in
        let (image, strip) = part.quotientAndRemainder(dividingBy: strips.count)
        let (from, result) = (memory[signal] + image * channels, memory[target])
        let start = (image * plane + strips[strip].lowerBound) * channels
        for place in 0..<strips[strip].count {
          let to = result + (start + place * channels)
          for channel in 0..<channels { to[channel] = from[channel] / Float(plane) }
        }
        finish.resolved(in: memory).apply(
          to: result, start: start, rows: strips[strip].count, columns: channels, pitch: channels)
      }
    ]
  }
}
