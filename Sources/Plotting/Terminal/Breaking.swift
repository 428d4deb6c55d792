import Text

extension TerminalStyle {
  /// The text with lines that are wider than the terminal broken at spaces; what follows is indented a little.
  ///
  /// Escape sequences take no room and stay whole. A line without spaces in reach is left to the terminal.
  public func brokenAtSpaces(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      displayWidth(visible(line)) <= width ? String(line) : broken(line)
    }.joined(separator: "\n")
  }

  private func broken(_ line: Substring) -> String {
    let indent = String(repeating: " ", count: min(line.prefix { $0 == " " }.count + 2, max(0, width / 4)))
    var lines: [String] = []
    var current = ""
    var room = 0
    for (number, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let wide = displayWidth(visible(word))
      if !visible(current[...]).allSatisfy({ $0 == " " }), room + 1 + wide > width {
        lines.append(current)
        (current, room) = (indent + word, indent.count + wide)
      } else {
        current += number == 0 ? String(word) : " " + word
        room += number == 0 ? wide : wide + 1
      }
    }
    return (lines + [current]).joined(separator: "\n")
  }

  /// What is seen of a text with colours.
  private func visible(_ text: Substring) -> String {
    var seen = ""
    var escapes = false
    for letter in text {
      if letter == "\u{1B}" { escapes = true }
      if !escapes { seen.append(letter) }
      if escapes, letter.isLetter { escapes = false }
    }
    return seen
  }
}
