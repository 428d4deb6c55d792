import Text

/// Lines of text that stand together under a title.
struct TextBlock {
  let title: String
  let lines: [String]

  private var width: Int { (lines + [title]).map { displayWidth($0) }.max() ?? 0 }

  /// Blocks beside each other, as many in a row as fit, all cells of the grid equally wide.
  static func sideBySide(_ blocks: [TextBlock], width: Int, gap: Int = 2) -> String {
    guard blocks.count > 1 else { return blocks.map { $0.column(of: width) }.first?.joined(separator: "\n") ?? "" }
    let cell = min(blocks.map { $0.width }.max() ?? 1, width)
    let perRow = max(1, (width + gap) / (cell + gap))
    let rows = stride(from: 0, to: blocks.count, by: perRow).map { start in
      join(Array(blocks[start..<min(start + perRow, blocks.count)]), cell: cell, gap: gap, width: width)
    }
    return rows.joined(separator: "\n")
  }

  private static func join(_ blocks: [TextBlock], cell: Int, gap: Int, width: Int) -> String {
    let columns = blocks.map { $0.column(of: width) }
    let height = columns.map { $0.count }.max() ?? 0
    let space = String(repeating: " ", count: gap)
    return (0..<height).map { line in
      let parts = columns.enumerated().map { number, column in
        let text = line < column.count ? column[line] : ""
        return number == columns.count - 1 ? text : text.padded(to: cell)
      }
      return parts.joined(separator: space)
    }.joined(separator: "\n")
  }

  /// The title, if there is one, and the lines.
  private func column(of width: Int) -> [String] {
    title.isEmpty ? lines : [title.cut(to: width)] + lines
  }
}
