import Networks

// What a pass costs beside asking the network again and again.
extension Backprop {
  /// Multiplications (each with its addition) of a pass forward through what the signal goes back through.
  private var multiplyAddsForward: Int { network.multiplyAdds(upTo: layer, in: trace) }

  /// Multiplications (each with its addition) of one pass forward and one back: every layer sends signals back by as
  /// many as it takes forward.
  public var multiplyAdds: Int { 2 * multiplyAddsForward }

  /// "one pass forward and back: 80.1 M multiply-adds; 225 passes, one for each patch of an occlusion: 9,010 M"; nil
  /// where no layer multiplies.
  var cost: String? {
    guard multiplyAdds > 0 else { return nil }
    let pass = "one pass forward and back: \(Double(multiplyAdds).inMillions) multiply-adds"
    let (patch, stride) = (Occlusion.usualPatch, Occlusion.usualStride)
    let (height, width) = (trace.image.shape[1] - patch.height, trace.image.shape[2] - patch.width)
    guard Swift.min(height, width) >= 0 else { return pass }
    let patches = (height / stride + 1) * (width / stride + 1)
    return "\(pass); \(patches) passes, one for each patch of an occlusion: "
      + (Double(patches) * Double(multiplyAddsForward)).inMillions
  }
}

extension Double {
  /// "9,010 M", "80.1 M"; below a million the number itself.
  var inMillions: String {
    let millions = self / 1e6
    if millions < 1 { return written(precision: 3) }
    return (millions < 999.5 ? millions.written(precision: 3) : Int(millions.rounded()).grouped) + " M"
  }
}

extension Int {
  fileprivate var grouped: String {
    self < 1000 ? "\(self)" : "\((self / 1000).grouped),\("\(1000 + self % 1000)".dropFirst())"
  }
}
