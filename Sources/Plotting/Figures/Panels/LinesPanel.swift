extension Panel {
  /// Series as lines, with axes and, where they have names, a legend; gaps where a number is missing.
  public static func lines(
    _ series: [Series], title: String = "", xLabel: String = "", yLabel: String = ""
  ) -> Panel {
    let axes = Axes(
      x: Axes.tightRange(of: series.flatMap { $0.x }), y: Axes.range(of: series.flatMap { $0.y }), xLabel: xLabel,
      yLabel: yLabel)
    return Panel(title, LinesPanel(series: series, axes: axes))
  }
}

extension Axes {
  /// From the least to the largest number, without room at the ends.
  static func tightRange(of values: [Double]) -> ClosedRange<Double> {
    let finite = values.filter { $0.isFinite && $0.magnitude < 1e300 }
    guard let low = finite.min(), let high = finite.max(), low < high else { return range(of: values) }
    return low...high
  }
}

/// Lines on axes.
struct LinesPanel: PanelContent {
  let series: [Series]
  let axes: Axes

  private var legend: Legend { Legend(names: series.map { $0.name }, sign: .line) }

  func insets(plotWidth: Double) -> Insets {
    var insets = axes.insets(plotWidth: plotWidth)
    insets.top += legend.height(width: plotWidth)
    return insets
  }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    axes.draw(around: plot, on: &drawing)
    legend.draw(above: plot, on: &drawing)
    for (number, series) in series.enumerated() {
      let color = ColorMap.category(number)
      for run in series.runs {
        let points = run.filter { axes.x.contains($0.x) && axes.y.contains($0.y) }.map { axes.place($0, in: plot) }
        if points.count > 1 { drawing.line(points, width: 2.5, color: color) }
        guard series.y.count <= 24 || points.count == 1 else { continue }
        for point in points { drawing.add(.disc(point, radius: 4.2, color: color)) }
      }
    }
  }
}
