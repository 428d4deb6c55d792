public import Tensors

extension Convolution {
  /// The bias, then weight × input for each tap that meets the picture: channels, rows, columns in that order.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let sizes = sizes(input: inputs[0])
    let (filter, y, x) = (index[0], index[1], index[2])
    var terms: [Term] = []
    if let bias { terms.append(Term([.init(.bias, [filter], bias[filter])])) }
    let firstChannel = filter / sizes.groupFilters * sizes.groupChannels
    for channel in 0..<sizes.groupChannels {
      for i in 0..<sliding.kernel.height {
        for j in 0..<sliding.kernel.width {
          guard let place = place(tap: (i, j), output: (y, x), sizes: sizes) else { continue }
          let met = [firstChannel + channel, place.y, place.x]
          terms.append(
            Term([weightFactor([filter, channel, i, j]), .init(.input(0), met, inputs[0][0, met[0], met[1], met[2]])]))
        }
      }
    }
    return terms
  }

  /// weight × signal for each output that the input element reached: filters, then taps in order.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let sizes = sizes(input: inputs[0])
    let (group, channel) = index[0].quotientAndRemainder(dividingBy: sizes.groupChannels)
    var terms: [Term] = []
    for filter in group * sizes.groupFilters..<(group + 1) * sizes.groupFilters {
      for i in 0..<sliding.kernel.height {
        for j in 0..<sliding.kernel.width {
          guard let place = sender(to: (index[1], index[2]), tap: (i, j), sizes: sizes) else { continue }
          let sender = [filter, place.y, place.x]
          terms.append(
            Term([
              weightFactor([filter, channel, i, j]),
              .init(.gradient, sender, gradient[0, sender[0], sender[1], sender[2]]),
            ]))
        }
      }
    }
    return terms
  }

  private func weightFactor(_ index: [Int]) -> Term.Factor {
    .init(.weight, index, weight?[index[0], index[1], index[2], index[3]] ?? 0)
  }

  /// The input place that a tap meets at an output; nil in the padding.
  private func place(tap: (i: Int, j: Int), output: (y: Int, x: Int), sizes: ConvolutionSizes) -> (y: Int, x: Int)? {
    let y = output.y * sliding.stride.height + tap.i * sliding.dilation.height - sliding.padding.top
    let x = output.x * sliding.stride.width + tap.j * sliding.dilation.width - sliding.padding.left
    return (0..<sizes.input.height).contains(y) && (0..<sizes.input.width).contains(x) ? (y, x) : nil
  }

  /// The output at which a tap meets an input place; nil where there is none.
  private func sender(
    to place: (y: Int, x: Int), tap: (i: Int, j: Int), sizes: ConvolutionSizes
  ) -> (y: Int, x: Int)? {
    let y = place.y + sliding.padding.top - tap.i * sliding.dilation.height
    let x = place.x + sliding.padding.left - tap.j * sliding.dilation.width
    guard y >= 0, x >= 0, y % sliding.stride.height == 0, x % sliding.stride.width == 0 else { return nil }
    let output = (y: y / sliding.stride.height, x: x / sliding.stride.width)
    return output.y < sizes.output.height && output.x < sizes.output.width ? output : nil
  }
}
