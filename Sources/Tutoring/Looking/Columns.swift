/// Rows with their columns aligned, those from `rightFrom` on to the right.
func columns(_ rows: [[String]], rightFrom: Int = .max) -> String {
  columns(rows, right: Set((0..<(rows.map(\.count).max() ?? 0)).filter { $0 >= rightFrom }))
}

/// Rows with their columns aligned, some of them to the right.
func columns(_ rows: [[String]], right: Set<Int>) -> String {
  let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
    rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    row.enumerated().map { column, text in
      let space = String(repeating: " ", count: widths[column] - text.count)
      return right.contains(column) ? space + text : text + space
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
