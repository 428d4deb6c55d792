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

/// Rows with their columns aligned, all but the first to the right; columns that do not fit beside the others stand in
/// blocks below, each behind the first column.
func columns(_ rows: [[String]], blocksOf width: Int) -> String {
  func widest(_ column: Int) -> Int { rows.map { $0.count > column ? displayWidth($0[column]) : 0 }.max() ?? 0 }
  let gap = 2
  var blocks: [[Int]] = []
  var taken = 0
  for column in 1..<max(1, rows.map(\.count).max() ?? 0) {
    let next = gap + widest(column)
    if blocks.isEmpty || taken + next > width {
      blocks.append([])
      taken = widest(0)
    }
    blocks[blocks.count - 1].append(column)
    taken += next
  }
  guard blocks.count > 1 else { return columns(rows, rightFrom: 1) }
  return blocks.map { block in
    columns(rows.map { row in ([0] + block).map { $0 < row.count ? row[$0] : "" } }, rightFrom: 1)
  }.joined(separator: "\n\n")
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
