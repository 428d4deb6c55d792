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

  /// Adds pair by pair, after broadcasting.
  public static func + (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .add) }
  /// Subtracts pair by pair, after broadcasting.
  public static func - (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .subtract) }
  /// Multiplies pair by pair, after broadcasting.
  public static func * (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .multiply) }
  /// Divides pair by pair, after broadcasting.
  public static func / (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .divide) }
  /// 1 where they are equal, else 0, after broadcasting; NaN equals nothing.
  public static func .== (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .equal) }
  /// 1 where they differ, else 0, after broadcasting; NaN differs from everything.
  public static func .!= (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .notEqual) }
  /// 1 where the first is less, else 0, after broadcasting.
  public static func .< (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .less) }
  /// 1 where the first is not greater, else 0, after broadcasting.
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .lessOrEqual) }
  /// 1 where the first is greater, else 0, after broadcasting.
  public static func .> (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .greater) }
  /// 1 where the first is not less, else 0, after broadcasting.
  public static func .>= (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .greaterOrEqual) }

  /// 1 where an element is that number, else 0.
  public static func .== (a: Tensor, b: Float) -> Tensor { a .== Tensor(b) }
  /// 1 where an element is below that number, else 0.
  public static func .< (a: Tensor, b: Float) -> Tensor { a .< Tensor(b) }
  /// 1 where an element is that number or below it, else 0.
  public static func .<= (a: Tensor, b: Float) -> Tensor { a .<= Tensor(b) }
  /// 1 where an element is above that number, else 0.
  public static func .> (a: Tensor, b: Float) -> Tensor { a .> Tensor(b) }
  /// 1 where an element is that number or above it, else 0.
  public static func .>= (a: Tensor, b: Float) -> Tensor { a .>= Tensor(b) }

  /// Adds one number to each element.
  public static func + (a: Tensor, b: Float) -> Tensor { a + Tensor(b) }
  /// Takes one number from each element.
  public static func - (a: Tensor, b: Float) -> Tensor { a - Tensor(b) }
  /// Multiplies each element by one number.
  public static func * (a: Tensor, b: Float) -> Tensor { a * Tensor(b) }
  /// Divides each element by one number.
  public static func / (a: Tensor, b: Float) -> Tensor { a / Tensor(b) }
  /// Adds each element to one number.
  public static func + (a: Float, b: Tensor) -> Tensor { Tensor(a) + b }
  /// Takes each element from one number.
  public static func - (a: Float, b: Tensor) -> Tensor { Tensor(a) - b }
  /// Multiplies one number by each element.
  public static func * (a: Float, b: Tensor) -> Tensor { Tensor(a) * b }
  /// Divides one number by each element.
  public static func / (a: Float, b: Tensor) -> Tensor { Tensor(a) / b }
  /// The elements with the other sign.
  public static prefix func - (a: Tensor) -> Tensor { a.map { -$0 } }

  /// Adds another tensor to each element.
  public static func += (a: inout Tensor, b: Tensor) { a = a + b }
  /// Takes another tensor from each element.
  public static func -= (a: inout Tensor, b: Tensor) { a = a - b }
  /// Multiplies each element by one number.
  public static func *= (a: inout Tensor, b: Float) { a = a * b }
}
