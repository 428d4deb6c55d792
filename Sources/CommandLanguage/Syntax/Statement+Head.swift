extension Statement {
  /// The word that a statement begins with, if it may be a command's or a procedure's.
  public struct Head: Equatable, Sendable {
    public let name: String
    public let range: SourceRange

    /// What follows it, without white space at its ends.
    public let rest: SourceRange

    /// Whether nothing follows it.
    public var standsAlone: Bool { rest.isEmpty }
  }

  /// The first word, unless the statement can only be an expression.
  ///
  /// It can only be one where the first thing is not a name, or where `.`, `[` or `(` follows the name without a space, or
  /// an operator follows. In `print -1` the sign belongs to what follows it; in `print - 1` and `print-1` it is an operator.
  public var head: Head? {
    var lexer = Lexer(line, range)
    let first = lexer.next()
    guard case .name(let name, quoted: false) = first.kind else { return nil }
    let rest = line.trimmed(SourceRange(first.range.end, range.end))
    guard !isOperator(lexer, after: first.range.end) else { return nil }
    return Head(name: name, range: first.range, rest: rest)
  }

  /// The first word up to white space, whatever follows it: for a command whose words are text or a path.
  public var firstWord: Head? {
    let end = (range.start..<range.end).first { line.characters[$0].isWhitespace } ?? range.end
    guard end > range.start else { return nil }
    let place = SourceRange(range.start, end)
    return Head(name: line.text(place), range: place, rest: line.trimmed(SourceRange(end, range.end)))
  }

  /// Whether what follows a name makes an expression of it.
  private func isOperator(_ start: Lexer, after end: Int) -> Bool {
    var lexer = start
    let token = lexer.next()
    let isAdjacent = token.range.start == end
    switch token.kind {
    case .name(let word, quoted: false): return word == "and" || word == "or"
    case .symbol(.dot), .symbol(.openBracket), .symbol(.openParenthesis): return isAdjacent
    case .symbol(.plus), .symbol(.minus):
      let following = lexer.next()
      return isAdjacent || following.isEnd || following.range.start > token.range.end
    case .symbol(let symbol):
      return Formula.BinaryOperator(rawValue: symbol.rawValue) != nil
        || Formula.Comparison(rawValue: symbol.rawValue) != nil
    default: return false
    }
  }
}
