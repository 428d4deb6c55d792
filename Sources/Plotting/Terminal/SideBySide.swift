import Text

extension TerminalStyle {
  /// Finished texts of different kinds beside each other where the window is wide enough, and below each other where
  /// it is not; each under its title, which is broken into lines where it is wider than the text.
  ///
  /// Texts may contain the colours that this style makes; titles are made fit to print. In plain style all stand
  /// below each other.
  public func sideBySide(_ blocks: [(title: String, text: String)]) -> String {
    let columns = blocks.map { TextColumn(title: text($0.title), text: $0.text, width: width) }
    return rows(of: columns).map { TextColumn.joined($0) }.joined(separator: "\n")
  }

  /// As many columns in a row as fit.
  private func rows(of columns: [TextColumn]) -> [[TextColumn]] {
    var rows: [[TextColumn]] = []
    var used = 0
    for column in columns {
      if rows.isEmpty || plain || used + TextColumn.gap + column.width > width {
        rows.append([column])
        used = column.width
      } else {
        rows[rows.count - 1].append(column)
        used += TextColumn.gap + column.width
      }
    }
    return rows
  }
}

/// A text with its title above it, which takes as many columns as its widest line.
private struct TextColumn {
  static let gap = 3

  let title: [String]
  let lines: [String]
  let width: Int

  /// `width` is that of the window.
  init(title: String, text: String, width: Int) {
    lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let wide = lines.map { displayWidth($0) }.max() ?? 0
    let words = title.split(whereSeparator: \.isWhitespace).map { [Prose.Segment(text: String($0), role: nil)] }
    let broken = words.isEmpty ? [] : words.broken(to: min(max(wide, 16), width))
    self.title = broken.map { line in line.map { word in word.map(\.text).joined() }.joined(separator: " ") }
    self.width = self.title.reduce(wide) { max($0, displayWidth($1)) }
  }

  /// The columns beside each other, all their texts beginning on the same line.
  static func joined(_ columns: [TextColumn]) -> String {
    let head = columns.map { $0.title.count }.max() ?? 0
    let height = head + (columns.map { $0.lines.count }.max() ?? 0)
    return (0..<height).map { line in
      let parts = columns.map { $0.line(line, head: head).padded(to: $0.width) }
      return parts.joined(separator: String(repeating: " ", count: gap)).trimmedRight
    }.joined(separator: "\n")
  }

  private func line(_ number: Int, head: Int) -> String {
    if number < head { return number < head - title.count ? "" : title[number - head + title.count] }
    return number - head < lines.count ? lines[number - head] : ""
  }
}
