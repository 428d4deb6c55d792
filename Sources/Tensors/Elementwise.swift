#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A function of one number, done element by element.
public enum ElementwiseFunction: String, CaseIterable, Sendable {
  case abs, exp, log, sqrt, sign, sin, cos, tanh
  /// max(x, 0); NaN stays.
  case relu
  /// 1 / (1 + exp(−x)).
  case sigmoid
  /// The nearest whole number; of two equally near ones the even one.
  case round
  case floor
  /// 1 where the element is not a number, else 0.
  case isnan
}

extension Tensor {
  /// The function of each element.
  public func applying(_ function: ElementwiseFunction) -> Tensor {
    switch function {
    case .abs: map(Swift.abs)
    case .exp: map(expf)
    case .log: map(logf)
    case .sqrt: map { $0.squareRoot() }
    case .sign: map { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }
    case .sin: map(sinf)
    case .cos: map(cosf)
    case .tanh: map(tanhf)
    case .relu: map { $0 <= 0 ? 0 : $0 }
    case .sigmoid: map { 1 / (1 + expf(-$0)) }
    case .round: map { $0.rounded(.toNearestOrEven) }
    case .floor: map { $0.rounded(.down) }
    case .isnan: map { $0.isNaN ? 1 : 0 }
    }
  }

  /// exp(xᵢ) / Σ exp(xⱼ) along the last axis.
  ///
  /// The largest element of the row is taken from each first: that changes nothing, and no exponential overflows.
  public func softmax() -> Tensor {
    guard rank > 0 else { return map { $0.isNaN ? .nan : 1 } }
    let length = shape[rank - 1]
    return mapRows(along: rank - 1, toLength: length) { row, result in
      guard let largest = row.max() else { return }
      var sum = 0.0
      for place in row.indices {
        result[place] = expf(row[place] - largest)
        sum += Double(result[place])
      }
      let scale = Float(1 / sum)
      for place in row.indices { result[place] *= scale }
    }
  }
}
