extension Parser {
  /// An operand with the subscripts and parts after it.
  mutating func postfix() throws(LanguageError) -> Tree {
    var tree = try primary()
    while true {
      if token.isSymbol(.openBracket) {
        let (subscripts, height) = try self.subscripts()
        let range = tree.range.union(.init(end, end))
        tree = try above(.index(tree.formula, subscripts, range), range, tree.height, height)
      } else if token.isSymbol(.dot), token.range.start == end, case .name(let name, _) = tokenAfter.kind {
        advance()
        advance()
        let range = tree.range.union(.init(end, end))
        tree = try above(.part(tree.formula, name: name, range), range, tree.height)
      } else {
        return tree
      }
    }
  }

  private mutating func primary() throws(LanguageError) -> Tree {
    let range = token.range
    switch token.kind {
    case .number(let number):
      advance()
      return Tree(formula: .number(number, range), range: range)
    case .text(let text):
      advance()
      return Tree(formula: .text(text, range), range: range)
    case .name: return try name()
    case .symbol(.openParenthesis): return try group()
    case .symbol(.openBracket): return try list()
    case .malformed(let error): throw error
    case .symbol, .end: throw missingOperand
    }
  }

  /// Why there is no operand where one is needed.
  private var missingOperand: LanguageError {
    guard case .symbol(let symbol) = token.kind else {
      return LanguageError("The line ends where a value is needed", at: token.range)
    }
    let closes: Set<Symbol> = [.closeParenthesis, .closeBracket]
    let problem =
      closes.contains(symbol)
      ? "'\(symbol.rawValue)' stands where a value is needed" : "A value is needed before '\(symbol.rawValue)'"
    return LanguageError(problem, at: token.range)
  }

  /// A word with a meaning, a function, or a name with its parts.
  private mutating func name() throws(LanguageError) -> Tree {
    let range = token.range
    if token.isWord("true") || token.isWord("false") {
      let value = token.isWord("true")
      advance()
      return Tree(formula: .boolean(value, range), range: range)
    }
    if let error = misplacedWord { throw error }
    let path = namePath()
    guard token.isSymbol(.openParenthesis) else { return Tree(formula: .name(path), range: path.range) }
    return try call(path)
  }

  /// Why the word ahead cannot stand for a value.
  private var misplacedWord: LanguageError? {
    if token.isWord("and") || token.isWord("or"), case .name(let word, _) = token.kind {
      return LanguageError("A value is needed before '\(word)'", at: token.range)
    }
    return token.isWord("None")
      ? LanguageError("'None' stands only inside [ ], where it makes an axis of length 1", at: token.range) : nil
  }

  /// The name ahead and the parts that follow it without a space.
  private mutating func namePath() -> NamePath {
    var parts: [String] = []
    var ranges: [SourceRange] = []
    while case .name(let part, _) = token.kind {
      parts.append(part)
      ranges.append(token.range)
      advance()
      guard token.isSymbol(.dot), token.range.start == end else { break }
      guard case .name = tokenAfter.kind, tokenAfter.range.start == token.range.end else { break }
      advance()
    }
    return NamePath(parts: parts, ranges: ranges)
  }

  private mutating func group() throws(LanguageError) -> Tree {
    let opener = token
    var tree = try bracketed { (parser) throws(LanguageError) in try parser.formula() }
    if token.isSymbol(.comma) {
      throw LanguageError(
        "Parentheses hold one value", hint: "Lists are written in square brackets: [1, 2].", at: token.range)
    }
    try close(opener)
    tree.range = SourceRange(opener.range.start, end)
    return tree
  }

  private mutating func list() throws(LanguageError) -> Tree {
    let opener = token
    let items = try bracketed { (parser) throws(LanguageError) in
      try parser.separated(until: .closeBracket) { (parser) throws(LanguageError) in try parser.formula() }
    }
    try close(opener)
    let range = SourceRange(opener.range.start, end)
    return try above(.list(items.map(\.formula), range), range, items.map(\.height).max() ?? 0)
  }

  /// Takes the opening bracket ahead and reads what is inside, where `+-` has no special meaning.
  mutating func bracketed<Result>(
    _ body: (inout Parser) throws(LanguageError) -> Result
  ) throws(LanguageError) -> Result {
    let opener = token
    advance()
    let outer = stopsAtTolerance
    stopsAtTolerance = false
    defer { stopsAtTolerance = outer }
    guard !token.isEnd else { throw unclosed(opener) }
    return try nested(at: opener.range) { (parser) throws(LanguageError) in
      do throws(LanguageError) {
        return try body(&parser)
      } catch {
        // What is missing at the end of a line is the bracket.
        throw parser.token.isEnd && error.range.start >= parser.token.range.start ? parser.unclosed(opener) : error
      }
    }
  }

  /// Items with commas between them, also one after the last.
  mutating func separated<Item>(
    until closer: Symbol, _ item: (inout Parser) throws(LanguageError) -> Item
  ) throws(LanguageError) -> [Item] {
    var items: [Item] = []
    while !token.isSymbol(closer) {
      items.append(try item(&self))
      guard take(.comma) else { break }
    }
    return items
  }

  /// Takes the bracket that closes `opener`.
  mutating func close(_ opener: Token) throws(LanguageError) {
    guard case .symbol(let symbol) = opener.kind, let closer = symbol.closer, !take(closer) else { return }
    switch token.kind {
    case .end: throw unclosed(opener)
    case .malformed(let error): throw error
    case .symbol(.closeBracket), .symbol(.closeParenthesis):
      throw LanguageError(
        "'\(symbol.rawValue)' is closed by '\(lexer.line.text(token.range))'", hint: "Write '\(closer.rawValue)'.",
        at: token.range)
    default:
      throw LanguageError(
        "'\(lexer.line.text(token.range))' stands where an operator, a comma or '\(closer.rawValue)' is needed",
        at: token.range)
    }
  }

  private func unclosed(_ opener: Token) -> LanguageError {
    guard case .symbol(let symbol) = opener.kind, let closer = symbol.closer else { return missingOperand }
    return LanguageError(
      "This '\(symbol.rawValue)' is never closed", hint: "Add '\(closer.rawValue)' where it ends.", at: opener.range)
  }
}

extension Token {
  var isEnd: Bool {
    if case .end = kind { true } else { false }
  }
}
