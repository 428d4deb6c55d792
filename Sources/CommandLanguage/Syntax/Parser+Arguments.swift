extension Parser {
  /// The arguments of a function whose name was taken.
  mutating func call(_ path: NamePath) throws(LanguageError) -> Tree {
    let opener = token
    var keywords: [(keyword: Formula.Keyword, height: Int)] = []
    let arguments = try bracketed { (parser) throws(LanguageError) in
      try parser.separated(until: .closeParenthesis) { (parser) throws(LanguageError) -> Tree? in
        if let keyword = try parser.keyword() {
          keywords.append(keyword)
          return nil
        }
        guard keywords.isEmpty else {
          throw LanguageError("Arguments without a name come before those with one", at: parser.token.range)
        }
        return try parser.formula()
      }
    }.compactMap(\.self)
    try close(opener)
    let range = SourceRange(path.range.start, end)
    let call = Formula.Call(
      name: path.text, nameRange: path.range, arguments: arguments.map(\.formula), keywords: keywords.map(\.keyword),
      range: range)
    return try above(.call(call), range, arguments.map(\.height).max() ?? 0, keywords.map(\.height).max() ?? 0)
  }

  /// `name=value`, if that is ahead.
  private mutating func keyword() throws(LanguageError) -> (keyword: Formula.Keyword, height: Int)? {
    guard case .name(let name, quoted: false) = token.kind, tokenAfter.isSymbol(.assign) else { return nil }
    let range = token.range
    advance()
    advance()
    let value = try formula()
    return (Formula.Keyword(name: name, nameRange: range, value: value.formula), value.height)
  }

  /// What stands inside the `[ ]` ahead, and its height.
  mutating func subscripts() throws(LanguageError) -> ([SubscriptFormula], Int) {
    let opener = token
    let items = try bracketed { (parser) throws(LanguageError) in
      try parser.separated(until: .closeBracket) { (parser) throws(LanguageError) in try parser.subscriptItem() }
    }
    try close(opener)
    guard !items.isEmpty else {
      throw LanguageError("An index is missing between the brackets", at: .init(opener.range.start, end))
    }
    return (items.map(\.0), items.map(\.1).max() ?? 0)
  }

  private mutating func subscriptItem() throws(LanguageError) -> (SubscriptFormula, Int) {
    let start = token.range
    if take(.ellipsis) { return (.ellipsis(start), 0) }
    if token.isWord("None") {
      advance()
      return (.newAxis(start), 0)
    }
    var bounds: [Tree?] = [token.isSymbol(.colon) ? nil : try formula()]
    while bounds.count < 3, take(.colon) {
      bounds.append(token.isSymbol(.colon) || endsSubscript ? nil : try formula())
    }
    if bounds.count == 1, let index = bounds[0] { return (.formula(index.formula), index.height) }
    let range = SourceRange(start.start, end)
    let height = bounds.compactMap { $0?.height }.max() ?? 0
    let step = bounds.count == 3 ? bounds[2]?.formula : nil
    return (.slice(start: bounds[0]?.formula, stop: bounds[1]?.formula, step: step, range), height)
  }

  private var endsSubscript: Bool { token.isSymbol(.comma) || token.isSymbol(.closeBracket) }
}
