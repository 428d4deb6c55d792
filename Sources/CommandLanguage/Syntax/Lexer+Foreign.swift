extension Lexer {
  /// A mark that the language does not have, with what stands for it here.
  mutating func foreign() -> Token {
    let two = String(line.characters[position..<min(position + 2, end)])
    let known = foreignMarks.first { two.hasPrefix($0.mark) }
    let mark = known?.mark ?? String(two.prefix(1))
    let range = SourceRange(position, position + mark.count)
    skip(mark.count)
    return Token(kind: .malformed(.init("'\(mark)' means nothing here", hint: known?.hint, at: range)), range: range)
  }
}

/// Marks of other languages and of typography, the longer before those they begin with.
private let foreignMarks: [(mark: String, hint: String)] = [
  ("&&", "Write 'and'."),
  ("||", "Write 'or'."),
  ("&", "Write 'and', or multiply two masks: (a > 0) * (a < 1)."),
  ("|", "Write 'or', or take the larger of two masks."),
  ("!", "Write 'not'."),
  ("~", "Write 'not', or '~=' to compare nearly equal values."),
  ("%", "Remainders do not exist here; a share is written as a number from 0 to 1."),
  ("'", "Text is written in double quotes."),
  ("“", "Text is written in straight double quotes."),
  ("”", "Text is written in straight double quotes."),
  ("×", "A product is written '*'."),
  ("·", "A product is written '*'."),
  ("÷", "A quotient is written '/'."),
  ("≤", "Write '<='."),
  ("≥", "Write '>='."),
  ("≠", "Write '!='."),
  ("≈", "Write '~='."),
  ("{", "Lists are written in square brackets."),
]
