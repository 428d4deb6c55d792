extension Panel {
  /// Named values as bars from left to right, each with its number; one of them may stand out.
  public static func bars(
    _ values: [Double], labels: [String], title: String = "", highlighted: Int? = nil
  ) -> Panel {
    Panel(title, BarsPanel(values: values, labels: labels, highlighted: highlighted))
  }
}

/// Bars below each other on a common zero.
struct BarsPanel: PanelContent {
  let values: [Double]
  let labels: [String]
  let highlighted: Int?

  private static let rowHeight = 34.0

  private var numbers: [String] { values.map { Numeral.typeset($0, digits: 3) } }
  private var widestNumber: Double { numbers.map { Typography.label.width(of: $0) }.max() ?? 0 }

  func insets(plotWidth: Double) -> Insets {
    let widest = labels.map { Typography.label.width(of: $0) }.max() ?? 0
    return Insets(left: min(widest, 320) + 12, right: 4)
  }

  func height(plotWidth: Double) -> Double { Double(max(values.count, 1)) * Self.rowHeight }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    let finite = values.filter { $0.isFinite }
    let (low, high) = (min(finite.min() ?? 0, 0), max(finite.max() ?? 0, 0))
    let rowHeight = min(Self.rowHeight, plot.height / Double(max(values.count, 1)))
    let left = plot.x + (low < 0 ? widestNumber + 10 : 0)
    let room = max(plot.right - left - widestNumber - 10, 10)
    let unit = high > low ? room / (high - low) : 0
    let zero = (left - low * unit).rounded()
    for (row, value) in values.enumerated() {
      let middle = plot.y + (Double(row) + 0.5) * rowHeight
      let length = value.isFinite ? value * unit : 0
      let isHighlighted = row == highlighted
      let bar = Rectangle(
        x: zero + min(length, 0), y: (middle - rowHeight * 0.34).rounded(), width: length.magnitude,
        height: (rowHeight * 0.68).rounded())
      drawing.rectangle(bar, color: isHighlighted ? .highlight : .accent)
      let end = Point(zero + length + (length < 0 ? -8 : 8), middle)
      drawing.label(numbers[row], at: end, font: Typography.label, alignment: length < 0 ? .right : .left)
      guard row < labels.count else { continue }
      let font = isHighlighted ? StrokeFont(size: Typography.label.size, weight: .bold) : Typography.label
      drawing.label(labels[row], at: Point(plot.x - 12, middle), font: font, alignment: .right)
    }
    drawing.rectangle(
      Rectangle(x: zero - 1, y: plot.y, width: 1, height: rowHeight * Double(values.count)), color: .axis)
  }
}
