/// One line of a script, a lesson or the prompt, by character, with its number.
///
/// Everything that is read from a line keeps its place in it, so that an error can put a caret below the word.
public struct SourceLine: Equatable, Sendable {
  public let characters: [Character]

  /// Counted from 1.
  public let number: Int

  public init(_ text: String, number: Int = 1) {
    characters = Array(text)
    self.number = number
  }

  /// The place of the whole line.
  public var range: SourceRange { SourceRange(0, characters.count) }

  /// What stands at a place.
  public func text(_ range: SourceRange) -> String {
    String(characters[range.start..<range.end])
  }

  /// A place without the white space at its two ends.
  public func trimmed(_ range: SourceRange) -> SourceRange {
    var (start, end) = (range.start, range.end)
    while start < end, characters[start].isWhitespace { start += 1 }
    while end > start, characters[end - 1].isWhitespace { end -= 1 }
    return SourceRange(start, end)
  }

  /// The lines of a whole text, numbered from 1.
  public static func lines(of text: String) -> [SourceLine] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map { index, line in
      SourceLine(String(line), number: index + 1)
    }
  }
}

/// A place in a line of source: the offsets of its first character and of the one past its last.
public struct SourceRange: Hashable, Sendable {
  public let start: Int
  public let end: Int

  public init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start <= end, "a place from \(start) to \(end)")
    self.start = start
    self.end = end
  }

  public var isEmpty: Bool { start == end }

  /// The number of characters.
  public var count: Int { end - start }

  /// The smallest place that holds both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(start, other.start), max(end, other.end))
  }
}
