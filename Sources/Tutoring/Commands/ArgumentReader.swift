import CommandLanguage

/// Reads what follows a command's name; every piece keeps its place in the line.
struct ArgumentReader {
  let line: SourceLine
  /// What has not been read yet.
  private(set) var rest: SourceRange

  init(_ line: SourceLine, _ rest: SourceRange) {
    self.line = line
    self.rest = line.trimmed(rest)
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// All that is left, as written.
  var text: String { line.text(rest) }

  /// The words that are left.
  func words() throws(LanguageError) -> [Word] {
    try line.words(rest)
  }

  /// The next expression.
  mutating func formula(_ what: String = "an expression") throws(LanguageError) -> Formula {
    try expect(what)
    let (formula, end) = try Formula.prefix(of: line, rest)
    skip(to: end)
    return formula
  }

  /// Expressions with commas between them, at least one.
  mutating func formulas() throws(LanguageError) -> [Formula] {
    try expect("an expression")
    let (formulas, end) = try Formula.list(of: line, rest)
    skip(to: end)
    return formulas
  }

  /// The next word.
  mutating func word(_ what: String) throws(LanguageError) -> Word {
    try expect(what)
    let word = try words()[0]
    skip(to: word.range.end)
    return word
  }

  /// The next word, if it is one of these.
  mutating func take(_ choices: String...) throws(LanguageError) -> String? {
    guard let word = try words().first, word.name == nil, choices.contains(word.text) else { return nil }
    skip(to: word.range.end)
    return word.text
  }

  /// The last word that is left; what stands before it stays to be read.
  mutating func lastWord(_ what: String) throws(LanguageError) -> Word {
    try expect(what)
    let words = try words()
    let last = words[words.count - 1]
    rest = line.trimmed(SourceRange(rest.start, last.range.start))
    return last
  }

  /// The name behind a last `as`.
  mutating func nameAfterAs() throws(LanguageError) -> Word? {
    let words = try words()
    guard let place = words.lastIndex(where: { $0.text == "as" && $0.name == nil }) else { return nil }
    guard place == words.count - 2 else {
      throw LanguageError("One name follows 'as'", hint: "For example: as cat.", at: words[place].range)
    }
    rest = line.trimmed(SourceRange(rest.start, words[place].range.start))
    return words[place + 1]
  }

  /// For what takes a unit, which may be a class.
  static let unitAdvice = ["class": "unit= takes a class here."]

  /// The `name=value` words that are left, all of them known.
  ///
  /// - Parameter advice: what to type instead of a name that is known elsewhere.
  mutating func options(_ known: [String], advice: [String: String] = [:]) throws(LanguageError) -> [String: Word] {
    var options: [String: Word] = [:]
    for word in try words() {
      guard let name = word.name else {
        throw LanguageError("'\(word.text)' is not expected here", hint: expected(known), at: word.range)
      }
      guard known.contains(name) else {
        let hint = advice[name] ?? nearest(name, among: known).map { "Did you mean '\($0)='?" } ?? expected(known)
        throw LanguageError("There is no '\(name)=' here", hint: hint, at: word.nameRange)
      }
      guard options[name] == nil else { throw LanguageError("'\(name)=' is given twice", at: word.nameRange) }
      options[name] = word
    }
    rest = SourceRange(rest.end, rest.end)
    return options
  }

  /// A caption in quotation marks at the end, where there is one.
  mutating func caption() throws(LanguageError) -> String? {
    guard let last = try words().last, last.text.hasPrefix("\"") else { return nil }
    return try lastWord("a caption").unquoted
  }

  /// Makes sure that all was read.
  func end(after formula: Formula? = nil) throws(LanguageError) {
    guard !isAtEnd else { return }
    if let formula { try line.expectEnd(rest, after: formula) }
    throw LanguageError("'\(text)' is too much here", at: rest)
  }

  private func expect(_ what: String) throws(LanguageError) {
    if isAtEnd { throw LanguageError("\(what.prefix(1).uppercased() + what.dropFirst()) is missing", at: rest) }
  }

  private func expected(_ known: [String]) -> String? {
    known.isEmpty ? nil : "Known here: \(known.map { $0 + "=" }.joined(separator: ", "))."
  }

  private mutating func skip(to end: Int) {
    rest = line.trimmed(SourceRange(end, rest.end))
  }
}
