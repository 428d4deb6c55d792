extension Formula {
  /// Reads a part of a line that holds one expression and nothing else.
  ///
  /// - Parameter range: the whole line where it is left out.
  public init(_ line: SourceLine, _ range: SourceRange? = nil) throws(LanguageError) {
    let range = range ?? line.range
    let (formula, end) = try Formula.prefix(of: line, range)
    self = formula
    try line.expectEnd(SourceRange(end, range.end), after: formula)
  }

  /// Reads a text that holds one expression and nothing else.
  public init(_ text: String) throws(LanguageError) {
    try self.init(SourceLine(text))
  }

  /// Reads the expression that a part of a line begins with.
  ///
  /// - Returns: the expression, and the offset in the line where it ends; words may follow.
  public static func prefix(
    of line: SourceLine, _ range: SourceRange
  ) throws(LanguageError) -> (formula: Formula, end: Int) {
    var parser = Parser(line, range)
    let tree = try parser.formula()
    return (tree.formula, parser.end)
  }

  /// Reads the expressions, with commas between them, that a part of a line begins with.
  ///
  /// - Returns: the expressions, at least one, and the offset in the line where the last one ends.
  public static func list(
    of line: SourceLine, _ range: SourceRange
  ) throws(LanguageError) -> (formulas: [Formula], end: Int) {
    var parser = Parser(line, range)
    var formulas = [try parser.formula().formula]
    while parser.take(.comma) { formulas.append(try parser.formula().formula) }
    return (formulas, parser.end)
  }

  /// Reads `EXPR` or `EXPR +- tolerance`, as the key of a question is written.
  public static func withTolerance(
    _ line: SourceLine, _ range: SourceRange? = nil
  ) throws(LanguageError) -> (formula: Formula, tolerance: Formula?) {
    let range = range ?? line.range
    var parser = Parser(line, range)
    parser.stopsAtTolerance = true
    let formula = try parser.formula().formula
    var tolerance: Formula?
    if parser.toleranceMark != nil {
      parser.takeToleranceMark()
      tolerance = try parser.formula().formula
    }
    try line.expectEnd(SourceRange(parser.end, range.end), after: tolerance ?? formula)
    return (formula, tolerance)
  }
}

extension SourceLine {
  /// Makes sure that nothing follows an expression.
  ///
  /// - Throws: what stands there, and what was probably meant.
  public func expectEnd(_ rest: SourceRange, after formula: Formula) throws(LanguageError) {
    var lexer = Lexer(self, rest)
    let token = lexer.next()
    switch token.kind {
    case .end: return
    case .malformed(let error): throw error
    case .symbol(.assign):
      throw LanguageError(
        "'=' gives a name to a value only after 'let'", hint: assignmentHint(formula, rest), at: token.range)
    case .symbol(.closeParenthesis), .symbol(.closeBracket):
      throw LanguageError("'\(text(token.range))' closes nothing", at: token.range)
    default:
      throw LanguageError(
        "'\(text(token.range))' does not belong to the expression before it",
        hint: "Is an operator or a comma missing?", at: token.range)
    }
  }

  private func assignmentHint(_ formula: Formula, _ rest: SourceRange) -> String {
    guard case .name(let path) = formula, path.parts.count == 1 else { return "To compare write '=='." }
    return "Write let \(path.text) \(text(trimmed(rest))), or '==' to compare."
  }
}
