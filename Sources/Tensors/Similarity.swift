extension Tensor {
  /// Σ aᵢbᵢ of the flattened tensors, in double precision.
  ///
  /// - Throws: `TensorError.countsDiffer`, as the others here.
  public func dot(_ other: Tensor) throws(TensorError) -> Double {
    try pairs(with: other, in: "dot") { $0 * $1 }
  }

  /// The cosine of the angle between the flattened tensors; NaN where one of them is zero.
  public func cosine(_ other: Tensor) throws(TensorError) -> Double {
    let product = try pairs(with: other, in: "cosine") { $0 * $1 }
    return (product / norm() / other.norm()).clampedToUnit
  }

  /// Pearson's correlation of the flattened tensors; NaN where one of them is constant.
  public func correlation(_ other: Tensor) throws(TensorError) -> Double {
    let (mean, otherMean) = (SIMD8(repeating: mean()), SIMD8(repeating: other.mean()))
    let covariance = try pairs(with: other, in: "corr") { ($0 - mean) * ($1 - otherMean) } / Double(count)
    return (covariance / standardDeviation() / other.standardDeviation()).clampedToUnit
  }

  /// The Euclidean distance of the flattened tensors.
  public func distance(_ other: Tensor) throws(TensorError) -> Double {
    try pairs(with: other, in: "distance") { ($0 - $1) * ($0 - $1) }.squareRoot()
  }

  /// The share of the elements where either is not 0 at which both are not (Jaccard 1912); NaN where both are 0 everywhere.
  public func intersectionOverUnion(_ other: Tensor) throws(TensorError) -> Double {
    guard count == other.count else { throw .countsDiffer(operation: "iou", count, other.count) }
    let pairs = zip(elements, other.elements)
    return Double(pairs.count { $0 != 0 && $1 != 0 }) / Double(pairs.count { $0 != 0 || $1 != 0 })
  }

  /// Σ f(aᵢ, bᵢ) in eight partial sums, in the same order on every machine.
  @inline(__always)
  private func pairs(
    with other: Tensor, in operation: String, _ term: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
  ) throws(TensorError) -> Double {
    guard count == other.count else { throw .countsDiffer(operation: operation, count, other.count) }
    return withUnsafeElements { left in
      other.withUnsafeElements { right in
        var partial = SIMD8<Double>.zero
        let whole = left.count & ~7
        for start in stride(from: 0, to: whole, by: 8) {
          let a = UnsafeRawPointer(left.baseAddress! + start).loadUnaligned(as: SIMD8<Float>.self)
          let b = UnsafeRawPointer(right.baseAddress! + start).loadUnaligned(as: SIMD8<Float>.self)
          partial += term(SIMD8(a), SIMD8(b))
        }
        var total = partial.sum()
        for place in whole..<left.count {
          total += term(SIMD8(repeating: Double(left[place])), SIMD8(repeating: Double(right[place])))[0]
        }
        return total
      }
    }
  }
}

extension Double {
  /// Rounding may carry a cosine past ±1.
  fileprivate var clampedToUnit: Double { isNaN ? self : Swift.min(Swift.max(self, -1), 1) }
}
