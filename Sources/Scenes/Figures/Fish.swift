/// A spindle with a forked tail, fins and scales.
struct Fish: Figure {
  let length, height: Float
  let tailSize, tailFork, tailSwing: Float
  let dorsalHeight, dorsalLean: Float
  let finAngle: Float
  /// How steeply it swims up or down, in radians.
  let pitch: Float
  let skin, marking, fins: Color
  let markings: Pattern
  let stands = false

  init(_ dials: inout Dials) {
    length = dials.next(0.62...0.75)
    height = dials.next(0.3...0.5)
    tailSize = dials.next(0.28...0.42)
    tailFork = dials.next(0.08...0.2)
    tailSwing = dials.next(-0.35...0.35)
    dorsalHeight = dials.next(0.14...0.28)
    dorsalLean = dials.next(0.0...0.3)
    finAngle = dials.next(0.2...0.9)
    pitch = dials.next(-0.45...0.45)
    skin = dials.color(saturation: 0.25...0.9, value: 0.6...0.95)
    marking =
      dials.chance(0.4)
      ? dials.color(near: [Color(0.95, 0.95, 0.92)]) : dials.color(saturation: 0.3...0.9, value: 0.15...0.6)
    fins = mixed(skin, marking, dials.next(0.1...0.7))
    let period = dials.next(0.24...0.42)
    switch dials.kind(of: 4) {
    case 0: markings = .stripes(angle: 0.1, period: period, width: 0.4, waviness: 0.01)
    case 1: markings = .scales(period: 0.17)
    case 2: markings = .spots(period: 0.2, radius: 0.06)
    default: markings = .gradient(angle: .pi / 2, start: -0.15, length: 0.35)
    }
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    drawFins(with: &brush)
    let tailRoot = Point(-length * 0.95, 0)
    let body = Ellipse(center: Point(0.05, 0), radii: Point(length, height))
      .joined(with: Capsule(Point(-0.3, 0), tailRoot, radius: height * 0.5, to: 0.07), blend: 0.2)
    fill(body, Paint(skin, accent: marking, pattern: markings, roundness: height * 0.75, gloss: 0.25), with: &brush)
    drawHead(with: &brush)
    let fin = Ellipse(center: Point(0.02, height * 0.25), radii: Point(0.2, 0.09))
      .turned(by: -finAngle, about: Point(0.2, height * 0.2))
    fill(
      fin,
      Paint(
        fins.lighter(by: 0.15), accent: fins.darker(by: 0.3), pattern: .streaks(angle: 0.2, frequency: 5),
        roundness: 0.05), with: &brush)
  }

  private func fill<Region: Shape, Pen: Brush>(_ shape: Region, _ paint: Paint, with brush: inout Pen) {
    brush.fill(shape.turned(by: pitch, about: .zero), paint)
  }

  private func drawFins<Pen: Brush>(with brush: inout Pen) {
    let paint = Paint(
      fins, accent: fins.darker(by: 0.35), pattern: .streaks(angle: 0, frequency: 4), roundness: 0.05, grain: 0.06)
    let root = Point(-length * 0.85, 0)
    let tail = Polygon(
      [
        root, root + Point(-tailSize, -tailSize * 1.05), root + Point(-tailSize + tailFork, 0),
        root + Point(-tailSize, tailSize * 1.05),
      ], rounding: 0.03)
    fill(tail.turned(by: tailSwing, about: root), paint, with: &brush)
    let back = Polygon(
      [
        Point(0.38, -height * 0.78), Point(0.12 - dorsalLean * 0.4, -height - dorsalHeight),
        Point(-0.3 - dorsalLean * 0.4, -height - dorsalHeight * 0.7), Point(-0.4, -height * 0.6),
        Point(0, -height * 0.6),
      ], rounding: 0.03)
    fill(back, paint, with: &brush)
    let belly = Polygon(
      [
        Point(0.1, height * 0.8), Point(-0.15, height + dorsalHeight * 0.8), Point(-0.3, height + dorsalHeight * 0.5),
        Point(-0.3, height * 0.6),
      ], rounding: 0.025)
    fill(belly, paint, with: &brush)
  }

  private func drawHead<Pen: Brush>(with brush: inout Pen) {
    let dark = Paint(skin.darker(by: 0.5), grain: 0, opacity: 0.8)
    let gill = Stroke(
      Point(length * 0.4, -height * 0.6), Point(length * 0.22, -height * 0.2), Point(length * 0.22, height * 0.2),
      Point(length * 0.4, height * 0.55), radius: 0.022, to: 0.015)
    fill(gill, dark, with: &brush)
    let lips = Point(length * 1.02, height * 0.12)
    fill(Capsule(lips, lips + Point(-0.16, 0.05), radius: 0.022), dark, with: &brush)
    let eye = Point(length * 0.68, -height * 0.2)
    fill(Disk(center: eye, radius: 0.1), Paint(Color(0.96, 0.95, 0.88), roundness: 0.05, grain: 0), with: &brush)
    fill(Disk(center: eye + Point(0.015, 0), radius: 0.06), Paint(Color(0.04, 0.04, 0.06), grain: 0), with: &brush)
    fill(Disk(center: eye + Point(0.035, -0.03), radius: 0.02), Paint(Color(1, 1, 1), grain: 0), with: &brush)
  }
}
