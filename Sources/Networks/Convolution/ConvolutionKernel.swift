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
    let weight = weight?.elements ?? []
    let bias = bias?.elements
    return UnfoldingKernel(sizes: sizes, weight: weight, bias: bias)
  }

  /// The method that is fastest for these sizes on the way back to the input.
  func backwardKernel(_ sizes: ConvolutionSizes) -> any ConvolutionKernel {
    let weight = weight?.elements ?? []
    return FoldingKernel(sizes: sizes, weight: weight)
  }
}
