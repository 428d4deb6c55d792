extension Panel {
  /// Named values as bars on a common zero, positive ones to its right and negative ones to its left, each with its
  /// number; one of them may stand out, and some may be muted: grey, there for comparison.
  ///
  /// Long names take two lines or smaller type; at least 40 % of the width is left to the bars.
  public static func bars(
    _ values: [Double], labels: [String], title: String = "", highlighted: Int? = nil,
    muted: Set<Int> = []
  ) -> Panel {
    Panel(title, BarsPanel(values: values, labels: labels, highlighted: highlighted, muted: muted))
  }
}

/// Bars below each other on a common zero.
struct BarsPanel: PanelContent {
  let values: [Double]
  let labels: [String]
  let highlighted: Int?
  var muted: Set<Int> = []

  private static let rowHeight = 34.0
  private static let thickest = 34.0

  private var numbers: [String] { values.map { Numeral.typeset($0, digits: 3) } }
  private var widestNumber: Double { numbers.map { Typography.label.width(of: $0) }.max() ?? 0 }
  private var count: Double { Double(max(values.count, 1)) }

  private func labels(plotWidth: Double) -> BarLabels {
    BarLabels(Array(labels.prefix(values.count)), highlighted: highlighted, plotWidth: plotWidth)
  }

  func insets(plotWidth: Double) -> Insets {
    Insets(left: labels(plotWidth: plotWidth).width.rounded(.up) + 12, right: 4)
  }

  func height(plotWidth: Double) -> Double {
    count * max(Self.rowHeight, labels(plotWidth: plotWidth).height + 10)
  }

  var fillsHeight: Bool { false }

  /// Up to half as much more than needed, to come near to what stands beside it; a little less where that is enough.
  func height(plotWidth: Double, beside highest: Double) -> Double {
    let needed = height(plotWidth: plotWidth)
    let least = count * max(26, labels(plotWidth: plotWidth).height + 4)
    // Beside something much lower, or nothing, thinner bars would not bring the heights together.
    guard highest > 0.8 * least else { return needed }
    return max(min(highest, needed * 1.5), min(least, needed)).rounded()
  }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    let rowHeight = plot.height / count
    let labels = labels(plotWidth: plot.width)
    let scale = scale(in: plot)
    for (row, value) in values.enumerated() {
      let middle = plot.y + (Double(row) + 0.5) * rowHeight
      draw(
        row, length: value.isFinite ? value * scale.unit : 0, from: Point(scale.zero, middle), rowHeight, on: &drawing)
      labels.draw(row, right: plot.x - 12, middle: middle, on: &drawing)
    }
    drawing.rectangle(Rectangle(x: scale.zero - 1, y: plot.y, width: 1, height: plot.height), color: .axis)
  }

  /// Where zero stands, and how many pixels a value of 1 is long; numbers at the bars' ends have room.
  private func scale(in plot: Rectangle) -> (zero: Double, unit: Double) {
    let finite = values.filter { $0.isFinite }
    let (low, high) = (min(finite.min() ?? 0, 0), max(finite.max() ?? 0, 0))
    let left = plot.x + (low < 0 ? widestNumber + 10 : 0)
    let right = plot.right - (high > 0 || low == 0 ? widestNumber + 10 : 0)
    let unit = high > low ? max(right - left, 10) / (high - low) : 0
    return ((left - low * unit).rounded(), unit)
  }

  private func draw(
    _ row: Int, length: Double, from zero: Point, _ rowHeight: Double, on drawing: inout Drawing
  ) {
    let thickness = min(rowHeight * 0.68, Self.thickest).rounded()
    let bar = Rectangle(
      x: zero.x + min(length, 0), y: (zero.y - thickness / 2).rounded(), width: length.magnitude, height: thickness)
    drawing.rectangle(bar, color: row == highlighted ? .highlight : muted.contains(row) ? .muted : .accent)
    let end = Point(zero.x + length + (length < 0 ? -8 : 8), zero.y)
    drawing.label(numbers[row], at: end, font: Typography.label, alignment: length < 0 ? .right : .left)
  }
}
