import Text

/// What is wrong with a line, where, and what to type instead.
public struct LanguageError: Error, Equatable, Sendable {
  /// A sentence without its full stop.
  public var message: String

  /// What to type instead, as a sentence or as lines; nil where nothing helps.
  public var hint: String?

  /// The word that is wrong; at the end of a line a place without characters.
  public var range: SourceRange

  public init(_ message: String, hint: String? = nil, at range: SourceRange) {
    self.message = message
    self.hint = hint
    self.range = range
  }

  /// Gives an error that has no place its place, and its message a capital; one that has a place keeps it.
  public init(_ error: any Error, at range: SourceRange) {
    self = (error as? LanguageError) ?? LanguageError(String(describing: error).capitalizedFirst, at: range)
  }

  /// The column of the wrong word, from 1.
  public var column: Int { range.start + 1 }

  /// The error as it is shown: its place and message, the line, a caret below the word, the hint.
  ///
  /// - Parameters:
  ///   - file: what to call the source in front of the line's number; nil leaves the place out, as at the prompt.
  ///   - width: the columns there are; of a longer line the part around the caret is shown.
  ///   - isPlain: whether to keep to ASCII.
  public func rendered(file: String? = nil, line: SourceLine, width: Int = 100, isPlain: Bool = false) -> String {
    let place = file.map { "\($0):\(line.number):\(column): " } ?? ""
    let lines =
      [place + message] + underlined(line, width: max(width, 20), isPlain: isPlain)
      + (hint?.split(separator: "\n").map(String.init) ?? [])
    return lines.map { isPlain ? $0.printable.ascii : $0.printable }.joined(separator: "\n")
  }

  /// The line, or as much of it as fits, and the line with the caret.
  private func underlined(_ line: SourceLine, width: Int, isPlain: Bool) -> [String] {
    let characters = line.characters
    let first = characters.count <= width ? 0 : max(0, min(range.start - width / 2, characters.count - width))
    let end = min(characters.count, first + width)
    let start = min(range.start, end)
    let shown = characters[first..<end].map { $0.isWhitespace ? " " : isPlain ? $0.printable.ascii : $0.printable }
    let indent = displayWidth(String(shown[..<(start - first)]))
    let marked = displayWidth(String(shown[(start - first)..<(max(start, min(range.end, end)) - first)]))
    let caret = String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: max(0, marked - 1))
    return [String(shown), caret]
  }
}

extension LanguageError: CustomStringConvertible {
  public var description: String {
    message + (hint.map { ". \($0)" } ?? "")
  }
}
