extension Figure {
  /// Draws the whole figure: title, panels, caption, foot.
  func drawing() -> Drawing {
    let margin = FigureLayout.margin
    let rows = panels.map { $0.sharingBars }
    let width = FigureLayout(rows: rows, top: 0).width
    let measure = min(max(width, min(Typography.title.width(of: title), 900), 560), FigureLayout.widest - 2 * margin)
    let titleFont = Typography.titleFont(for: title, width: measure)
    let titleLines = title.isEmpty ? [] : titleFont.evenLines(of: title, width: measure)
    let top = margin + Double(titleLines.count) * titleFont.lineHeight + (titleLines.isEmpty ? 0 : 14)
    let layout = FigureLayout(rows: rows, top: top)

    var drawing = Drawing(size: Size(width: max(measure, width) + 2 * margin, height: 0))
    drawing.lines(titleLines, x: margin, top: margin - 6, font: titleFont)
    draw(rows, layout, on: &drawing)
    var bottom = layout.bottom
    if !caption.isEmpty {
      let lines = Typography.caption.lines(of: caption.withDotsInGaps, width: min(measure, 1160))
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

  private func draw(_ rows: [[Panel]], _ layout: FigureLayout, on drawing: inout Drawing) {
    for (row, panels) in rows.enumerated() {
      for (column, panel) in panels.enumerated() {
        let (frame, plot) = (layout.panels[row][column], layout.plots[row][column])
        drawing.lines(
          layout.titles[row][column], x: plot.x, top: layout.titleTops[row][column], font: Typography.panel)
        panel.content.draw(in: plot, on: &drawing)
        guard !panel.sign.isEmpty else { continue }
        let place = Point(frame.right + layout.gaps[column] / 2, plot.middle.y)
        drawing.label(panel.sign, at: place, font: Typography.sign, alignment: .center)
      }
    }
  }
}

extension Typography {
  /// The type of a figure's title: smaller where it would take more than two lines.
  fileprivate static func titleFont(for text: String, width: Double) -> StrokeFont {
    let sizes = [title.size, 25, 22].map { StrokeFont(size: $0, weight: .bold) }
    return sizes.first { $0.lines(of: text, width: width).count <= 2 } ?? sizes[sizes.count - 1]
  }
}

extension StrokeFont {
  /// Lines no wider than `width`, no more than are needed, and about equally long.
  fileprivate func evenLines(of text: String, width: Double) -> [String] {
    let usual = lines(of: text, width: width)
    guard usual.count > 1, !text.contains("\n") else { return usual }
    let narrower = stride(from: 1 / Double(usual.count), to: 1, by: 0.04).lazy.map {
      lines(of: text, width: width * $0)
    }
    return narrower.first { $0.count == usual.count } ?? usual
  }
}

extension String {
  /// The text with a middle dot in every gap of two or more spaces, which would be one space when lines are broken;
  /// after a mark that divides already, a space is enough.
  var withDotsInGaps: String {
    var result = ""
    var gap = 0
    for letter in self {
      if letter == " " {
        gap += 1
      } else {
        let divides = result.isEmpty || letter == "\n" || ".,;:!?\n".contains(result.last ?? "\n")
        if gap > 1 && !divides { result += " ·" }
        if gap > 0 && !result.isEmpty { result += " " }
        result.append(letter)
        gap = 0
      }
    }
    return result
  }
}
