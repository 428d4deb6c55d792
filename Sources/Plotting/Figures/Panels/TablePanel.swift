extension Panel {
  /// Rows of texts under headings; columns of numbers stand to the right.
  public static func table(headings: [String], rows: [[String]], title: String = "") -> Panel {
    Panel(title, TablePanel(headings: headings, rows: rows))
  }

  /// Prose as wide as its column.
  public static func text(_ text: String, title: String = "") -> Panel {
    Panel(title, TextPanel(text: text))
  }
}

/// Texts in columns, between rules as in a book.
struct TablePanel: PanelContent {
  let headings: [String]
  let rows: [[String]]

  private static let gap = 30.0
  private static let rowHeight = 30.0
  private static let headingFont = StrokeFont(size: Typography.label.size, weight: .bold)

  private var columnCount: Int { max(headings.count, rows.map { $0.count }.max() ?? 0, 1) }

  private func cell(_ row: [String], _ column: Int) -> String { column < row.count ? row[column] : "" }

  private var widths: [Double] {
    (0..<columnCount).map { column in
      rows.reduce(Self.headingFont.width(of: cell(headings, column))) {
        max($0, Typography.label.width(of: cell($1, column)))
      }
    }
  }

  private func isNumeric(_ column: Int) -> Bool {
    let texts = rows.map { cell($0, column) }.filter { !$0.isEmpty }
    return !texts.isEmpty && texts.allSatisfy { $0.first.map { "0123456789-−+.".contains($0) } ?? false }
  }

  func plotSize(in room: Size) -> Size? {
    Size(
      width: widths.reduce(0, +) + Self.gap * Double(columnCount - 1) + 16,
      height: Self.rowHeight * Double(rows.count + (headings.isEmpty ? 0 : 1)) + 12)
  }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    var y = plot.y + 4
    rule(y: plot.y, width: 2, of: plot, on: &drawing)
    if !headings.isEmpty {
      draw(headings, y: y, font: Self.headingFont, in: plot, on: &drawing)
      y += Self.rowHeight
      rule(y: y + 1, width: 1, of: plot, on: &drawing)
      y += 4
    }
    for row in rows {
      draw(row, y: y, font: Typography.label, in: plot, on: &drawing)
      y += Self.rowHeight
    }
    rule(y: plot.bottom - 2, width: 2, of: plot, on: &drawing)
  }

  private func rule(y: Double, width: Double, of plot: Rectangle, on drawing: inout Drawing) {
    drawing.rectangle(Rectangle(x: plot.x, y: y, width: plot.width, height: width), color: .axis)
  }

  private func draw(_ row: [String], y: Double, font: StrokeFont, in plot: Rectangle, on drawing: inout Drawing) {
    var x = plot.x + 8
    for (column, width) in widths.enumerated() {
      let text = Numeral.withRealMinusInNumbers(cell(row, column))
      let right = isNumeric(column)
      let place = Point(right ? x + width : x, y + Self.rowHeight / 2)
      drawing.label(text, at: place, font: font, alignment: right ? .right : .left)
      x += width + Self.gap
    }
  }
}

extension Numeral {
  /// The text with a real minus sign where it is a negative number.
  static func withRealMinusInNumbers(_ text: String) -> String {
    Double(text) == nil ? text : withRealMinus(text)
  }
}

/// Prose in a panel.
struct TextPanel: PanelContent {
  let text: String

  func height(plotWidth: Double) -> Double {
    Double(Typography.caption.lines(of: text, width: plotWidth).count) * Typography.caption.lineHeight
  }

  var fillsHeight: Bool { false }
  func height(plotWidth: Double, beside highest: Double) -> Double { height(plotWidth: plotWidth) }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    let lines = Typography.caption.lines(of: text, width: plot.width)
    drawing.lines(lines, x: plot.x, top: plot.y, font: Typography.caption)
  }
}
