internal import Tensors

/// One filter a channel, as in MobileNet: a matrix product of one row is slower than adding up shifted rows.
///
/// The way back to the input adds to where the way forward read.
struct DepthwiseKernel: StripKernel {
  private let sizes: ConvolutionSizes
  /// [C,1,kh,kw].
  private let weight: [Float]
  private let bias: [Float]?
  private let isBackward: Bool
  /// The planes of all pictures.
  private let cut: Strips

  init(_ sizes: ConvolutionSizes, weight: [Float], bias: [Float]?, isBackward: Bool, atLeast strips: Int) {
    (self.sizes, self.weight, self.bias, self.isBackward) = (sizes, weight, bias, isBackward)
    cut = Strips(
      sizes.images * sizes.channels, ofAtMost: Swift.max(1, (1 << 15) / Swift.max(sizes.inputPlane, 1)),
      atLeast: strips)
  }

  /// Whether the method can do it at all.
  static func covers(_ sizes: ConvolutionSizes) -> Bool { sizes.groups == sizes.channels && sizes.groupFilters == 1 }

  var strips: Int { cut.count }

  func compute(
    strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let (incoming, outgoing) =
      isBackward ? (sizes.outputPlane, sizes.inputPlane) : (sizes.inputPlane, sizes.outputPlane)
    for plane in cut[strip] {
      let channel = plane % sizes.channels
      let result = output + plane * outgoing
      result.update(repeating: bias?[channel] ?? 0, count: outgoing)
      addShifted(input + plane * incoming, channel: channel, to: result)
      finish.apply(to: output, start: plane * outgoing, rows: 1, columns: outgoing, pitch: outgoing)
    }
  }

  /// Adds each row once for every tap, times its weight.
  private func addShifted(_ plane: UnsafePointer<Float>, channel: Int, to result: UnsafeMutablePointer<Float>) {
    let (window, unfolding) = (sizes.window, Unfolding(sizes: sizes))
    for tap in 0..<sizes.taps {
      let (i, j) = tap.quotientAndRemainder(dividingBy: window.kernel.width)
      let (factor, columns) = (weight[channel * sizes.taps + tap], unfolding.columns(tap: j))
      for row in 0..<sizes.output.height {
        guard let start = unfolding.rowStart(tap: i, row: row) else { continue }
        let far = start + columns.lowerBound * window.stride.width + unfolding.shift(tap: j)
        let near = row * sizes.output.width + columns.lowerBound
        if isBackward {
          scatter(plane + near, times: factor, count: columns.count, to: result + far)
        } else {
          gather(plane + far, times: factor, count: columns.count, to: result + near)
        }
      }
    }
  }

  @inline(__always)
  private func gather(_ from: UnsafePointer<Float>, times factor: Float, count: Int, to: UnsafeMutablePointer<Float>) {
    let stride = sizes.window.stride.width
    if stride == 1 {
      for x in 0..<count { to[x] += factor * from[x] }
    } else {
      for x in 0..<count { to[x] += factor * from[x &* stride] }
    }
  }

  @inline(__always)
  private func scatter(_ from: UnsafePointer<Float>, times factor: Float, count: Int, to: UnsafeMutablePointer<Float>) {
    let stride = sizes.window.stride.width
    if stride == 1 {
      for x in 0..<count { to[x] += factor * from[x] }
    } else {
      for x in 0..<count { to[x &* stride] += factor * from[x] }
    }
  }
}
