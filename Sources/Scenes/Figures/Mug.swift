/// A cup with one handle, seen a little from above.
struct Mug: Figure {
  let width, height, taper: Float
  /// The height of the opening over its width: how far above the rim the eye is.
  let opening: Float
  let handleWidth, handleHeight, handleThickness: Float
  let filling: Float
  let tilt: Float
  let glaze, ornament, drink: Color
  let decoration: Int
  let period: Float

  init(_ dials: inout Dials) {
    width = dials.next(0.46...0.62)
    height = dials.next(0.9...1.25)
    taper = dials.next(0...0.12)
    opening = dials.next(0.18...0.4)
    handleWidth = dials.next(0.22...0.32)
    handleHeight = dials.next(0.3...0.42)
    handleThickness = dials.next(0.11...0.16)
    filling = dials.next(0.05...0.25)
    tilt = dials.next(-0.12...0.12)
    glaze = dials.color(saturation: 0.05...0.9, value: 0.55...0.97)
    ornament =
      dials.chance(0.4)
      ? dials.color(near: [Color(0.97, 0.96, 0.93)]) : dials.color(saturation: 0.5...0.9, value: 0.3...0.9)
    drink = dials.color(near: [
      Color(0.28, 0.16, 0.09), Color(0.65, 0.42, 0.22), Color(0.5, 0.3, 0.12), Color(0.75, 0.5, 0.15),
    ])
    decoration = dials.kind(of: 6)
    period = dials.next(0.22...0.36)
  }

  private var rimRadii: Point { Point(width, width * opening) }
  private var footRadii: Point { Point(width - taper, (width - taper) * opening) }

  func draw<Pen: Brush>(with brush: inout Pen) {
    let handle = Ring(
      center: Point(width - taper * 0.5 + handleWidth * 0.45, height * 0.5), radii: Point(handleWidth, handleHeight),
      thickness: handleThickness)
    fill(handle, Paint(glaze, roundness: handleThickness / 2, gloss: 0.35), with: &brush)
    let side = Polygon([
      Point(-width, 0), Point(width, 0), Point(width - taper, height), Point(-width + taper, height),
    ])
    let body = side.joined(with: Ellipse(center: Point(0, height), radii: footRadii))
      .joined(with: Ellipse(center: .zero, radii: rimRadii))
    let paint = Paint(glaze, accent: ornament, pattern: pattern, gloss: 0.35, grain: 0.02)
      .with(relief: .cylinder(axis: 0, radius: width))
    fill(body, paint, with: &brush)
    if decoration == 5 { drawHeart(with: &brush) }
    drawOpening(with: &brush)
  }

  private func fill<Region: Shape, Pen: Brush>(_ shape: Region, _ paint: Paint, with brush: inout Pen) {
    brush.fill(shape.turned(by: tilt, about: Point(0, height)), paint)
  }

  private var pattern: Pattern {
    switch decoration {
    case 0: .stripes(angle: .pi / 2, period: period, width: 0.45, waviness: 0)
    case 1: .stripes(angle: 0, period: period, width: 0.4, waviness: 0)
    case 2: .spots(period: period, radius: period * 0.28)
    case 3: .gradient(angle: .pi / 2, start: height * 0.5, length: 0.04)
    default: .plain
    }
  }

  private func drawHeart<Pen: Brush>(with brush: inout Pen) {
    let middle = Point(-0.03, height * 0.55)
    let lobes = Disk(center: middle + Point(-0.1, -0.07), radius: 0.125)
      .joined(with: Disk(center: middle + Point(0.1, -0.07), radius: 0.125))
    let point = Polygon([
      middle + Point(-0.205, 0), middle + Point(0, -0.1), middle + Point(0.205, 0), middle + Point(0, 0.24),
    ])
    fill(lobes.joined(with: point), Paint(ornament, roundness: 0.05), with: &brush)
  }

  private func drawOpening<Pen: Brush>(with brush: inout Pen) {
    let rim = Ellipse(center: .zero, radii: rimRadii)
    fill(rim, Paint(glaze.lighter(by: 0.35), grain: 0.02), with: &brush)
    let inner = Ellipse(center: .zero, radii: rimRadii - Point(0.055, 0.045))
    fill(
      inner,
      Paint(
        glaze.darker(by: 0.45), accent: glaze.darker(by: 0.15),
        pattern: .gradient(angle: 0, start: -width, length: 2 * width)), with: &brush)
    let surface = Ellipse(center: Point(0, filling * opening * 1.2), radii: rimRadii - Point(0.07, 0.05))
    fill(
      surface.within(inner),
      Paint(drink, accent: drink.lighter(by: 0.3), pattern: .gradient(angle: 0.3, start: 0, length: 0.6)), with: &brush)
  }
}
