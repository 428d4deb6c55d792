extension Tensor {
  /// The shape two shapes broadcast to, by numpy's rule: aligned at the last axis, lengths agree or one of them is 1.
  public static func broadcastShape(_ a: [Int], _ b: [Int]) throws(TensorError) -> [Int] {
    if a == b { return a }
    let rank = max(a.count, b.count)
    var shape = a.leadingOnes(to: rank)
    for (axis, length) in b.leadingOnes(to: rank).enumerated() where length != shape[axis] {
      guard length == 1 || shape[axis] == 1 else { throw .doNotBroadcast(a, b) }
      if shape[axis] == 1 { shape[axis] = length }
    }
    return shape
  }

  /// What `operation` makes of each pair of elements, after broadcasting.
  public func combined(
    with other: Tensor, _ operation: (Float, Float) -> Float
  ) throws(TensorError) -> Tensor {
    try paired(with: other, operation)
  }

  /// `combined`, compiled anew for each operation so that its loops become vector instructions.
  @inline(__always)
  func paired(with other: Tensor, _ operation: (Float, Float) -> Float) throws(TensorError) -> Tensor {
    let shape = try Tensor.broadcastShape(shape, other.shape)
    _ = try Tensor.checkedCount(shape)
    var odometer =
      self.shape == other.shape
      ? Odometer(neighbours: count)
      : Odometer(shape: shape, self.shape.broadcastStrides(to: shape), other.shape.broadcastStrides(to: shape))
    let (length, strides) = (odometer.rowLength, odometer.rowStrides)
    return Tensor(shape: shape) { result in
      withUnsafeElements { left in
        other.withUnsafeElements { right in
          guard !result.isEmpty else { return }
          for row in 0..<odometer.rows {
            let out = result.baseAddress! + row * length
            let a = left.baseAddress! + odometer.offsets.0
            let b = right.baseAddress! + odometer.offsets.1
            switch strides {
            case (1, 1): for i in 0..<length { out[i] = operation(a[i], b[i]) }
            case (1, _): for i in 0..<length { out[i] = operation(a[i], b[0]) }
            default: for i in 0..<length { out[i] = operation(a[0], b[i]) }
            }
            odometer.advance()
          }
        }
      }
    }
  }

  /// The tensor repeated along axes of length 1, and new axes before its own, until it has the shape.
  public func broadcast(to shape: [Int]) throws(TensorError) -> Tensor {
    guard try Tensor.broadcastShape(self.shape, shape) == shape else { throw .doNotBroadcast(self.shape, shape) }
    _ = try Tensor.checkedCount(shape)
    return StridedView(shape: shape, strides: self.shape.broadcastStrides(to: shape), offset: 0).copied(from: self)
  }
}
