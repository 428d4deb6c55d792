import Foundation

/// A letter as the strokes of a round pen.
///
/// Lengths are in units of 1/22 em, y upward from the middle of a stroke on the baseline: a lower-case x is 10 units
/// high, a capital 14, an ascender 15; descenders go down to −4.4.
struct Glyph: Equatable, Sendable {
  /// The way the pen goes; a stroke of one point is a dot.
  let strokes: [[Point]]
  /// From the start of this letter to the start of the next.
  let advance: Double

  /// Reads strokes separated by semicolons; each is a list of points `x,y`, Bézier curves `~x,y,x,y,x,y` from the
  /// point before, and rounded arcs `@x,y,rx,ry,from,to` about a centre, in degrees.
  init(_ strokes: String, advance: Double) {
    self.advance = advance
    self.strokes = strokes.split(separator: ";").map { stroke in
      stroke.split(separator: " ").reduce(into: [Point]()) { points, item in Self.append(item, to: &points) }
    }
  }

  init(strokes: [[Point]], advance: Double) {
    self.strokes = strokes
    self.advance = advance
  }

  /// The same letter smaller or moved, for superscripts and accents.
  func transformed(scale: Double, x: Double, y: Double, advance: Double) -> Glyph {
    Glyph(
      strokes: strokes.map { $0.map { Point($0.x * scale + x, $0.y * scale + y) } }, advance: advance)
  }

  private static func append(_ item: Substring, to points: inout [Point]) {
    let numbers = item.drop { "~@".contains($0) }.split(separator: ",").compactMap { Double($0) }
    switch (item.first, numbers.count) {
    case ("~", 6): points += curve(from: points.last ?? Point(0, 0), numbers)
    case ("@", 6): points += arc(numbers)
    case (_, 2): points.append(Point(numbers[0], numbers[1]))
    default: preconditionFailure("'\(item)' is no part of a stroke")
    }
  }

  private static func curve(from start: Point, _ n: [Double]) -> [Point] {
    (1...10).map { step in
      let t = Double(step) / 10
      let u = 1 - t
      let (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
      return Point(a * start.x + b * n[0] + c * n[2] + d * n[4], a * start.y + b * n[1] + c * n[3] + d * n[5])
    }
  }

  /// An arc of a superellipse of exponent 2.3: a little squarer than an ellipse, as bowls of letters are.
  private static func arc(_ n: [Double]) -> [Point] {
    let count = max(4, Int(((n[5] - n[4]).magnitude / 10).rounded(.up)))
    return (0...count).map { step in
      let angle = (n[4] + (n[5] - n[4]) * Double(step) / Double(count)) * .pi / 180
      return Point(n[0] + n[2] * rounded(cos(angle)), n[1] + n[3] * rounded(sin(angle)))
    }
  }

  private static func rounded(_ part: Double) -> Double {
    part.magnitude < 1e-9 ? 0 : (part < 0 ? -1 : 1) * pow(part.magnitude, 2 / 2.3)
  }
}
