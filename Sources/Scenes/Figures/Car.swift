/// A car from the side: body, cabin with windows, two wheels.
struct Car: Figure {
  let length, bodyHeight, hoodHeight: Float
  let cabinHeight, cabinStart, cabinEnd: Float
  /// How far the windscreen and the rear window lean.
  let frontRake, rearRake: Float
  let wheelRadius, wheelbase: Float
  let spokes: Float
  let nose: Float
  let body, roof, hub: Color
  let stripe: Bool

  init(_ dials: inout Dials) {
    length = dials.next(0.85...1.15)
    bodyHeight = dials.next(0.26...0.36)
    hoodHeight = dials.next(0.02...0.1)
    cabinHeight = dials.next(0.3...0.52)
    cabinStart = dials.next(-0.98...(-0.45))
    cabinEnd = dials.next(0.25...0.7)
    frontRake = dials.next(0.12...0.4)
    rearRake = dials.next(0.03...0.35)
    wheelRadius = dials.next(0.2...0.27)
    wheelbase = dials.next(0.56...0.66)
    spokes = dials.next(0...1.26)
    nose = dials.next(0...0.12)
    body =
      dials.chance(0.2)
      ? dials.color(near: [Color(0.92, 0.92, 0.92), Color(0.2, 0.2, 0.23), Color(0.6, 0.62, 0.65)])
      : dials.color(saturation: 0.45...0.95, value: 0.45...0.95)
    roof = dials.chance(0.25) ? dials.color(near: [Color(0.95, 0.95, 0.95), Color(0.15, 0.15, 0.17)]) : body
    hub = dials.color(near: [Color(0.8, 0.8, 0.82), Color(0.6, 0.6, 0.62)])
    stripe = dials.chance(0.25)
  }

  private var sill: Float { bodyHeight }

  func draw<Pen: Brush>(with brush: inout Pen) {
    drawCabin(with: &brush)
    drawBody(with: &brush)
    for side: Float in [-1, 1] { drawWheel(at: Point(side * length * wheelbase, sill), with: &brush) }
  }

  private func cabinOutline(inset: Float) -> [Point] {
    [
      Point(cabinStart * length + inset * 1.6, 0.02),
      Point(cabinStart * length + rearRake + inset, -cabinHeight + inset),
      Point(cabinEnd * length - frontRake - inset, -cabinHeight + inset), Point(cabinEnd * length - inset * 1.6, 0.02),
    ]
  }

  private func drawCabin<Pen: Brush>(with brush: inout Pen) {
    brush.fill(Polygon(cabinOutline(inset: 0), rounding: 0.06), Paint(roof, roundness: 0.12, gloss: 0.3, grain: 0.02))
    let glass = Color(0.3, 0.4, 0.48)
    let shine = Pattern.stripes(angle: 0.5, period: 0.7, width: 0.3, waviness: 0)
    let windows = Polygon(cabinOutline(inset: 0.055), rounding: 0.03)
    brush.fill(windows, Paint(glass, accent: glass.lighter(by: 0.4), pattern: shine, grain: 0.02))
    let pillar = (cabinStart + cabinEnd) / 2 * length - 0.02
    brush.fill(Rectangle(center: Point(pillar, -cabinHeight / 2), half: Point(0.03, cabinHeight / 2)), Paint(roof))
  }

  private func drawBody<Pen: Brush>(with brush: inout Pen) {
    let outline = Polygon(
      [
        Point(-length, 0.06), Point(-length * 0.92, 0), Point(cabinEnd * length, 0), Point(length * 0.88, hoodHeight),
        Point(length + nose * 0.3, hoodHeight + 0.1), Point(length, sill), Point(-length * 0.97, sill),
      ], rounding: 0.05)
    let trim = Pattern.stripes(angle: .pi / 2, period: 4, width: 0.018, waviness: 0)
    brush.fill(
      outline,
      Paint(
        body, accent: stripe ? body.lighter(by: 0.75) : body.darker(by: 0.3), pattern: stripe ? trim : .plain,
        roundness: 0.16,
        gloss: 0.4, grain: 0.02))
    let line = Paint(body.darker(by: 0.45), grain: 0)
    let door = (cabinStart + cabinEnd) / 2 * length
    for x in [door, cabinEnd * length * 0.9] {
      brush.fill(Capsule(Point(x, 0.03), Point(x, sill * 0.85), radius: 0.012), line)
    }
    brush.fill(Capsule(Point(door + 0.08, 0.09), Point(door + 0.2, 0.09), radius: 0.018), line)
    brush.fill(
      Rectangle(center: Point(0, sill + 0.03), half: Point(length * 0.95, 0.03), rounding: 0.02),
      Paint(Color(0.15, 0.15, 0.16)))
    brush.fill(
      Ellipse(center: Point(length * 0.97, hoodHeight + 0.1), radii: Point(0.07, 0.055)),
      Paint(Color(1, 0.96, 0.75), roundness: 0.04, grain: 0))
    brush.fill(
      Rectangle(center: Point(-length * 0.99, 0.12), half: Point(0.035, 0.06), rounding: 0.02),
      Paint(Color(0.85, 0.15, 0.1), grain: 0))
  }

  private func drawWheel<Pen: Brush>(at center: Point, with brush: inout Pen) {
    brush.fill(Disk(center: center, radius: wheelRadius * 1.14), Paint(body.darker(by: 0.55)))
    brush.fill(Disk(center: center, radius: wheelRadius), Paint(Color(0.1, 0.1, 0.11), roundness: 0.06))
    brush.fill(Disk(center: center, radius: wheelRadius * 0.58), Paint(hub, roundness: 0.06, gloss: 0.3))
    for index in 0..<5 {
      let spoke = center + Point(angle: spokes + Float(index) * 1.2566) * (wheelRadius * 0.36)
      brush.fill(Disk(center: spoke, radius: wheelRadius * 0.13), Paint(Color(0.15, 0.15, 0.17), grain: 0))
    }
  }
}
