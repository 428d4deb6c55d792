/// Two pairs of patterned wings, spread, seen from above.
struct Butterfly: Figure {
  /// How wide each side is open, 1 flat; the far side looks narrower.
  let leftOpen, rightOpen: Float
  let heading: Float
  let upperReach, upperHeight, lowerReach, lowerHeight: Float
  let bodyLength, antennaSpread: Float
  let border, field, glow: Color
  let spots: Float
  let veins: Bool
  let stands = false

  init(_ dials: inout Dials) {
    leftOpen = dials.next(0.6...1)
    rightOpen = dials.next(0.6...1)
    heading = dials.next(-0.7...0.7)
    upperReach = dials.next(0.85...1.05)
    upperHeight = dials.next(0.65...0.9)
    lowerReach = dials.next(0.6...0.8)
    lowerHeight = dials.next(0.5...0.8)
    bodyLength = dials.next(0.4...0.5)
    antennaSpread = dials.next(0.12...0.3)
    border =
      dials.chance(0.7)
      ? dials.color(near: [Color(0.12, 0.09, 0.1)]) : dials.color(saturation: 0.4...0.9, value: 0.25...0.5)
    field = dials.color(saturation: 0.4...0.88, value: 0.7...1)
    glow = dials.color(near: [Color(0.98, 0.95, 0.85), field, field.darker(by: 0.4), Color(0.98, 0.8, 0.3)])
    spots = dials.next(0.03...0.07)
    veins = dials.chance(0.5)
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    for side: Float in [-1, 1] { drawWings(side, with: &brush) }
    let dark = Paint(Color(0.1, 0.08, 0.08), roundness: 0.05)
    for side: Float in [-1, 1] {
      let tip = Point(side * antennaSpread, -bodyLength - 0.35)
      let antenna = Stroke(
        Point(0, -bodyLength), Point(side * 0.03, -bodyLength - 0.15), tip + Point(-side * 0.06, 0.12), tip,
        radius: 0.016, to: 0.014)
      fill(antenna, dark, with: &brush)
      fill(Disk(center: tip, radius: 0.038), dark, with: &brush)
    }
    let body = Capsule(Point(0, -bodyLength + 0.08), Point(0, bodyLength), radius: 0.09, to: 0.045)
    let bands = Pattern.stripes(angle: .pi / 2, period: 0.14, width: 0.35, waviness: 0)
    fill(
      body, Paint(Color(0.16, 0.12, 0.11), accent: mixed(border, glow, 0.4), pattern: bands, roundness: 0.08),
      with: &brush)
    fill(Disk(center: Point(0, -bodyLength), radius: 0.09), dark, with: &brush)
  }

  private func fill<Region: Shape, Pen: Brush>(_ shape: Region, _ paint: Paint, with brush: inout Pen) {
    brush.fill(shape.turned(by: heading, about: .zero), paint)
  }

  private func drawWings<Pen: Brush>(_ side: Float, with brush: inout Pen) {
    let width = side * (side < 0 ? leftOpen : rightOpen)
    let lower = [
      Point(0.05, 0.02), Point(lowerReach * 0.7, 0.05), Point(lowerReach, lowerHeight * 0.55),
      Point(lowerReach * 0.85, lowerHeight * 0.85), Point(lowerReach * 0.62, lowerHeight),
      Point(lowerReach * 0.35, lowerHeight * 0.85), Point(0.06, 0.3),
    ]
    drawWing(lower, width, with: &brush)
    let upper = [
      Point(0.05, 0.06), Point(0.04, -0.16), Point(upperReach * 0.45, -upperHeight * 0.85),
      Point(upperReach * 0.85, -upperHeight), Point(upperReach, -upperHeight * 0.82),
      Point(upperReach * 0.97, -upperHeight * 0.5), Point(upperReach * 0.78, -0.08), Point(upperReach * 0.45, 0.1),
    ]
    drawWing(upper, width, with: &brush)
  }

  /// A dark wing, its bright field inside, and a row of spots along the rim.
  private func drawWing<Pen: Brush>(_ outline: [Point], _ width: Float, with brush: inout Pen) {
    let center = outline.reduce(Point.zero, +) / Float(outline.count)
    func scaled(_ size: Float) -> Polygon {
      Polygon(outline.map { (center + ($0 - center) * size) * Point(width, 1) }, rounding: 0.1 * size)
        .smoothed()
    }
    fill(scaled(1), Paint(border, roundness: 0.06), with: &brush)
    let pattern: Pattern =
      veins
      ? .rays(center: .zero, count: 21, width: 0.2)
      : .gradient(angle: width < 0 ? .pi : 0, start: 0.15, length: 0.5)
    fill(scaled(0.74), Paint(field, accent: veins ? border : glow, pattern: pattern, roundness: 0.05), with: &brush)
    for index in 2..<(outline.count - 1) {
      let rim = (center + (outline[index] - center) * 0.9) * Point(width, 1)
      fill(Disk(center: rim, radius: spots), Paint(glow, grain: 0), with: &brush)
    }
  }
}
