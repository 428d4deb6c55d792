/// A word of a command: white space outside brackets and quotes separates words.
public struct Word: Equatable, Sendable {
  /// What stands before `=` in `name=value`; nil in a bare word.
  public let name: String?

  /// Where the name stands; the whole word if it is bare.
  public let nameRange: SourceRange

  /// The value as written, with its quotes.
  public let text: String

  /// Where the value stands; the whole word if it is bare.
  public let textRange: SourceRange

  /// Where the whole word stands.
  public var range: SourceRange { nameRange.union(textRange) }

  /// The value without the quotes or back-quotes around it.
  public var unquoted: String {
    guard let quote = text.first, quote == "\"" || quote == "`", text.count >= 2, text.last == quote else {
      return text
    }
    var lexer = Lexer(SourceLine(text), SourceRange(0, text.count))
    let token = lexer.next()
    guard token.range.count == text.count else { return text }
    switch token.kind {
    case .text(let content), .name(let content, _): return content
    default: return text
    }
  }

  init(_ line: SourceLine, _ range: SourceRange) {
    let characters = line.characters
    var equals = range.start
    while equals < range.end, characters[equals].continuesName { equals += 1 }
    let isNamed =
      equals > range.start && equals < range.end && characters[range.start].beginsName && characters[equals] == "="
      && !(equals + 1 < range.end && characters[equals + 1] == "=")
    name = isNamed ? line.text(SourceRange(range.start, equals)) : nil
    nameRange = isNamed ? SourceRange(range.start, equals) : range
    textRange = isNamed ? SourceRange(equals + 1, range.end) : range
    text = line.text(textRange)
  }
}

extension Statement {
  /// Its words.
  ///
  /// - Throws: where a bracket or a quote is never closed.
  public func words() throws(LanguageError) -> [Word] {
    try line.words(range)
  }
}

extension SourceLine {
  /// The words of a part of the line.
  ///
  /// - Throws: where a bracket or a quote is never closed.
  public func words(_ range: SourceRange) throws(LanguageError) -> [Word] {
    var words: [Word] = []
    var start: Int?
    var scan = BracketScan(self, range)
    while let character = scan.next() {
      if character.isWhitespace, scan.isOutside {
        if let begun = start { words.append(Word(self, SourceRange(begun, scan.position))) }
        start = nil
      } else if start == nil {
        start = scan.position
      }
    }
    if let place = scan.quoteStart ?? scan.open.last { throw unclosed(place) }
    if let begun = start { words.append(Word(self, SourceRange(begun, range.end))) }
    return words
  }

  private func unclosed(_ place: Int) -> LanguageError {
    let closer: Character = ["(": ")", "[": "]"][characters[place]] ?? characters[place]
    return LanguageError(
      "This '\(characters[place])' is never closed", hint: "Add '\(closer)' where it ends.",
      at: SourceRange(place, place + 1))
  }
}
