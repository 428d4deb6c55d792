/// Which mark stands for what, in rows above a chart.
struct Legend: Sendable {
  enum Sign: Sendable { case line, dot }

  let names: [String]
  let sign: Sign

  private static let signWidth = 26.0
  private static let gap = 22.0
  private static let rowHeight = 26.0

  /// The height of the legend above a plot so wide; 0 without names.
  func height(width: Double) -> Double {
    guard names.contains(where: { !$0.isEmpty }) else { return 0 }
    return Double((places(width: width).map { $0.row }.max() ?? 0) + 1) * Self.rowHeight + 8
  }

  private func places(width: Double) -> [(row: Int, x: Double)] {
    var (row, x) = (0, 0.0)
    return names.map { name in
      let wide = Self.signWidth + Typography.label.width(of: name)
      if x > 0 && x + wide > width { (row, x) = (row + 1, 0) }
      defer { x += wide + Self.gap }
      return (row, x)
    }
  }

  func draw(above plot: Rectangle, on drawing: inout Drawing) {
    let height = height(width: plot.width)
    guard height > 0 else { return }
    for (number, place) in places(width: plot.width).enumerated() {
      let middle = Point(plot.x + place.x, plot.y - height + (Double(place.row) + 0.5) * Self.rowHeight)
      let color = ColorMap.category(number)
      switch sign {
      case .line: drawing.line([Point(middle.x + 1, middle.y), Point(middle.x + 18, middle.y)], width: 3, color: color)
      case .dot: drawing.marker(number, at: Point(middle.x + 10, middle.y), radius: 6)
      }
      let text = Point(middle.x + Self.signWidth, middle.y)
      drawing.label(names[number], at: text, font: Typography.label, alignment: .left)
    }
  }
}

extension ColorMap {
  /// The colour of the kind of that number; after the last they begin again.
  static func category(_ number: Int) -> RGB {
    categories[((number % categories.count) + categories.count) % categories.count]
  }
}

extension Drawing {
  /// A small mark whose form and colour say which kind a point is of.
  mutating func marker(_ kind: Int, at point: Point, radius: Double) {
    let color = ColorMap.category(kind)
    switch ((kind % 4) + 4) % 4 {
    case 0: add(.disc(point, radius: radius, color: color))
    case 1: polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)], at: point, radius: radius, color: color)
    case 2: polygon([(0, -1.25), (1.1, 0.75), (-1.1, 0.75)], at: point, radius: radius, color: color)
    default: polygon([(0, -1.25), (1.1, 0), (0, 1.25), (-1.1, 0)], at: point, radius: radius, color: color)
    }
  }

  private mutating func polygon(_ corners: [(Double, Double)], at point: Point, radius: Double, color: RGB) {
    let points = corners.map { Point(point.x + $0.0 * radius, point.y + $0.1 * radius) }
    add(.area(points, color: color, opacity: 1))
  }
}
