/// What makes one number of many. Sums are in double precision; `std` and `var` divide by the number of elements.
///
/// As in numpy a NaN makes the result NaN, counts as true, and is where `argmin` and `argmax` point.
public enum Reduction: String, CaseIterable, Sendable {
  case sum, mean, std, `var`, min, max, argmin, argmax
  /// The 2-norm.
  case norm
  /// 1 if any element is not 0, else 0.
  case any
  /// 1 if no element is 0, else 0.
  case all
  case median

  /// Whether no elements at all still have a result.
  private var hasNeutralElement: Bool {
    switch self {
    case .sum, .norm, .any, .all: true
    default: false
    }
  }

  fileprivate func applied(to row: UnsafeBufferPointer<Float>) -> Double {
    switch self {
    case .sum: row.sum()
    case .mean: row.mean()
    case .var: row.variance()
    case .std: row.variance().squareRoot()
    case .norm: row.sum { $0 * $0 }.squareRoot()
    case .min: Double(row[row.firstExtreme { $0 >= $1 }])
    case .max: Double(row[row.firstExtreme { $0 <= $1 }])
    case .argmin: Double(row.firstExtreme { $0 >= $1 })
    case .argmax: Double(row.firstExtreme { $0 <= $1 })
    case .any: row.contains { $0 != 0 } ? 1 : 0
    case .all: row.contains(0) ? 0 : 1
    case .median: row.quantiles([0.5])[0]
    }
  }

  fileprivate func check(count: Int, of shape: [Int], axis: Int?) throws(TensorError) {
    guard count > 0 || hasNeutralElement else {
      throw .nothingToReduce(operation: rawValue, shape: shape, axis: axis)
    }
  }
}

extension Tensor {
  /// One number of all elements.
  ///
  /// - Throws: `TensorError.nothingToReduce` where there are none and the reduction needs some.
  public func reduced(by reduction: Reduction) throws(TensorError) -> Double {
    try reduction.check(count: count, of: shape, axis: nil)
    return withUnsafeElements(reduction.applied)
  }

  /// One number for each row along an axis, which disappears; a negative axis counts from the last.
  ///
  /// - Throws: `TensorError.axisOutOfRange`, `TensorError.nothingToReduce`.
  public func reduced(by reduction: Reduction, axis: Int) throws(TensorError) -> Tensor {
    let axis = try checkedAxis(axis)
    let rows = (shape[..<axis] + shape[(axis + 1)...]).reduce(1, *)
    if rows > 0 { try reduction.check(count: shape[axis], of: shape, axis: axis) }
    return reduceRows(along: axis, reduction.applied)
  }

  // The whole-tensor forms below are for tensors that are known to have elements.

  /// Σx.
  public func sum() -> Double { withUnsafeElements { $0.sum() } }

  /// The mean of all elements.
  public func mean() -> Double { withUnsafeElements { $0.mean() } }

  /// The mean squared distance from the mean.
  public func variance() -> Double { withUnsafeElements { $0.variance() } }

  /// The square root of the variance.
  public func standardDeviation() -> Double { variance().squareRoot() }

  /// √Σx².
  public func norm() -> Double { withUnsafeElements { $0.sum { $0 * $0 }.squareRoot() } }

  /// The smallest element; NaN if any is.
  public func minimum() -> Float { elements[argmin()] }

  /// The largest element; NaN if any is.
  public func maximum() -> Float { elements[argmax()] }

  /// The largest |x|, NaNs passed over; 0 where there is none.
  public var largestMagnitude: Float { elements.reduce(0) { Swift.max($0, abs($1)) } }

  /// Where the first smallest element stands in row-major order; the first NaN if there is one.
  public func argmin() -> Int { withUnsafeElements { $0.firstExtreme { $0 >= $1 } } }

  /// Where the first largest element stands in row-major order; the first NaN if there is one.
  public func argmax() -> Int { withUnsafeElements { $0.firstExtreme { $0 <= $1 } } }

  /// Σx of each row along an axis, which disappears; a negative axis counts from the last, here as below.
  public func sum(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .sum, axis: axis) }

  /// The mean of each row along an axis.
  public func mean(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .mean, axis: axis) }

  /// The variance of each row along an axis.
  public func variance(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .var, axis: axis) }

  /// The standard deviation of each row along an axis.
  public func standardDeviation(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .std, axis: axis) }

  /// The 2-norm of each row along an axis.
  public func norm(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .norm, axis: axis) }

  /// The smallest element of each row along an axis.
  public func minimum(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .min, axis: axis) }

  /// The largest element of each row along an axis.
  public func maximum(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .max, axis: axis) }

  /// Where the smallest element of each row along an axis stands in it.
  public func argmin(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .argmin, axis: axis) }

  /// Where the largest element of each row along an axis stands in it.
  public func argmax(axis: Int) throws(TensorError) -> Tensor { try reduced(by: .argmax, axis: axis) }
}

extension UnsafeBufferPointer<Float> {
  /// Σ f(x) in eight partial sums, which the processor adds at once; the order is the same on every machine.
  @inline(__always)
  fileprivate func sum(of term: (SIMD8<Double>) -> SIMD8<Double>) -> Double {
    var partial = SIMD8<Double>.zero
    let whole = count & ~7
    for start in stride(from: 0, to: whole, by: 8) {
      let eight = UnsafeRawPointer(baseAddress! + start).loadUnaligned(as: SIMD8<Float>.self)
      partial += term(SIMD8<Double>(eight))
    }
    var total = partial.sum()
    for place in whole..<count { total += term(SIMD8(repeating: Double(self[place])))[0] }
    return total
  }

  fileprivate func sum() -> Double { sum { $0 } }

  fileprivate func mean() -> Double { sum() / Double(count) }

  /// In two passes: the mean of squares less the square of the mean would cancel.
  fileprivate func variance() -> Double {
    let mean = SIMD8(repeating: mean())
    return sum { ($0 - mean) * ($0 - mean) } / Double(count)
  }

  /// The first place whose element all later ones keep: `keeps(best, x)` says that x does not replace the best.
  ///
  /// A comparison with NaN is false, so that the first NaN replaces the best; nothing comes after it.
  @inline(__always)
  fileprivate func firstExtreme(_ keeps: (Float, Float) -> Bool) -> Int {
    precondition(!isEmpty, "no elements have no extreme")
    var best = self[0]
    var place = 0
    if best.isNaN { return 0 }
    for candidate in 1..<count where !keeps(self[candidate], best) {
      best = self[candidate]
      place = candidate
      if best.isNaN { break }
    }
    return place
  }
}
