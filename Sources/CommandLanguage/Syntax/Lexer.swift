/// Cuts a part of a line in tokens, one at a time: what follows an expression may be words of a command.
struct Lexer {
  let line: SourceLine
  let end: Int
  private(set) var position: Int

  init(_ line: SourceLine, _ range: SourceRange) {
    self.line = line
    position = range.start
    end = range.end
  }

  mutating func skip(_ count: Int) { position += count }

  private func character(_ ahead: Int = 0) -> Character? {
    position + ahead < end ? line.characters[position + ahead] : nil
  }

  private func token(from start: Int, _ kind: Token.Kind) -> Token {
    Token(kind: kind, range: SourceRange(start, position))
  }

  mutating func next() -> Token {
    while let space = character(), space.isWhitespace { position += 1 }
    let start = position
    guard let first = character() else { return token(from: start, .end) }
    if first.isDigit || (first == "." && character(1)?.isDigit == true) { return number() }
    if first.beginsName { return name() }
    if first == "`" { return quotedName() }
    if first == "\"" { return text() }
    return symbol()
  }

  private mutating func skipDigits() {
    while character()?.isDigit == true { position += 1 }
  }

  private mutating func number() -> Token {
    let start = position
    skipDigits()
    // Three dots after an index are an ellipsis.
    if character() == ".", !(character(1) == "." && character(2) == ".") {
      position += 1
      skipDigits()
    }
    skipExponent()
    let digits = line.text(SourceRange(start, position))
    guard character()?.continuesName != true else { return numberRunOn(start, digits) }
    return token(from: start, .number(Double(digits.hasSuffix(".") ? digits + "0" : digits) ?? .nan))
  }

  private mutating func skipExponent() {
    guard let mark = character(), mark == "e" || mark == "E" else { return }
    let signed = character(1) == "-" || character(1) == "+"
    guard character(signed ? 2 : 1)?.isDigit == true else { return }
    position += signed ? 2 : 1
    skipDigits()
  }

  /// A number with letters at its end.
  private mutating func numberRunOn(_ start: Int, _ digits: String) -> Token {
    let letters = position
    while character()?.continuesName == true { position += 1 }
    let range = SourceRange(start, position)
    let rest = line.text(SourceRange(letters, position))
    let hint = rest.first?.beginsName == true ? "For a product write \(digits) * \(rest)." : nil
    return token(
      from: start, .malformed(.init("'\(line.text(range))' is neither a number nor a name", hint: hint, at: range)))
  }

  private mutating func name() -> Token {
    let start = position
    while character()?.continuesName == true { position += 1 }
    return token(from: start, .name(line.text(SourceRange(start, position)), quoted: false))
  }

  private mutating func quotedName() -> Token {
    let start = position
    position += 1
    while let letter = character(), letter != "`" { position += 1 }
    let name = line.text(SourceRange(start + 1, position))
    guard character() != nil else { return unclosed("`", from: start) }
    position += 1
    return token(from: start, .name(name, quoted: true))
  }

  private mutating func text() -> Token {
    let start = position
    position += 1
    var text = ""
    while let letter = character(), letter != "\"" {
      position += 1
      text.append(letter == "\\" ? escaped() : String(letter))
    }
    guard character() != nil else { return unclosed("\"", from: start) }
    position += 1
    return token(from: start, .text(text))
  }

  /// What a backslash and the character after it stand for.
  private mutating func escaped() -> String {
    guard let letter = character() else { return "\\" }
    position += 1
    switch letter {
    case "n": return "\n"
    case "t": return "\t"
    case "\"", "\\": return String(letter)
    default: return "\\" + String(letter)
    }
  }

  private func unclosed(_ quote: String, from start: Int) -> Token {
    let error = LanguageError(
      "This \(quote) is never closed", hint: "Put another \(quote) where it ends.", at: .init(start, start + 1))
    return token(from: start, .malformed(error))
  }

  private mutating func symbol() -> Token {
    let start = position
    for length in [3, 2, 1] where position + length <= end {
      let text = String(line.characters[start..<(start + length)])
      // Typographic minus signs come with text that is pasted.
      guard let symbol = Symbol(rawValue: text == "\u{2212}" ? "-" : text) else { continue }
      position += length
      return token(from: start, .symbol(symbol))
    }
    return foreign()
  }
}
