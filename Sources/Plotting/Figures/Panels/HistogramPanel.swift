extension Panel {
  /// How many numbers fall into each bin, as bars that stand side by side.
  public static func histogram(
    _ histogram: Histogram, title: String = "", xLabel: String = "", yLabel: String = "count"
  ) -> Panel {
    let edges = histogram.edges
    let axes = Axes(
      x: (edges.first ?? 0)...max(edges.last ?? 1, (edges.first ?? 0).nextUp),
      y: 0...(Double(max(histogram.counts.max() ?? 1, 1)) * 1.06), xLabel: xLabel, yLabel: yLabel)
    return Panel(title, HistogramPanel(histogram: histogram, axes: axes))
  }
}

/// Bars over bins.
struct HistogramPanel: PanelContent {
  let histogram: Histogram
  let axes: Axes

  func insets(plotWidth: Double) -> Insets { axes.insets(plotWidth: plotWidth) }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    axes.draw(around: plot, on: &drawing)
    for (bin, count) in histogram.counts.enumerated() where count > 0 {
      let top = axes.place(Point(histogram.edges[bin], Double(count)), in: plot)
      let right = axes.place(Point(histogram.edges[bin + 1], 0), in: plot).x
      let gap = right - top.x > 6 ? 1.0 : 0
      let bar = Rectangle(
        x: top.x + gap / 2, y: top.y, width: max(right - top.x - gap, 0.5), height: plot.bottom - top.y)
      drawing.rectangle(bar, color: .accent)
    }
  }
}
