/// One method of computing a convolution, cut into strips.
///
/// Strips write to different places and may be computed in any order and on any thread: a driver of several threads can
/// claim strips of this layer beside those of other layers and pictures. Everything that strips share is made before.
protocol ConvolutionKernel: Sendable {
  /// How many strips make up the whole batch.
  var strips: Int { get }

  /// Computes one strip, from the whole batch that comes in to the whole batch that goes out.
  func compute(strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>)
}

extension Convolution {
  /// The method that is fastest for these sizes on the way forward.
  func forwardKernel(_ sizes: ConvolutionSizes) -> any ConvolutionKernel {
    let bias = bias?.elements
    if WinogradKernel.covers(sizes), sizes.channels >= 8 {
      let matrices = transformed.winograd(of: filters, flipped: false)
      return WinogradKernel(sizes: sizes, matrices: matrices, bias: bias)
    }
    return UnfoldingKernel(sizes: sizes, weight: filters.elements, bias: bias)
  }

  /// The method that is fastest for these sizes on the way back to the input.
  func backwardKernel(_ sizes: ConvolutionSizes) -> any ConvolutionKernel {
    if WinogradKernel.covers(sizes), sizes.filters >= 8 {
      let matrices = transformed.winograd(of: filters, flipped: true)
      return WinogradKernel(sizes: sizes.reversed, matrices: matrices, bias: nil)
    }
    return FoldingKernel(sizes: sizes, weight: filters.elements)
  }
}
