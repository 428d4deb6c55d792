/// How tightly an operator holds its operands, the loosest first.
private enum Precedence: Int {
  case or = 1
  case and, not, comparison, sum, product
}

/// What may stand between two operands, but for `^`, which binds tighter than a sign.
private enum Infix {
  case logical(Formula.LogicalOperator)
  case comparison(Formula.Comparison)
  case binary(Formula.BinaryOperator)

  init?(_ token: Token) {
    switch token.kind {
    case .name(let word, quoted: false):
      guard let logical = Formula.LogicalOperator(rawValue: word) else { return nil }
      self = .logical(logical)
    case .symbol(let symbol):
      if let comparison = Formula.Comparison(rawValue: symbol.rawValue) {
        self = .comparison(comparison)
      } else if let binary = Formula.BinaryOperator(rawValue: symbol.rawValue), binary != .power {
        self = .binary(binary)
      } else {
        return nil
      }
    default: return nil
    }
  }

  var precedence: Int {
    switch self {
    case .logical(.or): Precedence.or.rawValue
    case .logical(.and): Precedence.and.rawValue
    case .comparison: Precedence.comparison.rawValue
    case .binary(.plus), .binary(.minus): Precedence.sum.rawValue
    case .binary: Precedence.product.rawValue
    }
  }
}

extension Parser {
  /// An expression whose operators bind at least as tightly as `least`.
  mutating func formula(binding least: Int = 0) throws(LanguageError) -> Tree {
    var left = try operand(binding: least)
    // The right operand of a comparison, should another comparison follow.
    var compared: Tree?
    while let infix = Infix(token), infix.precedence >= least, !isAtTolerance {
      let mark = token
      advance()
      switch infix {
      case .comparison(let comparison):
        (left, compared) = try self.comparison(comparison, of: left, after: compared)
      case .logical(let logical):
        let right = try formula(binding: infix.precedence + 1)
        let range = left.range.union(right.range)
        left = try above(.logical(logical, left.formula, right.formula, range), range, left.height, right.height)
        compared = nil
      case .binary(let binary):
        if binary == .times, token.isSymbol(.times), token.range.start == mark.range.end { throw powerOfPython(mark) }
        let right = try formula(binding: infix.precedence + 1)
        let range = left.range.union(right.range)
        left = try above(.binary(binary, left.formula, right.formula, range), range, left.height, right.height)
      }
    }
    return left
  }

  private func powerOfPython(_ mark: Token) -> LanguageError {
    LanguageError("'**' means nothing here", hint: "Powers are written with '^'.", at: mark.range.union(token.range))
  }

  /// One comparison, or the next of a chain: `a < b < c` is `a < b and b < c`.
  private mutating func comparison(
    _ comparison: Formula.Comparison, of left: Tree, after compared: Tree?
  ) throws(LanguageError) -> (Tree, Tree) {
    let outer = stopsAtTolerance
    stopsAtTolerance = outer || comparison == .near || comparison == .equal
    let right = try formula(binding: Precedence.sum.rawValue)
    stopsAtTolerance = outer
    let tolerance = try self.tolerance(after: comparison, outer: outer)
    let first = compared ?? left
    let range = first.range.union(tolerance?.range ?? right.range)
    let pair = try above(
      .comparison(comparison, first.formula, right.formula, tolerance: tolerance?.formula, range), range, first.height,
      right.height, tolerance?.height ?? 0)
    guard compared != nil else { return (pair, right) }
    let whole = left.range.union(range)
    return (try above(.logical(.and, left.formula, pair.formula, whole), whole, left.height, pair.height), right)
  }

  /// What follows `+-` after the right side of `~=`.
  private mutating func tolerance(after comparison: Formula.Comparison, outer: Bool) throws(LanguageError) -> Tree? {
    guard !outer, let mark = toleranceMark, comparison == .near || comparison == .equal else { return nil }
    guard comparison == .near else {
      throw LanguageError("'==' compares exactly", hint: "With a tolerance write a ~= b +- 0.01.", at: mark)
    }
    takeToleranceMark()
    return try formula(binding: Precedence.sum.rawValue)
  }

  private var isAtTolerance: Bool { stopsAtTolerance && toleranceMark != nil }

  /// The place of `+-` or `±` if that is ahead.
  var toleranceMark: SourceRange? {
    if token.isSymbol(.plusOrMinus) { return token.range }
    let after = tokenAfter
    guard token.isSymbol(.plus), after.isSymbol(.minus), after.range.start == token.range.end else { return nil }
    return token.range.union(after.range)
  }

  mutating func takeToleranceMark() {
    if !take(.plusOrMinus) {
      advance()
      advance()
    }
  }

  /// An operand with the signs and `not`s before it.
  private mutating func operand(binding least: Int) throws(LanguageError) -> Tree {
    guard token.isWord("not") else { return try signed() }
    let mark = token.range
    guard least <= Precedence.not.rawValue else {
      throw LanguageError("'not' needs parentheses here", hint: "Write (not …).", at: mark)
    }
    advance()
    let tree = try nested(at: mark) { (parser) throws(LanguageError) in
      try parser.formula(binding: Precedence.not.rawValue)
    }
    let range = mark.union(tree.range)
    return try above(.unary(.not, tree.formula, range), range, tree.height)
  }

  /// A power, or one with a sign, which binds less tightly: −2² is −4.
  private mutating func signed() throws(LanguageError) -> Tree {
    guard token.isSymbol(.minus) || token.isSymbol(.plus) else { return try power() }
    let mark = token
    advance()
    let tree = try nested(at: mark.range) { (parser) throws(LanguageError) in try parser.signed() }
    let range = mark.range.union(tree.range)
    return try above(.unary(mark.isSymbol(.minus) ? .negative : .positive, tree.formula, range), range, tree.height)
  }

  /// `base ^ exponent`, the exponent with its own signs and powers.
  private mutating func power() throws(LanguageError) -> Tree {
    let base = try postfix()
    let mark = token.range
    guard take(.power) else { return base }
    let exponent = try nested(at: mark) { (parser) throws(LanguageError) in try parser.signed() }
    let range = base.range.union(exponent.range)
    return try above(.binary(.power, base.formula, exponent.formula, range), range, base.height, exponent.height)
  }
}
