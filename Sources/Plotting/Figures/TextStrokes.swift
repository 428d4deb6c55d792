/// The strokes of a line of text in pixels: what the pen follows.
struct TextStrokes: Sendable {
  let strokes: [[Point]]
  let pen: Double

  /// Places a line of text; heights go to whole pixels, so that horizontal strokes are sharp.
  init(_ text: String, start: Point, font: StrokeFont, runsUpward: Bool) {
    let placing = Placing(font: font, start: start, runsUpward: runsUpward)
    var x = 0.0
    var strokes: [[Point]] = []
    for letter in text {
      strokes += StrokeFont.glyph(for: letter).strokes.map { $0.map { placing.point($0, after: x) } }
      x += font.advance(of: letter)
    }
    self.strokes = strokes
    pen = font.pen
  }

  private struct Placing {
    let scale: Double
    let start: Point
    let runsUpward: Bool
    /// Heights of the font that fall on whole pixels, and those pixels.
    let anchors: [(height: Double, pixel: Double)]
    /// How far the middle of a stroke on the baseline lies above the line's lower edge.
    let lift: Double

    init(font: StrokeFont, start: Point, runsUpward: Bool) {
      scale = font.scale
      self.start = runsUpward ? Point(start.x.rounded(), start.y) : Point(start.x, start.y.rounded())
      self.runsUpward = runsUpward
      anchors = [-4.4, 0, 10, 14, 15].map { [scale = font.scale] in ($0, ($0 * scale).rounded()) }
      lift = font.pen.rounded() / 2
    }

    func point(_ point: Point, after x: Double) -> Point {
      let along = x + point.x * scale
      let up = snapped(point.y) + lift
      return runsUpward ? Point(start.x - up, start.y - along) : Point(start.x + along, start.y - up)
    }

    private func snapped(_ height: Double) -> Double {
      guard let above = anchors.firstIndex(where: { height <= $0.height }), above > 0 else {
        let edge = height < 0 ? anchors[0] : anchors[anchors.count - 1]
        return edge.pixel + (height - edge.height) * scale
      }
      let (low, high) = (anchors[above - 1], anchors[above])
      return low.pixel + (high.pixel - low.pixel) * (height - low.height) / (high.height - low.height)
    }
  }
}
