extension Figure {
  /// Draws the whole figure: title, panels, caption, foot.
  func drawing() -> Drawing {
    let margin = FigureLayout.margin
    let width = FigureLayout(rows: panels, top: 0).width
    let measure = min(max(width, min(Typography.title.width(of: title), 900), 560), FigureLayout.widest - 2 * margin)
    let titleLines = title.isEmpty ? [] : Typography.title.lines(of: title, width: measure)
    let top = margin + Double(titleLines.count) * Typography.title.lineHeight + (titleLines.isEmpty ? 0 : 14)
    let layout = FigureLayout(rows: panels, top: top)

    var drawing = Drawing(size: Size(width: max(measure, width) + 2 * margin, height: 0))
    drawing.lines(titleLines, x: margin, top: margin - 6, font: Typography.title)
    draw(layout, on: &drawing)
    var bottom = layout.bottom
    if !caption.isEmpty {
      let lines = Typography.caption.lines(of: caption, width: min(measure, 1160))
      bottom = drawing.lines(lines, x: margin, top: bottom + 22, font: Typography.caption)
    }
    if !footer.isEmpty {
      let lines = Typography.footer.lines(of: footer, width: measure)
      bottom = drawing.lines(lines, x: margin, top: bottom + 14, font: Typography.footer, color: .faint)
    }
    drawing.size.height = (bottom + margin - 8).rounded(.up)
    drawing.size.width = drawing.size.width.rounded(.up)
    return drawing
  }

  private func draw(_ layout: FigureLayout, on drawing: inout Drawing) {
    for (row, panels) in panels.enumerated() {
      for (column, panel) in panels.enumerated() {
        let (frame, plot) = (layout.panels[row][column], layout.plots[row][column])
        drawing.lines(
          layout.titles[row][column], x: plot.x, top: frame.y + layout.titleLowering[row][column],
          font: Typography.panel)
        panel.content.draw(in: plot, on: &drawing)
        guard !panel.sign.isEmpty else { continue }
        let place = Point(frame.right + layout.gaps[column] / 2, plot.middle.y)
        drawing.label(panel.sign, at: place, font: Typography.sign, alignment: .center)
      }
    }
  }
}
