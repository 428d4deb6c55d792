/// An expression of the command language as a tree, each part with its place in the line.
///
/// (Foundation has an `Expression` of its own, hence the name.)
public indirect enum Formula: Equatable, Sendable {
  case number(Double, SourceRange)
  case boolean(Bool, SourceRange)
  case text(String, SourceRange)
  case list([Formula], SourceRange)
  case name(NamePath)
  /// `base[subscripts]`; the place is that of the whole.
  case index(Formula, [SubscriptFormula], SourceRange)
  /// `base.name` where the base is not itself a name.
  case part(Formula, name: String, SourceRange)
  case call(Call)
  case unary(UnaryOperator, Formula, SourceRange)
  case binary(BinaryOperator, Formula, Formula, SourceRange)
  /// A tolerance stands with `~=` alone.
  case comparison(Comparison, Formula, Formula, tolerance: Formula?, SourceRange)
  case logical(LogicalOperator, Formula, Formula, SourceRange)

  /// Where it stands in its line.
  public var range: SourceRange {
    switch self {
    case .number(_, let range), .boolean(_, let range), .text(_, let range), .list(_, let range): range
    case .name(let path): path.range
    case .call(let call): call.range
    case .index(_, _, let range), .part(_, _, let range), .unary(_, _, let range): range
    case .binary(_, _, _, let range), .comparison(_, _, _, _, let range), .logical(_, _, _, let range): range
    }
  }

  /// What stands before one operand; `not` binds more loosely than the signs.
  public enum UnaryOperator: String, Sendable {
    case negative = "-"
    case positive = "+"
    case not
  }

  /// What makes a value of two; of numbers alone in 64 bits, of tensors in 32.
  public enum BinaryOperator: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case matrixProduct = "@"
    case power = "^"
  }

  /// What two values are asked; `~=` is the one that allows a tolerance.
  public enum Comparison: String, Sendable {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case near = "~="
  }

  /// What joins conditions; the right one is worked out only where it matters.
  public enum LogicalOperator: String, Sendable {
    case and
    case or
  }

  /// A function applied to arguments.
  public struct Call: Equatable, Sendable {
    public let name: String
    public let nameRange: SourceRange
    public let arguments: [Formula]
    public let keywords: [Keyword]
    public let range: SourceRange
  }

  /// An argument given by its name: `axis=0`.
  public struct Keyword: Equatable, Sendable {
    public let name: String
    public let nameRange: SourceRange
    public let value: Formula
  }
}

/// A name with its parts: `occlusion.drop`, `` `/features/0/Conv`.weight ``.
public struct NamePath: Equatable, Sendable {
  /// Without back-quotes.
  public let parts: [String]

  /// The place of each part, with its back-quotes.
  public let ranges: [SourceRange]

  /// The parts joined by dots.
  public var text: String { parts.joined(separator: ".") }

  public var range: SourceRange { ranges[0].union(ranges[ranges.count - 1]) }

  /// A name as it is typed: in back-quotes where it holds other characters than letters, digits, `_` and dots.
  public static func typed(_ name: String) -> String {
    isPlain(name) ? name : "`\(name)`"
  }

  /// Whether a name needs no back-quotes.
  static func isPlain(_ name: String) -> Bool {
    name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      part.first?.beginsName == true && part.allSatisfy(\.continuesName)
    }
  }

  /// The first parts alone.
  public func prefix(_ count: Int) -> NamePath {
    NamePath(parts: Array(parts.prefix(count)), ranges: Array(ranges.prefix(count)))
  }
}

/// What stands between two commas of `a[ , ]`.
public enum SubscriptFormula: Equatable, Sendable {
  /// A number, a list of numbers, a mask or a class name.
  case formula(Formula)
  case slice(start: Formula?, stop: Formula?, step: Formula?, SourceRange)
  /// `None`: an axis of length 1.
  case newAxis(SourceRange)
  /// `...`: as many whole axes as are left.
  case ellipsis(SourceRange)

  public var range: SourceRange {
    switch self {
    case .formula(let formula): formula.range
    case .slice(_, _, _, let range), .newAxis(let range), .ellipsis(let range): range
    }
  }
}
