import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Evaluator {
  func value(of sign: Formula.UnaryOperator, _ operand: Formula) throws(LanguageError) -> Value {
    let value = try value(of: operand)
    if sign == .not { return .boolean(!(try value.condition(at: operand.range))) }
    if let number = value.scalar { return .number(sign == .negative ? -number : number) }
    guard let tensor = value.tensor else { throw Evaluator.noArithmetic(value, sign.rawValue, at: operand.range) }
    return sign == .positive ? value : Value(-tensor)
  }

  /// Arithmetic on two values: on two numbers in 64 bits, else with numpy's broadcasting in 32.
  static func combine(
    _ left: Value, _ right: Value, by sign: Formula.BinaryOperator, places: (SourceRange, SourceRange),
    at range: SourceRange
  ) throws(LanguageError) -> Value {
    if sign != .matrixProduct, let a = left.scalar, let b = right.scalar { return .number(combine(a, b, by: sign)) }
    guard let a = left.tensor else { throw noArithmetic(left, sign.rawValue, at: places.0) }
    guard let b = right.tensor else { throw noArithmetic(right, sign.rawValue, at: places.1) }
    return Value(
      try placed(at: range) {
        guard let operation = BinaryOperation(rawValue: sign.rawValue) else { return try product(a, b) }
        try checkSize(try Tensor.broadcastShape(a.shape, b.shape))
        return try a.combined(with: b, by: operation)
      })
  }

  private static func combine(_ a: Double, _ b: Double, by sign: Formula.BinaryOperator) -> Double {
    switch sign {
    case .plus: a + b
    case .minus: a - b
    case .times, .matrixProduct: a * b
    case .divided: a / b
    case .power: pow(a, b)
    }
  }

  /// The matrix product, unless it would take minutes.
  static func product(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let columns = b.rank > 1 ? b.shape[b.rank - 1] : 1
    let rows = a.count / max(a.shape.last ?? 1, 1)
    let batches = b.count / max(b.shape.suffix(2).reduce(1, *), 1)
    try checkSize(batches > 1 ? [batches, rows, columns] : [rows, columns])
    let products = Double(a.count) * Double(columns) * Double(batches)
    try checkWork(
      products, perElement: 13, "a matrix product of shapes \(shapeText(a.shape)) and \(shapeText(b.shape))")
    return try a.matrixProduct(b)
  }

  static func noArithmetic(_ value: Value, _ sign: String, at range: SourceRange) -> LanguageError {
    if case .list = value {
      return LanguageError(
        "'\(sign)' needs numbers, and this list holds other things or lists of several lengths", at: range)
    }
    return LanguageError("'\(sign)' needs numbers, and this is \(value.kind)", at: range)
  }
}

extension Value {
  /// A number that is not a tensor.
  var scalar: Double? {
    switch self {
    case .number(let number): number
    case .boolean(let flag): flag ? 1 : 0
    default: nil
    }
  }
}
