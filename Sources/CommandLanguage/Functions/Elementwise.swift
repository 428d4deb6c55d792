import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Function {
  static let elementwise: [Function] = [
    elementwise(.abs, "without its sign"),
    elementwise(.exp, "e to its power"),
    elementwise(.log, "its natural logarithm"),
    elementwise(.sqrt, "its square root"),
    elementwise(.sign, "-1, 0 or 1"),
    elementwise(.sin, "its sine, in radians"),
    elementwise(.cos, "its cosine, in radians"),
    elementwise(.tanh, "its hyperbolic tangent"),
    elementwise(.relu, "the larger of it and 0"),
    elementwise(.sigmoid, "1 / (1 + exp(−x))"),
    elementwise(.round, "the nearest whole number; of two as near the even one"),
    elementwise(.floor, "the next whole number below"),
    Function("isnan", [.needed("a")], .elements, "1 where it is not a number, else 0") { arguments in
      if let number = arguments["a"].scalar { return .boolean(number.isNaN) }
      return Value(try arguments.tensor("a").applying(.isnan))
    },
    Function(
      "clip", [.needed("a"), .needed("lo"), .needed("hi")], .elements, "held between lo and hi"
    ) { arguments in
      if let a = arguments["a"].scalar, let lo = arguments["lo"].scalar, let hi = arguments["hi"].scalar {
        return .number(a.isNaN ? a : Swift.min(Swift.max(a, lo), hi))
      }
      let raised = try broadcast(arguments.tensor("a"), arguments.tensor("lo"), by: .maximum)
      return Value(try broadcast(raised, arguments.tensor("hi"), by: .minimum))
    },
    Function(
      "softmax", [.needed("a")], .elements, "exp(x) divided by its sum along the last axis"
    ) { arguments in Value(try arguments.tensor("a").softmax()) },
  ]

  /// A function of each element; of a number in 64 bits.
  private static func elementwise(_ function: ElementwiseFunction, _ meaning: String) -> Function {
    Function(function.rawValue, [.needed("a")], .elements, meaning) { arguments in
      if let number = arguments["a"].scalar { return .number(apply(function, to: number)) }
      return Value(try arguments.tensor("a").applying(function))
    }
  }

  private static func broadcast(_ a: Tensor, _ b: Tensor, by operation: BinaryOperation) throws -> Tensor {
    try checkSize(try Tensor.broadcastShape(a.shape, b.shape))
    return try a.combined(with: b, by: operation)
  }
}

/// The function of a 64-bit number.
private func apply(_ function: ElementwiseFunction, to x: Double) -> Double {
  switch function {
  case .abs: x.magnitude
  case .exp: exp(x)
  case .log: log(x)
  case .sqrt: x.squareRoot()
  case .sign: x > 0 ? 1 : x < 0 ? -1 : x
  case .sin: sin(x)
  case .cos: cos(x)
  case .tanh: tanh(x)
  case .relu: x <= 0 ? 0 : x
  case .sigmoid: 1 / (1 + exp(-x))
  case .round: x.rounded(.toNearestOrEven)
  case .floor: x.rounded(.down)
  case .isnan: x.isNaN ? 1 : 0
  }
}
