import Tensors

extension Evaluator {
  func compare(
    _ left: Formula, _ right: Formula, by sign: Formula.Comparison, tolerance: Formula?, at range: SourceRange
  ) throws(LanguageError) -> Value {
    let (a, b) = (try value(of: left), try value(of: right))
    if sign == .near {
      let limit = try tolerance.map { (formula) throws(LanguageError) in try self.tolerance(formula) }
      return .boolean(try isNear(a, b, limit: limit, places: (left.range, right.range), at: range))
    }
    if let x = a.scalar, let y = b.scalar { return .boolean(sign.holds(x, y)) }
    if sign == .equal || sign == .unequal, let same = a.equals(b) { return .boolean(same == (sign == .equal)) }
    guard let x = a.tensor, let y = b.tensor else { throw incomparable(a, b, sign, at: range) }
    return Value(
      try placed(at: range) {
        guard let operation = BinaryOperation(rawValue: sign.rawValue) else { return x }
        try checkSize(try Tensor.broadcastShape(x.shape, y.shape))
        return try x.combined(with: y, by: operation)
      })
  }

  private func incomparable(
    _ a: Value, _ b: Value, _ sign: Formula.Comparison, at range: SourceRange
  ) -> LanguageError {
    let isOrder = sign != .equal && sign != .unequal
    let hint = isOrder && (a.tensor == nil || b.tensor == nil) ? "Only numbers have an order." : nil
    return LanguageError("'\(sign.rawValue)' cannot compare \(a.kind) with \(b.kind)", hint: hint, at: range)
  }

  private func tolerance(_ formula: Formula) throws(LanguageError) -> Double {
    guard let limit = try value(of: formula).number, limit >= 0 else {
      throw LanguageError("A tolerance is one number, 0 or more", at: formula.range)
    }
    return limit
  }

  /// Whether every pair of elements differs by no more than the limit; without one, than 1e-4 of the largest magnitude
  /// in either side.
  private func isNear(
    _ a: Value, _ b: Value, limit: Double?, places: (SourceRange, SourceRange), at range: SourceRange
  ) throws(LanguageError) -> Bool {
    if let x = a.scalar, let y = b.scalar { return near([(x, y)], limit: limit, rounding: 0x1p-48) }
    guard let x = a.tensor else { throw Evaluator.noArithmetic(a, "~=", at: places.0) }
    guard let y = b.tensor else { throw Evaluator.noArithmetic(b, "~=", at: places.1) }
    let (wideX, wideY) = try placed(at: range) {
      let shape = try Tensor.broadcastShape(x.shape, y.shape)
      try checkSize(shape)
      return (try x.broadcast(to: shape), try y.broadcast(to: shape))
    }
    let pairs = zip(wideX.elements, wideY.elements).lazy.map { (Double($0), Double($1)) }
    return near(pairs, limit: limit, rounding: 0x1p-22)
  }

  /// - Parameter rounding: what the last digits of a magnitude may add to the limit, so that 1.1 is 1 ± 0.1.
  private func near(_ pairs: some Sequence<(Double, Double)>, limit: Double?, rounding: Double) -> Bool {
    var magnitude = 0.0
    var difference = 0.0
    for (x, y) in pairs where x != y {
      guard x.isFinite, y.isFinite else { return false }
      difference = max(difference, abs(x - y))
      magnitude = max(magnitude, abs(x), abs(y))
    }
    guard difference > 0 else { return true }
    if let limit { return difference <= limit + magnitude * rounding }
    // The largest magnitude may belong to elements that agree.
    for (x, y) in pairs where x == y && x.isFinite { magnitude = max(magnitude, abs(x)) }
    return difference <= 1e-4 * magnitude
  }
}

extension Formula.Comparison {
  /// Whether it holds of two numbers.
  func holds(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .equal, .near: a == b
    case .unequal: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}

extension Value {
  /// Whether two texts or two lists are the same; nil where the values are of other kinds.
  func equals(_ other: Value) -> Bool? {
    switch (self, other) {
    case (.text(let a), .text(let b)): return a == b
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      return zip(a, b).allSatisfy { $0.isSame(as: $1) }
    default: return nil
    }
  }

  /// Whether two items of lists are the same.
  private func isSame(as other: Value) -> Bool {
    if let a = scalar, let b = other.scalar { return a == b }
    if let same = equals(other) { return same }
    guard let a = tensor, let b = other.tensor else { return false }
    return a == b
  }
}
