/// Reads an expression by precedence climbing, and stops at the first token that does not belong to it.
struct Parser {
  /// A part of the tree with what the parser must know about it.
  struct Tree {
    var formula: Formula
    /// With the parentheses around it.
    var range: SourceRange
    /// The longest way down: it bounds the recursion of whoever walks the tree.
    var height = 1
  }

  /// Brackets, signs and exponents inside each other.
  static let deepest = 200
  /// Operations whose operands are operations.
  static let highest = 500

  var lexer: Lexer
  /// The token ahead.
  private(set) var token: Token
  /// Where the last token that was taken ends.
  private(set) var end: Int
  /// Whether `+-` ends an operand instead of adding a negative number.
  var stopsAtTolerance = false
  private var depth = 0

  init(_ line: SourceLine, _ range: SourceRange) {
    lexer = Lexer(line, range)
    end = range.start
    token = lexer.next()
  }

  /// The token after the one ahead.
  var tokenAfter: Token {
    var copy = lexer
    return copy.next()
  }

  mutating func advance() {
    end = token.range.end
    token = lexer.next()
  }

  /// Takes the token ahead if it is that symbol.
  mutating func take(_ symbol: Symbol) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  /// Reads what is inside something else, not too deep.
  mutating func nested<Result>(
    at range: SourceRange, _ body: (inout Parser) throws(LanguageError) -> Result
  ) throws(LanguageError) -> Result {
    guard depth < Self.deepest else {
      throw LanguageError("More than \(Self.deepest) brackets or signs inside each other", hint: letHint, at: range)
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  /// A tree above others.
  func above(_ formula: Formula, _ range: SourceRange, _ below: Int...) throws(LanguageError) -> Tree {
    let height = 1 + (below.max() ?? 0)
    guard height <= Self.highest else {
      throw LanguageError("More than \(Self.highest) operations in a row", hint: letHint, at: range)
    }
    return Tree(formula: formula, range: range, height: height)
  }

  private var letHint: String { "Name parts of it with 'let'." }
}
