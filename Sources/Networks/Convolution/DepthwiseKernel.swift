internal import Tensors

/// One filter a channel, as in MobileNet: a matrix product of one row is slower than adding up weighted places.
///
/// The way back to the input adds to where the way forward read.
struct DepthwiseKernel: StripKernel {
  private let sizes: ConvolutionSizes
  /// [kh·kw][C].
  private let weight: [Float]
  private let bias: [Float]?
  private let isBackward: Bool
  /// The channels of a picture.
  private let cut: Strips

  /// - Parameter weight: [C,1,kh,kw].
  init(_ sizes: ConvolutionSizes, weight: [Float], bias: [Float]?, isBackward: Bool, atLeast strips: Int) {
    (self.sizes, self.bias, self.isBackward) = (sizes, bias, isBackward)
    let taps = sizes.taps
    self.weight = (0..<weight.count).map { weight[$0 % sizes.channels * taps + $0 / sizes.channels] }
    let images = Swift.max(1, sizes.images)
    cut = Strips(
      sizes.channels, ofAtMost: 64, atLeast: Swift.min((strips + images - 1) / images, (sizes.channels + 15) / 16))
  }

  /// Whether the method can do it at all.
  static func covers(_ sizes: ConvolutionSizes) -> Bool { sizes.groups == sizes.channels && sizes.groupFilters == 1 }

  var strips: Int { sizes.images * cut.count }

  func compute(
    strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let (image, part) = strip.quotientAndRemainder(dividingBy: cut.count)
    let channels = cut[part]
    let (near, far) = (image * sizes.outputPlane, image * sizes.inputPlane)
    let places = isBackward ? sizes.inputPlane : sizes.outputPlane
    let pitch = isBackward ? sizes.channels : sizes.outputPitch
    let start = (isBackward ? far : near) * pitch + channels.lowerBound
    clear(output + start, rows: places, columns: channels.count, pitch: pitch)
    weight.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress else { return }
      forEachTap { tap, outer, inner in
        let factors = weight + (tap &* sizes.channels &+ channels.lowerBound)
        let from = input + ((isBackward ? near &+ outer : far &+ inner) &* sizes.channels &+ channels.lowerBound)
        let to = output + (start &+ (isBackward ? inner : outer) &* pitch)
        for channel in 0..<channels.count { to[channel] += factors[channel] * from[channel] }
      }
    }
    finish.apply(
      to: output, start: start, rows: places, columns: channels.count, pitch: pitch,
      bias: bias.map { $0[channels] })
  }

  /// Calls `body` with each tap at each place of the output and the place of the input that it meets.
  @inline(__always)
  private func forEachTap(_ body: (_ tap: Int, _ outer: Int, _ inner: Int) -> Void) {
    let window = sizes.window
    for y in 0..<sizes.output.height {
      for x in 0..<sizes.output.width {
        let top = y &* window.stride.height &- window.padding.top
        let left = x &* window.stride.width &- window.padding.left
        for i in 0..<window.kernel.height {
          let row = top &+ i &* window.dilation.height
          guard row >= 0, row < sizes.input.height else { continue }
          for j in 0..<window.kernel.width {
            let column = left &+ j &* window.dilation.width
            guard column >= 0, column < sizes.input.width else { continue }
            body(i &* window.kernel.width &+ j, y &* sizes.output.width &+ x, row &* sizes.input.width &+ column)
          }
        }
      }
    }
  }
}
