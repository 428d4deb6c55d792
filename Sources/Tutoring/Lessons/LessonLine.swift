import Text

/// A line of a lesson's file.
struct LessonLine: Equatable {
  /// From 1.
  let number: Int
  let text: String

  var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
  var trimmed: String { LessonLine.trimmed(Substring(text)) }

  /// Blanks in front of the text.
  var indentation: Int { text.prefix(while: \.isWhitespace).count }

  /// The words of a heading `## Words ##`; nil on any other line.
  var heading: String? {
    let marks = text.drop { $0 == " " }
    let level = marks.prefix { $0 == "#" }.count
    guard (1...6).contains(level), text.count - marks.count < 4 else { return nil }
    let rest = marks.dropFirst(level)
    guard rest.first?.isWhitespace ?? true else { return nil }
    var words = LessonLine.trimmed(rest)
    while words.hasSuffix("#") { words.removeLast() }
    return LessonLine.trimmed(Substring(words))
  }

  /// Without blanks at either end.
  static func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// The lines as one text, without blank lines at either end.
  static func joined(_ lines: [LessonLine]) -> String {
    var kept = lines.drop(while: \.isBlank)
    while kept.last?.isBlank == true { kept.removeLast() }
    return kept.map(\.text).joined(separator: "\n")
  }

  /// The lines of a text, with control characters replaced.
  static func lines(of text: String) -> [LessonLine] {
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.enumerated().map {
      LessonLine(number: $0 + 1, text: withoutControls($1))
    }
  }

  /// Tabs stay; every other control character becomes U+FFFD.
  private static func withoutControls(_ text: Substring) -> String {
    guard hasControls(text) else { return String(text) }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { clean.append(isReplaced(scalar) ? "\u{FFFD}" : scalar) }
    return String(clean)
  }

  /// Whether a control character other than a tab is in the text.
  static func hasControls(_ text: Substring) -> Bool { text.unicodeScalars.contains(where: isReplaced) }

  private static func isReplaced(_ scalar: Unicode.Scalar) -> Bool { isControl(scalar) && scalar != "\t" }
}

/// A fenced block of a lesson.
struct Fence {
  let opening: LessonLine
  /// The first word behind the opening marks.
  let kind: String
  let body: [LessonLine]
  let closing: LessonLine

  var whole: [LessonLine] { [opening] + body + [closing] }

  func error(_ problem: LessonError.Problem, file: String, at line: LessonLine? = nil) -> LessonError {
    let line = line ?? opening
    return LessonError(file: file, line: line.number, column: line.indentation + 1, problem: problem)
  }
}

/// Tells fenced blocks from other lines.
struct FenceScanner {
  enum Piece {
    case line(LessonLine)
    case fence(Fence)
  }

  let lines: [LessonLine]
  let file: String
  private var place = 0

  init(lines: [LessonLine], file: String) {
    self.lines = lines
    self.file = file
  }

  mutating func next() throws(LessonError) -> Piece? {
    guard place < lines.count else { return nil }
    let line = lines[place]
    place += 1
    guard let marks = FenceScanner.marks(line), let kind = FenceScanner.kind(line, marks) else { return .line(line) }
    return .fence(try body(opening: line, marks: marks, kind: kind))
  }

  private mutating func body(opening: LessonLine, marks: Substring, kind: String) throws(LessonError) -> Fence {
    let start = place
    while place < lines.count {
      let line = lines[place]
      place += 1
      // Closed by at least as many of the same marks and nothing behind them.
      if let closing = FenceScanner.marks(line), closing.first == marks.first, closing.count >= marks.count,
        closing.count == line.trimmed.count
      {
        return Fence(opening: opening, kind: kind, body: Array(lines[start..<(place - 1)]), closing: line)
      }
    }
    throw LessonError(
      file: file, line: opening.number, column: opening.indentation + 1, problem: .unclosedFence(String(marks)))
  }

  /// Three or more backticks or tildes that a line begins with.
  private static func marks(_ line: LessonLine) -> Substring? {
    let text = line.text.drop { $0 == " " }
    guard let mark = text.first, mark == "`" || mark == "~", line.text.count - text.count < 4 else { return nil }
    let marks = text.prefix { $0 == mark }
    return marks.count >= 3 ? marks : nil
  }

  /// The first word behind the marks; nil where backticks come again, which is code within a line.
  private static func kind(_ line: LessonLine, _ marks: Substring) -> String? {
    let rest = line.text[marks.endIndex...]
    guard marks.first == "~" || !rest.contains("`") else { return nil }
    return rest.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
  }
}
