/// A hull, a mast, a mainsail and a jib.
struct Sailboat: Figure {
  let hullLength, hullDepth, sheer: Float
  let mastHeight, mastPlace: Float
  let mainWidth, jibWidth: Float
  /// How far the wind fills the sails, and how far the boat heels.
  let billow, heel: Float
  let hull, stripe, sail, ornament: Color
  let sewing: Pattern
  let cabin: Bool
  let stands = false

  init(_ dials: inout Dials) {
    hullLength = dials.next(0.7...0.95)
    hullDepth = dials.next(0.24...0.36)
    sheer = dials.next(0.02...0.1)
    mastHeight = dials.next(1.25...1.65)
    mastPlace = dials.next(-0.05...0.2)
    mainWidth = dials.next(0.55...0.8)
    jibWidth = dials.next(0.35...0.6)
    billow = dials.next(0.04...0.2)
    heel = dials.next(-0.22...0.22)
    hull = dials.color(saturation: 0.2...0.9, value: 0.25...0.9)
    stripe = dials.color(near: [Color(0.95, 0.95, 0.95), Color(0.75, 0.2, 0.18), Color(0.15, 0.2, 0.4)])
    sail =
      dials.chance(0.65)
      ? dials.color(near: [Color(0.96, 0.95, 0.9), Color(0.88, 0.84, 0.75)])
      : dials.color(saturation: 0.4...0.85, value: 0.65...0.95)
    ornament = dials.color(saturation: 0.5...0.9, value: 0.4...0.85)
    sewing =
      dials.chance(0.35)
      ? .stripes(angle: .pi / 2, period: dials.next(0.3...0.5), width: 0.45, waviness: 0)
      : .stripes(angle: 1.4, period: dials.next(0.24...0.34), width: 0.07, waviness: 0)
    cabin = dials.chance(0.5)
  }

  private var foot: Point { Point(mastPlace, 0) }
  private var top: Point { Point(mastPlace, -mastHeight) }

  func draw<Pen: Brush>(with brush: inout Pen) {
    let wood = Paint(Color(0.45, 0.32, 0.2), roundness: 0.03)
    if cabin { drawCabin(with: &brush) }
    fill(Capsule(foot, top + Point(0, -0.08), radius: 0.032, to: 0.022), wood, with: &brush)
    drawJib(with: &brush)
    drawMain(with: &brush)
    let boom = foot + Point(0, -0.14)
    fill(Capsule(boom, boom + Point(-mainWidth, 0.02), radius: 0.026), wood, with: &brush)
    drawFlag(with: &brush)
    drawHull(with: &brush)
  }

  private func fill<Region: Shape, Pen: Brush>(_ shape: Region, _ paint: Paint, with brush: inout Pen) {
    brush.fill(shape.turned(by: heel, about: .zero), paint)
  }

  private func drawCabin<Pen: Brush>(with brush: inout Pen) {
    let house = Rectangle(center: Point(-0.15, -0.06), half: Point(0.3, 0.12), rounding: 0.04)
    fill(house, Paint(Color(0.9, 0.88, 0.84), roundness: 0.06), with: &brush)
    for x: Float in [-0.3, -0.12] {
      fill(Disk(center: Point(x, -0.08), radius: 0.045), Paint(Color(0.2, 0.25, 0.35), grain: 0), with: &brush)
    }
  }

  private var cloth: Paint {
    Paint(
      sail, accent: mixed(sail.darker(by: 0.25), ornament, sewingIsBold ? 1 : 0), pattern: sewing, roundness: 0.1,
      grain: 0.03)
  }

  private var sewingIsBold: Bool {
    if case .stripes(_, _, let width, _) = sewing { return width > 0.2 }
    return false
  }

  private func drawMain<Pen: Brush>(with brush: inout Pen) {
    let tack = foot + Point(-0.04, -0.18)
    let clew = tack + Point(-mainWidth, 0.04)
    let head = top + Point(-0.03, 0.04)
    let leech = Stroke.curve(head, mixed(head, clew, 0.5) + Point(-billow * 1.1, -billow * 0.5), clew)
    fill(Polygon([tack] + [head] + leech + [clew], rounding: 0.01), cloth, with: &brush)
  }

  private func drawJib<Pen: Brush>(with brush: inout Pen) {
    let head = mixed(top, foot, 0.12) + Point(0.04, 0)
    let tack = foot + Point(jibWidth, -0.1)
    let clew = foot + Point(0.07, -0.16)
    let luff = Stroke.curve(head, mixed(head, tack, 0.5) + Point(billow * 0.9, 0), tack)
    fill(Polygon([head] + luff + [tack, clew], rounding: 0.01), cloth, with: &brush)
  }

  private func drawFlag<Pen: Brush>(with brush: inout Pen) {
    let pole = top + Point(0, -0.08)
    let flag = Polygon([pole, pole + Point(-0.24, 0.06), pole + Point(0, 0.13)])
    fill(flag, Paint(ornament, grain: 0), with: &brush)
  }

  private func drawHull<Pen: Brush>(with brush: inout Pen) {
    let bow = Point(hullLength, -sheer - 0.06)
    let stern = Point(-hullLength * 0.85, -sheer)
    let outline = Polygon(
      [stern, Point(0, 0.02), bow, Point(hullLength * 0.62, hullDepth), Point(-hullLength * 0.68, hullDepth)],
      rounding: 0.03)
    let waterline = Pattern.gradient(angle: .pi / 2 + heel, start: hullDepth * 0.58, length: 0.04)
    fill(outline, Paint(hull, accent: stripe, pattern: waterline, roundness: 0.16, gloss: 0.2), with: &brush)
    fill(Capsule(stern, Point(0, 0.03), radius: 0.025), Paint(hull.lighter(by: 0.4)), with: &brush)
    fill(Capsule(Point(0, 0.03), bow, radius: 0.025), Paint(hull.lighter(by: 0.4)), with: &brush)
  }
}

extension Stroke {
  /// Points between two ends of a curve that is drawn towards a third.
  static func curve(_ start: Point, _ control: Point, _ end: Point) -> [Point] {
    (1..<6).map { index in
      let t = Float(index) / 6
      return start * ((1 - t) * (1 - t)) + control * (2 * t * (1 - t)) + end * (t * t)
    }
  }
}
