/// The ways to compute a convolution, all with the same result but for rounding.
package enum ConvolutionMethod: CaseIterable, Sendable {
  /// What the taps meet as a matrix, strip by strip, times the filters: anything at all.
  case unfolding
  /// The channels of each place times the filters: kernels of 1 × 1.
  case pointwise
  /// What the taps meet, weighted and added up place by place: one filter a channel.
  case depthwise
  /// A quarter of the multiplications: kernels of 3 × 3 at stride 1.
  case winograd

  /// Whether it can compute a convolution of these sizes.
  func covers(_ sizes: ConvolutionSizes) -> Bool {
    switch self {
    case .unfolding: true
    case .pointwise: PointwiseKernel.covers(sizes)
    case .depthwise: DepthwiseKernel.covers(sizes)
    case .winograd: WinogradKernel.covers(sizes)
    }
  }

  /// The fastest for these sizes.
  static func fastest(for sizes: ConvolutionSizes) -> ConvolutionMethod {
    if DepthwiseKernel.covers(sizes) && sizes.channels > 1 { return .depthwise }
    if PointwiseKernel.covers(sizes) { return .pointwise }
    return WinogradKernel.covers(sizes) ? .winograd : .unfolding
  }
}
