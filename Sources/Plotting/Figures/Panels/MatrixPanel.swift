public import Tensors

extension Panel {
  /// Cells of a matrix that a frame is drawn around.
  public struct Window: Equatable, Sendable {
    /// The first row.
    public var row: Int
    /// The first column.
    public var column: Int
    /// Rows.
    public var height: Int
    /// Columns.
    public var width: Int

    /// A window whose top left cell is given, one cell large if nothing else is said.
    public init(row: Int, column: Int, height: Int = 1, width: Int = 1) {
      self.row = row
      self.column = column
      self.height = height
      self.width = width
    }
  }

  /// A small matrix with its numbers in the cells, rows and columns numbered, windows framed in colour.
  public static func matrix(
    _ matrix: Tensor, title: String = "", windows: [Window] = [], scale: ColorScale? = nil, headings: Bool = true
  ) -> Panel {
    Panel(title, MatrixPanel(matrix: matrix.asMap, windows: windows, scale: scale, headings: headings))
  }
}

/// Numbers in square cells.
struct MatrixPanel: PanelContent {
  let matrix: Tensor
  let windows: [Panel.Window]
  let scale: ColorScale?
  let headings: Bool

  private var rows: Int { matrix.shape[0] }
  private var columns: Int { matrix.shape[1] }

  func insets(plotWidth: Double) -> Insets {
    guard headings else { return Insets() }
    return Insets(
      top: Typography.small.lineHeight + 2, left: Typography.small.width(of: "\(rows - 1)") + 12)
  }

  func plotSize(in room: Size) -> Size? {
    // Matrices of few cells get larger ones, to hold their own beside pictures.
    let wanted = min(max(480 / Double(max(rows, columns)), 60), 88).rounded(.down)
    let cell = max(12, min(wanted, (room.width / Double(columns)).rounded(.down)))
    return Size(width: cell * Double(columns), height: cell * Double(rows))
  }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    let cell = plot.width / Double(columns)
    drawCells(of: plot, cell: cell, on: &drawing)
    drawing.frame(plot)
    if headings { drawHeadings(of: plot, cell: cell, on: &drawing) }
    for window in windows {
      let frame = Rectangle(
        x: plot.x + Double(window.column) * cell, y: plot.y + Double(window.row) * cell,
        width: Double(window.width) * cell, height: Double(window.height) * cell)
      // A white edge on both sides sets the frame off from coloured cells.
      if scale != nil { drawing.frame(frame.grown(by: -4), width: 8, color: .paper) }
      drawing.frame(frame.grown(by: -2), width: 4, color: .highlight)
    }
  }

  private func drawCells(of plot: Rectangle, cell: Double, on drawing: inout Drawing) {
    let numbers = CellNumbers(map: matrix, scale: scale)
    if scale != nil {
      let papers = (0..<matrix.count).map { numbers.paper(of: $0) }
      drawing.add(.pixels(.picture(of: papers, rows: rows), plot))
    }
    drawLines(of: plot, cell: cell, on: &drawing)
    numbers.draw(in: plot, on: &drawing)
  }

  private func drawLines(of plot: Rectangle, cell: Double, on drawing: inout Drawing) {
    guard scale == nil || cell >= 20 else { return }
    for line in 1..<max(columns, 1) {
      let x = plot.x + Double(line) * cell
      drawing.rectangle(Rectangle(x: x - 0.5, y: plot.y, width: 1, height: plot.height), color: .grid)
    }
    for line in 1..<max(rows, 1) {
      let y = plot.y + Double(line) * cell
      drawing.rectangle(Rectangle(x: plot.x, y: y - 0.5, width: plot.width, height: 1), color: .grid)
    }
  }

  private func drawHeadings(of plot: Rectangle, cell: Double, on drawing: inout Drawing) {
    let every = max(1, Int((26 / cell).rounded(.up)))
    for column in stride(from: 0, to: columns, by: every) {
      let place = Point(plot.x + (Double(column) + 0.5) * cell, plot.y - 8)
      drawing.text("\(column)", at: place, font: Typography.small, color: .faint, alignment: .center)
    }
    for row in stride(from: 0, to: rows, by: every) {
      let place = Point(plot.x - 8, plot.y + (Double(row) + 0.5) * cell)
      drawing.label("\(row)", at: place, font: Typography.small, color: .faint, alignment: .right)
    }
  }
}
