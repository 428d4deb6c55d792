public import Tensors

extension Panel {
  /// Points [N,2], their form and colour by label; `names` says in the legend what the labels mean.
  public static func scatter(
    _ points: Tensor, labels: [Int] = [], names: [String] = [], title: String = "", xLabel: String = "",
    yLabel: String = ""
  ) -> Panel {
    let pairs = points.pairs
    let axes = Axes(
      x: Axes.range(of: pairs.map { $0.x }), y: Axes.range(of: pairs.map { $0.y }), xLabel: xLabel, yLabel: yLabel)
    return Panel(title, ScatterPanel(points: pairs, labels: labels, names: names, axes: axes))
  }
}

extension Tensor {
  /// The rows of a tensor [N,2] (of wider ones the first two columns) as points; none where it has another shape.
  var pairs: [Point] {
    guard rank == 2, shape[1] >= 2 else { return [] }
    return (0..<shape[0]).map { Point(Double(elements[$0 * shape[1]]), Double(elements[$0 * shape[1] + 1])) }
  }
}

/// Marks at points.
struct ScatterPanel: PanelContent {
  let points: [Point]
  let labels: [Int]
  let names: [String]
  let axes: Axes

  private var legend: Legend { Legend(names: names, sign: .dot) }

  func insets(plotWidth: Double) -> Insets {
    var insets = axes.insets(plotWidth: plotWidth)
    insets.top += legend.height(width: plotWidth)
    return insets
  }

  func height(plotWidth: Double) -> Double { (plotWidth * 0.85).rounded() }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    axes.draw(around: plot, on: &drawing, verticalGrid: true)
    legend.draw(above: plot, on: &drawing)
    let radius = points.count > 400 ? 3.2 : points.count > 100 ? 4.2 : 5.5
    for (number, point) in points.enumerated() where point.x.isFinite && point.y.isFinite {
      let kind = number < labels.count ? labels[number] : 0
      drawing.marker(kind, at: axes.place(point, in: plot), radius: radius)
    }
  }
}
