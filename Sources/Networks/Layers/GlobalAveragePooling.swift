public import Tensors

/// The mean of each whole plane: [C,H,W] to [C,1,1].
public struct GlobalAveragePooling: Layer {
  /// The layer has nothing to set.
  public init() {}

  public var summary: String { "global average pooling" }

  public var mixesPositions: Bool { true }

  /// [C,1,1] from planes of any size.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    [try planes(inputs).channels, 1, 1]
  }

  /// The mean of each channel, added up in double precision.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let (shape, plane) = (inputs[0].shape, planeSize(inputs[0]))
    return inputs[0].withChannelsLast(pitch: shape[1]) { input in
      Tensor(shape: [shape[0], shape[1], 1, 1]) { output in
        for image in 0..<shape[0] {
          let sums = ChannelSums.sums(
            input + image * plane * shape[1], places: plane, channels: shape[1], pitch: shape[1])
          for (channel, sum) in sums.enumerated() { output[image * shape[1] + channel] = Float(sum / Double(plane)) }
        }
      }
    }
  }

  /// Spreads each channel's signal evenly over its plane.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let plane = planeSize(inputs[0])
    let back = gradient.withUnsafeElements { signal in
      Tensor(shape: inputs[0].shape) { back in
        for channel in signal.indices {
          back[channel * plane..<(channel + 1) * plane].update(repeating: signal[channel] / Float(plane))
        }
      }
    }
    return [back]
  }

  /// Every number of the channel, times 1/(H·W).
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let (height, width) = (inputs[0].shape[2], inputs[0].shape[3])
    return (0..<height * width).map { place in
      let tap = [index[0], place / width, place % width]
      return Term([.share(of: height * width), .init(.input(0), tap, inputs[0][first: tap])])
    }
  }

  /// The channel's signal times 1/(H·W).
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let channel = [index[0], 0, 0]
    return [Term([.share(of: planeSize(inputs[0])), .init(.gradient, channel, gradient[first: channel])])]
  }

  private func planeSize(_ input: Tensor) -> Int { input.shape[2] * input.shape[3] }
}
