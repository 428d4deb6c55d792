extension Layer {
  /// The layer for pieces of planes, and what stands beyond the border of a plane that they are cut from; nil where only
  /// whole planes will do.
  ///
  /// Either it slides a window, or each position comes from the same one of all inputs.
  var onPieces: (layer: any Layer, border: Float)? {
    switch self {
    case let layer as Convolution: (layer.withoutPadding, 0)
    case let layer as MaxPooling:
      // What stands outside never wins.
      (MaxPooling(kernel: layer.frame.kernel, stride: layer.frame.stride, dilation: layer.frame.dilation), -.infinity)
    case let layer as AveragePooling: layer.withoutPadding.map { ($0, 0) }
    case let layer as ConstantArithmetic: layer.constant.shape.suffix(2).allSatisfy { $0 == 1 } ? (layer, 0) : nil
    case is Pad: nil
    default: mixesPositions || window != nil ? nil : (self, 0)
    }
  }
}

extension AveragePooling {
  /// The same means on planes that have zeros for a border; nil where a mean may be one of fewer numbers there.
  fileprivate var withoutPadding: AveragePooling? {
    guard !ceiling, countsPadding || frame.padding == 0 else { return nil }
    return AveragePooling(kernel: frame.kernel, stride: frame.stride)
  }
}
