/// Where everything of a figure stands: plots of a column share their left edge, plots of a row their top.
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
  /// How far each title stands below the top of its row: short titles stand near their plots.
  private(set) var titleLowering: [[Double]] = []
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
      let highest = fixed.compactMap { $0?.height }.max() ?? 0
      return row.indices.map { column in
        if let size = fixed[column] { return size }
        let wanted = row[column].content.height(plotWidth: widths[column])
        let height = row[column].content is TextPanel || highest < 160 ? wanted : highest
        return Size(width: widths[column], height: height)
      }
    }
  }

  /// The sizes that contents set for themselves; pictures of a row are made about equally high, but not below 256.
  private func fixedSizes(of row: [Panel], rooms: [Double]) -> [Size?] {
    let sizes = row.enumerated().map { $1.content.plotSize(in: Size(width: rooms[$0], height: 640)) }
    let heights = row.indices.compactMap { row[$0].content is PicturePanel ? sizes[$0]?.height : nil }
    guard let common = heights.filter({ $0 >= 256 }).min() else { return sizes }
    return row.indices.map { column in
      guard row[column].content is PicturePanel, (sizes[column]?.height ?? 0) > common else { return sizes[column] }
      return row[column].content.plotSize(in: Size(width: rooms[column], height: common))
    }
  }

  private mutating func place(_ sizes: [[Size]], top: Double) {
    let plotWidths = (0..<columnCount).map { column in
      sizes.compactMap { column < $0.count ? $0[column].width : nil }.max() ?? 0
    }
    let sides = plotWidths.indices.map { insets(column: $0, plotWidth: plotWidths[$0]) }
    var lefts: [Double] = []
    var x = Self.margin
    for column in plotWidths.indices {
      lefts.append(x + sides[column].left)
      x += sides[column].left + plotWidths[column] + sides[column].right + gaps[column]
    }
    width = x - Self.margin - (gaps.last ?? 0)
    var y = top
    for (number, row) in rows.enumerated() {
      y = place(row, sizes: sizes[number], lefts: lefts, sides: sides, plotWidths: plotWidths, top: y) + Self.rowGap
    }
    bottom = rows.isEmpty ? top : y - Self.rowGap
  }

  /// Places a row; returns the y below it.
  private mutating func place(
    _ row: [Panel], sizes: [Size], lefts: [Double], sides: [Insets], plotWidths: [Double], top: Double
  ) -> Double {
    let insets = zip(row, sizes).map { $0.content.insets(plotWidth: $1.width) }
    let titles = row.indices.map { column in
      row[column].title.isEmpty
        ? [] : Typography.panel.lines(of: row[column].title, width: plotWidths[column] + sides[column].right)
    }
    let titleHeight = Double(titles.map { $0.count }.max() ?? 0) * Typography.panel.lineHeight
    let head = titleHeight > 0 ? titleHeight + Self.titleGap : 0
    let plotTop = (top + head + (insets.map { $0.top }.max() ?? 0)).rounded()
    let plotHeight = sizes.map { $0.height }.max() ?? 0
    let isCentered = row.contains { !$0.sign.isEmpty }
    let plots = row.indices.map { column in
      let lower = isCentered ? ((plotHeight - sizes[column].height) / 2).rounded() : 0
      return Rectangle(
        x: lefts[column].rounded(), y: plotTop + lower, width: sizes[column].width, height: sizes[column].height)
    }
    let below = plotHeight + (insets.map { $0.bottom }.max() ?? 0)
    self.plots.append(plots)
    self.titles.append(titles)
    titleLowering.append(titles.map { titleHeight - Double($0.count) * Typography.panel.lineHeight })
    panels.append(
      row.indices.map { column in
        Rectangle(
          x: lefts[column] - sides[column].left, y: top,
          width: sides[column].left + plotWidths[column] + sides[column].right, height: plotTop + below - top)
      })
    return plotTop + below
  }
}
