#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An operation on two numbers, done element by element. Comparisons give 1 where they hold and 0 elsewhere.
public enum BinaryOperation: String, CaseIterable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  /// The smaller one; NaN if either is.
  case minimum = "min"
  /// The larger one; NaN if either is.
  case maximum = "max"
}

extension Tensor {
  /// The operation on each pair of elements, after numpy's broadcasting.
  ///
  /// - Throws: `TensorError.doNotBroadcast`, `TensorError.tooLarge`.
  public func combined(with other: Tensor, by operation: BinaryOperation) throws(TensorError) -> Tensor {
    switch operation {
    case .add: try paired(with: other) { $0 + $1 }
    case .subtract: try paired(with: other) { $0 - $1 }
    case .multiply: try paired(with: other) { $0 * $1 }
    case .divide: try paired(with: other) { $0 / $1 }
    case .power: other.elements == [2] ? try paired(with: other) { x, _ in x * x } : try paired(with: other, powf)
    case .equal: try paired(with: other) { $0 == $1 ? 1 : 0 }
    case .notEqual: try paired(with: other) { $0 != $1 ? 1 : 0 }
    case .less: try paired(with: other) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: try paired(with: other) { $0 <= $1 ? 1 : 0 }
    case .greater: try paired(with: other) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: try paired(with: other) { $0 >= $1 ? 1 : 0 }
    case .minimum: try paired(with: other) { !($0 >= $1) && $1 == $1 ? $0 : $1 }
    case .maximum: try paired(with: other) { !($0 <= $1) && $1 == $1 ? $0 : $1 }
    }
  }

  /// `combined` where the shapes are known to broadcast.
  private static func combined(_ a: Tensor, _ b: Tensor, by operation: BinaryOperation) -> Tensor {
    do throws(TensorError) {
      return try a.combined(with: b, by: operation)
    } catch {
      preconditionFailure(error.description)
    }
  }

  // The operators are for shapes that are known to broadcast; `combined` reports those that do not.

  public static func + (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .add) }
  public static func - (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .subtract) }
  public static func * (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .multiply) }
  public static func / (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .divide) }
  public static func .== (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .equal) }
  public static func .!= (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .notEqual) }
  public static func .< (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .less) }
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .lessOrEqual) }
  public static func .> (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .greater) }
  public static func .>= (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .greaterOrEqual) }

  public static func .== (a: Tensor, b: Float) -> Tensor { a .== Tensor(b) }
  public static func .< (a: Tensor, b: Float) -> Tensor { a .< Tensor(b) }
  public static func .<= (a: Tensor, b: Float) -> Tensor { a .<= Tensor(b) }
  public static func .> (a: Tensor, b: Float) -> Tensor { a .> Tensor(b) }
  public static func .>= (a: Tensor, b: Float) -> Tensor { a .>= Tensor(b) }

  public static func + (a: Tensor, b: Float) -> Tensor { a + Tensor(b) }
  public static func - (a: Tensor, b: Float) -> Tensor { a - Tensor(b) }
  public static func * (a: Tensor, b: Float) -> Tensor { a * Tensor(b) }
  public static func / (a: Tensor, b: Float) -> Tensor { a / Tensor(b) }
  public static func + (a: Float, b: Tensor) -> Tensor { Tensor(a) + b }
  public static func - (a: Float, b: Tensor) -> Tensor { Tensor(a) - b }
  public static func * (a: Float, b: Tensor) -> Tensor { Tensor(a) * b }
  public static func / (a: Float, b: Tensor) -> Tensor { Tensor(a) / b }
  public static prefix func - (a: Tensor) -> Tensor { a.map { -$0 } }

  public static func += (a: inout Tensor, b: Tensor) { a = a + b }
  public static func -= (a: inout Tensor, b: Tensor) { a = a - b }
  public static func *= (a: inout Tensor, b: Float) { a = a * b }
}
