/// Where everything of a figure stands: plots of a column share their left edge, plots of a row their top, but those
/// that are much lower than the row stand at its middle.
package struct FigureLayout: Sendable {
  static let margin = 44.0
  /// No sheet is wider, margins included.
  package static let widest = 1520.0
  static let columnGap = 34.0
  static let signGap = 76.0
  static let rowGap = 34.0
  static let titleGap = 10.0

  /// The rectangle of each panel's plot, row by row.
  package private(set) var plots: [[Rectangle]] = []
  /// The rectangle that each panel takes with its title and labels.
  package private(set) var panels: [[Rectangle]] = []
  /// The lines of each panel's title.
  private(set) var titles: [[[String]]] = []
  /// The y of the first line of each title: just above its plot.
  private(set) var titleTops: [[Double]] = []
  /// The gap behind each column.
  private(set) var gaps: [Double] = []
  /// From the left margin to the right end of the last column.
  package private(set) var width = 0.0
  /// The y below the last row.
  private(set) var bottom = 0.0

  private let rows: [[Panel]]
  private var columnCount: Int { rows.map { $0.count }.max() ?? 0 }

  package init(rows: [[Panel]], top: Double) {
    self.rows = rows
    gaps = (0..<columnCount).map { column in
      rows.contains { column < $0.count && !$0[column].sign.isEmpty } ? Self.signGap : Self.columnGap
    }
    let sizes = plotSizes()
    place(sizes, top: top)
  }

  /// The room for each column's plots: the same for all, so that pictures in a row are alike.
  private func rooms() -> [Double] {
    let all = Self.widest - 2 * Self.margin - gaps.dropLast().reduce(0, +)
    let share = all / Double(max(columnCount, 1))
    let labels = (0..<columnCount).reduce(0.0) { sum, column in
      let sides = insets(column: column, plotWidth: share)
      return sum + sides.left + sides.right
    }
    let room = (all - labels) / Double(max(columnCount, 1))
    return (0..<columnCount).map { column in
      let widest = rows.compactMap { column < $0.count ? $0[column].content.widest(isAlone: columnCount == 1) : nil }
      return max(48, min(room, widest.max() ?? room))
    }
  }

  /// The most that any panel of the column needs at each side.
  private func insets(column: Int, plotWidth: Double) -> Insets {
    rows.reduce(into: Insets()) { most, row in
      guard column < row.count else { return }
      let insets = row[column].content.insets(plotWidth: plotWidth)
      most.left = max(most.left, insets.left)
      most.right = max(most.right, insets.right)
    }
  }

  private func plotSizes() -> [[Size]] {
    let rooms = rooms()
    let fixed = rows.map { fixedSizes(of: $0, rooms: rooms) }
    let widths = rooms.indices.map { column -> Double in
      let widest = fixed.compactMap { column < $0.count ? $0[column]?.width : nil }.max() ?? 0
      return widest >= 280 ? widest : min(rooms[column], columnCount == 1 ? 720 : 460)
    }
    return zip(rows, fixed).map { row, fixed in
      let highest = highest(of: row, fixed: fixed, widths: widths)
      return row.indices.map { column in
        if let size = fixed[column] { return size }
        let height = row[column].content.height(plotWidth: widths[column], beside: highest)
        return Size(width: widths[column], height: height)
      }
    }
  }

  /// The height of the highest plot that sets its own size; where that is low, of the chart that wants to be highest.
  private func highest(of row: [Panel], fixed: [Size?], widths: [Double]) -> Double {
    let highest = fixed.compactMap { $0?.height }.max() ?? 0
    guard highest < 160 else { return highest }
    return row.indices.reduce(highest) { most, column in
      guard fixed[column] == nil, row[column].content.fillsHeight else { return most }
      return max(most, row[column].content.height(plotWidth: widths[column]))
    }
  }

  /// The sizes that contents set for themselves; pictures of a row are made about equally high, but not below 256.
  private func fixedSizes(of row: [Panel], rooms: [Double]) -> [Size?] {
    let sizes = row.enumerated().map { $1.content.plotSize(in: Size(width: rooms[$0], height: 640)) }
    let heights = row.indices.compactMap { row[$0].content is PicturePanel ? sizes[$0]?.height : nil }
    guard let common = heights.filter({ $0 >= 256 }).min() else { return sizes }
    return row.indices.map { column in
      guard row[column].content is PicturePanel, (sizes[column]?.height ?? 0) > 1.08 * common else {
        return sizes[column]
      }
      return row[column].content.plotSize(in: Size(width: rooms[column], height: common))
    }
  }

  private mutating func place(_ sizes: [[Size]], top: Double) {
    let plotWidths = (0..<columnCount).map { column in
      sizes.compactMap { column < $0.count ? $0[column].width : nil }.max() ?? 0
    }
    let sides = plotWidths.indices.map { insets(column: $0, plotWidth: plotWidths[$0]) }
    let columns = columns(plotWidths: plotWidths, sides: sides)
    width = columns.last.map { $0.right - Self.margin } ?? 0
    var y = top
    for (number, row) in rows.enumerated() {
      y = place(row, sizes: sizes[number], in: columns, top: y) + Self.rowGap
    }
    bottom = rows.isEmpty ? top : y - Self.rowGap
  }

  /// The edges of a column, and of the plots in it.
  private struct Column {
    let left: Double
    let plotLeft: Double
    let right: Double
  }

  private func columns(plotWidths: [Double], sides: [Insets]) -> [Column] {
    // What is left of the sheet widens narrow columns, so that their titles need not be broken inside words.
    let taken = plotWidths.indices.reduce(2 * Self.margin) {
      $0 + sides[$1].left + plotWidths[$1] + sides[$1].right + ($1 < plotWidths.count - 1 ? gaps[$1] : 0)
    }
    var spare = max(0, Self.widest - taken)
    var x = Self.margin
    return plotWidths.indices.map { column in
      let own = plotWidths[column] + sides[column].right
      let extra = min(max(0, titleWidth(column: column) - own), spare)
      spare -= extra
      let edges = Column(left: x, plotLeft: x + sides[column].left, right: x + sides[column].left + own + extra)
      x = edges.right + gaps[column]
      return edges
    }
  }

  /// The width that titles of a column would like: one line, or a measure of 250 pixels for longer ones.
  private func titleWidth(column: Int) -> Double {
    rows.reduce(0) { widest, row in
      column < row.count ? max(widest, min(Typography.panel.width(of: row[column].title), 250)) : widest
    }
  }

  /// Places a row; returns the y below it.
  private mutating func place(_ row: [Panel], sizes: [Size], in columns: [Column], top: Double) -> Double {
    let insets = zip(row, sizes).map { $0.content.insets(plotWidth: $1.width) }
    let titles = row.indices.map { column in
      row[column].title.isEmpty
        ? []
        : Typography.panel.lines(of: row[column].title, width: columns[column].right - columns[column].plotLeft)
    }
    let titleHeights = titles.map { Double($0.count) * Typography.panel.lineHeight }
    let highest = titleHeights.max() ?? 0
    let head = highest > 0 ? highest + Self.titleGap : 0
    let labels = insets.map { $0.top }.max() ?? 0
    let plotTop = (top + head + labels).rounded()
    let plotHeight = sizes.map { $0.height }.max() ?? 0
    let drops = sizes.indices.map { drop(of: row, size: sizes[$0], below: plotHeight) }
    plots.append(
      row.indices.map { column in
        Rectangle(
          x: columns[column].plotLeft.rounded(), y: plotTop + drops[column], width: sizes[column].width,
          height: sizes[column].height)
      })
    self.titles.append(titles)
    titleTops.append(
      row.indices.map { column in
        // Titles of plots that share their top share their last line.
        let room = drops[column] > 0 ? insets[column].top : labels
        return plotTop + drops[column] - room - Self.titleGap - titleHeights[column]
      })
    let below = plotHeight + (insets.map { $0.bottom }.max() ?? 0)
    panels.append(
      row.indices.map { column in
        Rectangle(
          x: columns[column].left, y: top, width: columns[column].right - columns[column].left,
          height: plotTop + below - top)
      })
    return plotTop + below
  }

  /// How far a plot stands below the top of its row: at the middle where it is much lower, or where signs stand
  /// between the panels.
  private func drop(of row: [Panel], size: Size, below plotHeight: Double) -> Double {
    let isCentered = size.height < 0.85 * plotHeight || row.contains { !$0.sign.isEmpty }
    return isCentered ? ((plotHeight - size.height) / 2).rounded() : 0
  }
}
