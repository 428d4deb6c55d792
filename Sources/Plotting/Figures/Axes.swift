/// The two number axes of a chart: what lies where, and how the axes are drawn.
struct Axes: Sendable {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  var xLabel = ""
  var yLabel = ""

  /// The range that shows all the numbers: with a little room at the ends, from zero where zero is near.
  static func range(of values: [Double], fromZero: Bool = false) -> ClosedRange<Double> {
    let finite = values.filter { $0.isFinite && $0.magnitude < 1e300 }
    guard var low = finite.min(), var high = finite.max() else { return 0...1 }
    if low == high { return low == 0 ? -0.5...0.5 : min(low * 0.5, low * 1.5)...max(low * 0.5, low * 1.5) }
    let room = (high - low) * 0.05
    let nearZero = fromZero || (low >= 0 && low < 0.35 * high)
    low = nearZero && low >= 0 ? 0 : low - room
    high = fromZero && high <= 0 ? 0 : high + room
    return low...high
  }

  func place(_ point: Point, in plot: Rectangle) -> Point {
    Point(
      plot.x + (point.x - x.lowerBound) / (x.upperBound - x.lowerBound) * plot.width,
      plot.bottom - (point.y - y.lowerBound) / (y.upperBound - y.lowerBound) * plot.height)
  }

  private func yTicks(height: Double) -> Ticks {
    Ticks(from: y.lowerBound, to: y.upperBound, count: max(3, Int(height / 70)))
  }

  /// As many numbers as leave air between each other.
  private func xTicks(width: Double) -> Ticks {
    let most = max(2, Int(width / 55))
    let choices = (2...most).reversed().lazy.map { Ticks(from: x.lowerBound, to: x.upperBound, count: $0) }
    let fitting = choices.first { ticks in
      let widest = ticks.labels.map { Typography.label.width(of: $0) }.max() ?? 0
      return widest + 26 <= width * ticks.step / (x.upperBound - x.lowerBound)
    }
    return fitting ?? Ticks(from: x.lowerBound, to: x.upperBound, count: 2)
  }

  /// The room that numbers and labels take around a plot so wide.
  func insets(plotWidth: Double) -> Insets {
    // Numbers have the decimals of the step, which depends on the height; the densest step is allowed for.
    let labels = [2, 6].flatMap { Ticks(from: y.lowerBound, to: y.upperBound, count: $0).labels }
    let widest = labels.map { Typography.label.width(of: $0) }.max() ?? 0
    return Insets(
      top: 6, left: widest + 14 + (yLabel.isEmpty ? 0 : Typography.label.lineHeight + 4),
      bottom: Typography.label.lineHeight + 8 + (xLabel.isEmpty ? 0 : Typography.label.lineHeight + 2),
      right: 14)
  }

  /// Draws grid, axes, ticks and labels; what is drawn afterwards lies over them.
  func draw(around plot: Rectangle, on drawing: inout Drawing, verticalGrid: Bool = false) {
    let (across, up) = (xTicks(width: plot.width), yTicks(height: plot.height))
    for (value, label) in zip(up.values, up.labels) {
      let y = place(Point(x.lowerBound, value), in: plot).y.rounded()
      drawing.rectangle(Rectangle(x: plot.x, y: y, width: plot.width, height: 1), color: .grid)
      drawing.label(label, at: Point(plot.x - 9, y + 0.5), font: Typography.label, color: .axis, alignment: .right)
    }
    for (value, label) in zip(across.values, across.labels) {
      let x = place(Point(value, y.lowerBound), in: plot).x.rounded()
      if verticalGrid {
        drawing.rectangle(Rectangle(x: x, y: plot.y, width: 1, height: plot.height), color: .grid)
      }
      drawing.rectangle(Rectangle(x: x, y: plot.bottom, width: 1, height: 6), color: .axis)
      let below = Point(x + 0.5, plot.bottom + 8 + Typography.label.ascent)
      drawing.text(label, at: below, font: Typography.label, color: .axis, alignment: .center)
    }
    drawing.rectangle(Rectangle(x: plot.x - 1, y: plot.y, width: 1, height: plot.height + 1), color: .axis)
    drawing.rectangle(Rectangle(x: plot.x, y: plot.bottom, width: plot.width, height: 1), color: .axis)
    drawLabels(around: plot, on: &drawing)
  }

  private func drawLabels(around plot: Rectangle, on drawing: inout Drawing) {
    if !xLabel.isEmpty {
      let y = plot.bottom + 10 + Typography.label.lineHeight + Typography.label.ascent
      drawing.text(xLabel, at: Point(plot.middle.x, y), font: Typography.label, alignment: .center)
    }
    if !yLabel.isEmpty {
      let x = plot.x - insets(plotWidth: plot.width).left + Typography.label.ascent
      drawing.upwardText(yLabel, at: Point(x, plot.middle.y), font: Typography.label)
    }
  }
}
