import Tensors

/// Marks on a white sheet: what both the PNG and the SVG of a figure are made from.
struct Drawing: Sendable {
  var size: Size
  private(set) var marks: [Mark] = []

  init(size: Size) { self.size = size }

  enum Mark: Sendable {
    /// A line through points, drawn with a round pen.
    case line([Point], width: Double, color: RGB, isClosed: Bool)
    /// The inside of a polygon.
    case area([Point], color: RGB, opacity: Double)
    case rectangle(Rectangle, color: RGB, opacity: Double)
    case disc(Point, radius: Double, color: RGB)
    /// A picture [3,H,W] whose pixels become equal rectangles.
    case pixels(Tensor, Rectangle)
    /// A line of text; `start` is the left end of its baseline (the lower end, if it runs upward).
    case text(String, start: Point, font: StrokeFont, color: RGB, runsUpward: Bool)
  }

  /// Where text stands against the point that it is drawn at.
  enum Alignment: Sendable { case left, center, right }

  mutating func add(_ mark: Mark) { marks.append(mark) }

  mutating func line(_ points: [Point], width: Double = 1.5, color: RGB = .ink, isClosed: Bool = false) {
    marks.append(.line(points, width: width, color: color, isClosed: isClosed))
  }

  mutating func rectangle(_ rectangle: Rectangle, color: RGB, opacity: Double = 1) {
    marks.append(.rectangle(rectangle, color: color, opacity: opacity))
  }

  /// The edge of a rectangle, drawn outside of it, so that it covers nothing within.
  mutating func frame(_ inner: Rectangle, width: Double = 1, color: RGB = .axis) {
    let outer = inner.grown(by: width)
    rectangle(Rectangle(x: outer.x, y: outer.y, width: outer.width, height: width), color: color)
    rectangle(Rectangle(x: outer.x, y: inner.bottom, width: outer.width, height: width), color: color)
    rectangle(Rectangle(x: outer.x, y: inner.y, width: width, height: inner.height), color: color)
    rectangle(Rectangle(x: inner.right, y: inner.y, width: width, height: inner.height), color: color)
  }

  /// A line of text whose baseline goes through `point`.
  mutating func text(
    _ text: String, at point: Point, font: StrokeFont, color: RGB = .ink, alignment: Alignment = .left
  ) {
    let start = Point(point.x - font.width(of: text) * alignment.share, point.y)
    marks.append(.text(text, start: start, font: font, color: color, runsUpward: false))
  }

  /// A line of text whose capitals have their middle at the height of `point`.
  mutating func label(
    _ text: String, at point: Point, font: StrokeFont, color: RGB = .ink, alignment: Alignment = .center
  ) {
    self.text(
      text, at: Point(point.x, (point.y + font.size * 0.36).rounded()), font: font, color: color, alignment: alignment)
  }

  /// A line of text that runs upward, its middle at the height of `point`, its baseline to the right of it.
  mutating func upwardText(_ text: String, at point: Point, font: StrokeFont, color: RGB = .ink) {
    let start = Point(point.x, point.y + font.width(of: text) / 2)
    marks.append(.text(text, start: start, font: font, color: color, runsUpward: true))
  }

  /// Lines of text below each other; returns the y below the last.
  @discardableResult
  mutating func lines(
    _ lines: [String], x: Double, top: Double, font: StrokeFont, color: RGB = .ink, alignment: Alignment = .left
  ) -> Double {
    for (number, line) in lines.enumerated() {
      let baseline = top + font.ascent + Double(number) * font.lineHeight
      text(line, at: Point(x, baseline), font: font, color: color, alignment: alignment)
    }
    return top + Double(lines.count) * font.lineHeight
  }
}

extension Drawing.Alignment {
  /// The share of the text's width that lies left of the point.
  var share: Double {
    switch self {
    case .left: 0
    case .center: 0.5
    case .right: 1
    }
  }
}

extension RGB {
  /// The colours of everything that is not data.
  static let paper = RGB(gray: 1)
  static let ink = RGB(0.11, 0.12, 0.14)
  static let axis = RGB(0.36, 0.38, 0.41)
  static let grid = RGB(0.90, 0.905, 0.915)
  static let faint = RGB(0.40, 0.42, 0.45)
  static let missing = RGB(gray: 0.87)
  static let muted = RGB(gray: 0.68)
  static let accent = ColorMap.categories[0]
  static let highlight = OKLab(lightness: 0.62, chroma: 0.20, hue: 38).displayable.rgb
}
