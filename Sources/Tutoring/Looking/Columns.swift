import Text

/// Rows with their columns aligned, those from `rightFrom` on to the right.
func columns(_ rows: [[String]], rightFrom: Int = .max) -> String {
  columns(rows, right: Set((0..<(rows.map(\.count).max() ?? 0)).filter { $0 >= rightFrom }))
}

/// Rows with their columns aligned, some of them to the right.
///
/// - Parameters:
///   - shortening: the column that is cut where a row would be wider than `width`.
func columns(_ rows: [[String]], right: Set<Int>, shortening: Int? = nil, to width: Int? = nil) -> String {
  guard let shortening, let width else { return aligned(rows, right: right) }
  let lines = aligned(rows, right: right).split(separator: "\n")
  let excess = lines.map { displayWidth(String($0)) }.max().map { $0 - width } ?? 0
  guard excess > 0 else { return aligned(rows, right: right) }
  let widest = rows.map { $0.count > shortening ? displayWidth($0[shortening]) : 0 }.max() ?? 0
  let limit = max(4, widest - excess)
  let cut = rows.map { row in
    row.enumerated().map { column, text in
      column == shortening && displayWidth(text) > limit ? text.cut(to: limit - 1) + "…" : text
    }
  }
  return aligned(cut, right: right)
}

private func aligned(_ rows: [[String]], right: Set<Int>) -> String {
  let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
    rows.map { $0.count > column ? displayWidth($0[column]) : 0 }.max() ?? 0
  }
  return rows.map { row in
    row.enumerated().map { column, text in
      text.padded(to: widths[column], right: right.contains(column))
    }.joined(separator: "  ").trimmingEnd()
  }.joined(separator: "\n")
}

extension String {
  /// Without white space at its end.
  func trimmingEnd() -> String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
