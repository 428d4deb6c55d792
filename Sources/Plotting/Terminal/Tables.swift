public import Tensors
import Text

extension TerminalStyle {
  /// A matrix with row and column headings (numbers, if none are given); columns that do not fit the width stand in
  /// further blocks below.
  ///
  /// A vector is one row. On a terminal, rows beyond 200 are left out in the middle, and it says so.
  public func table(_ matrix: Tensor, rows rowNames: [String]? = nil, columns columnNames: [String]? = nil) -> String {
    guard matrix.count > 0, matrix.rank <= 2 else {
      return "(no table of shape \(shapeText(matrix.shape)): it takes two axes)".cut(to: width)
    }
    let map = matrix.asMap
    let (rows, columns) = (map.shape[0], map.shape[1])
    let shown = shownRows(of: rows)
    let cells = shown.map { row -> [String] in
      row.map { row in (0..<columns).map { Numeral.text(Double(map[row, $0])) } }
        ?? Array(repeating: "...", count: columns)
    }
    let heads = (0..<columns).map { name($0, in: columnNames) }
    let sides = shown.map { row in row.map { name($0, in: rowNames) } ?? "..." }
    return layOut(cells, heads: heads, sides: sides)
  }

  /// The numbers of the rows that are shown; nil stands for those left out.
  private func shownRows(of count: Int) -> [Int?] {
    guard height != nil, count > 200 else { return Array(0..<count) }
    return Array(0..<150) + [nil] + Array((count - 40)..<count)
  }

  private func name(_ index: Int, in names: [String]?) -> String {
    guard let names, index < names.count else { return "\(index)" }
    return text(names[index])
  }

  private func layOut(_ cells: [[String]], heads: [String], sides: [String]) -> String {
    let side = min(sides.map { displayWidth($0) }.max() ?? 0, max(1, width / 3))
    let widths = heads.indices.map { column in
      min(cells.reduce(displayWidth(heads[column])) { max($0, displayWidth($1[column])) }, max(1, width - side - 2))
    }
    return blocks(of: widths, room: width - side).map { block in
      let head = block.map { heads[$0].cut(to: widths[$0]).padded(to: widths[$0], right: true) }
      let first = String(repeating: " ", count: side) + "  " + paint(head.joined(separator: "  "), as: .heading)
      let lines = zip(sides, cells).map { name, row in
        let numbers = block.map { row[$0].cut(to: widths[$0]).padded(to: widths[$0], right: true) }
        return paint(name.cut(to: side).padded(to: side, right: true), as: .muted) + "  "
          + numbers.joined(separator: "  ")
      }
      return ([first] + lines).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// Which columns stand side by side.
  private func blocks(of widths: [Int], room: Int) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var (start, used) = (0, 0)
    for (column, width) in widths.enumerated() {
      if used > 0 && used + width + 2 > room {
        blocks.append(start..<column)
        (start, used) = (column, 0)
      }
      used += width + 2
    }
    return blocks + [start..<widths.count]
  }
}
