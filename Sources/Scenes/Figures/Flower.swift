import Foundation

/// A stem with leaves.
struct Stem: Sendable {
  /// How far the foot is to the side of the head, and how much the stem bows.
  let lean, bow: Float
  let length: Float
  let leafHeight, leafLength, leafAngle: Float
  let bothSides: Bool
  let green: Color

  init(_ dials: inout Dials) {
    lean = dials.next(-0.3...0.3)
    bow = dials.next(-0.25...0.25)
    length = dials.next(0.9...1.25)
    leafHeight = dials.next(0.45...0.75)
    leafLength = dials.next(0.25...0.42)
    leafAngle = dials.next(0.3...0.9)
    bothSides = dials.chance(0.6)
    green = Color(hue: dials.next(0.24...0.38), saturation: dials.next(0.4...0.75), value: dials.next(0.35...0.65))
  }

  /// Draws it below a flower's head, which is at the origin.
  func draw<Pen: Brush>(with brush: inout Pen) {
    let foot = Point(lean, length)
    let stem = Stroke(.zero, Point(bow, length * 0.35), Point(lean - bow, length * 0.7), foot, radius: 0.045, to: 0.055)
    brush.fill(stem, Paint(green, roundness: 0.05))
    drawLeaf(side: 1, height: leafHeight, with: &brush)
    if bothSides { drawLeaf(side: -1, height: leafHeight + 0.12, with: &brush) }
  }

  private func drawLeaf<Pen: Brush>(side: Float, height: Float, with brush: inout Pen) {
    let root = Point(lean * height + bow * 0.1, length * height)
    let leaf = Ellipse(center: root + Point(side * leafLength, 0), radii: Point(leafLength, leafLength * 0.32))
      .turned(by: -side * leafAngle, about: root)
    let vein = Capsule(root, root + Point(side * leafLength * 1.8, 0), radius: 0.014)
      .turned(by: -side * leafAngle, about: root)
    brush.fill(leaf, Paint(green.lighter(by: 0.06), accent: green.darker(by: 0.2), roundness: 0.12))
    brush.fill(vein, Paint(green.lighter(by: 0.3), grain: 0, opacity: 0.7))
  }
}

/// Petals around a disk.
struct Daisy: Figure {
  let stem: Stem
  let petals: Int
  let petalLength, petalWidth: Float
  let turn: Float
  /// How far the head faces away from the viewer: its height over its width.
  let facing, tilt: Float
  let heart: Float
  let color, tip, middle: Color

  init(_ dials: inout Dials) {
    stem = Stem(&dials)
    petals = 5 + dials.kind(of: 8)
    petalLength = dials.next(0.34...0.46)
    petalWidth = dials.next(0.75...1.1)
    turn = dials.next(0...6.28)
    facing = dials.next(0.62...1)
    tilt = dials.next(-0.4...0.4)
    heart = dials.next(0.15...0.23)
    color =
      dials.chance(0.25)
      ? dials.color(near: [Color(0.96, 0.95, 0.92)])
      : dials.color(hue: 0.58...1.17, saturation: 0.45...0.9, value: 0.75...1)
    tip = dials.chance(0.5) ? color.lighter(by: 0.45) : color.darker(by: 0.3)
    middle = dials.color(near: [
      Color(0.98, 0.78, 0.15), Color(0.45, 0.28, 0.12), Color(0.9, 0.55, 0.15), Color(0.85, 0.85, 0.3),
    ])
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    stem.draw(with: &brush)
    for index in 0..<petals {
      drawPetal(index, of: petals, turn: turn + .pi / Float(petals), shade: 0.22, with: &brush)
    }
    for index in 0..<petals { drawPetal(index, of: petals, turn: turn, shade: 0, with: &brush) }
    let disk = Disk(center: .zero, radius: heart).turned(by: tilt, about: .zero, stretched: Point(1, facing))
    brush.fill(
      disk.rough(0.008, frequency: 6),
      Paint(middle, accent: middle.darker(by: 0.4), pattern: .spots(period: 0.1, radius: 0.03), roundness: heart * 0.9))
  }

  private func drawPetal<Pen: Brush>(_ index: Int, of count: Int, turn: Float, shade: Float, with brush: inout Pen) {
    let angle = turn + Float(index) * 2 * .pi / Float(count)
    let radius = heart * 0.6 + petalLength * 0.55
    let half = petalLength * 0.62
    let across = min(half * 0.85, 2.2 / Float(count) * petalWidth * radius)
    let petal = Ellipse(center: Point(radius, 0), radii: Point(half, across))
      .turned(by: angle, about: .zero)
      .turned(by: tilt, about: .zero, stretched: Point(1, facing))
    let direction = Point(angle: angle)
    let paint = Paint(
      color.darker(by: shade), accent: tip.darker(by: shade),
      pattern: .gradient(angle: atan2(direction.y * facing, direction.x) + tilt, start: heart, length: petalLength),
      roundness: 0.1)
    brush.fill(petal, paint)
  }
}

/// A cup of pointed petals.
struct Tulip: Figure {
  let stem: Stem
  let width, height: Float
  /// How far the outer petals lean outwards.
  let opening: Float
  let tilt: Float
  let color, flame: Color

  init(_ dials: inout Dials) {
    stem = Stem(&dials)
    width = dials.next(0.3...0.4)
    height = dials.next(0.5...0.65)
    opening = dials.next(0.1...0.45)
    tilt = dials.next(-0.25...0.25)
    color = dials.color(hue: 0.7...1.17, saturation: 0.5...0.9, value: 0.7...1)
    flame = dials.color(near: [Color(0.98, 0.9, 0.5), Color(0.98, 0.95, 0.95), color.darker(by: 0.35)])
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    stem.draw(with: &brush)
    for side: Float in [-1, 1] { drawPetal(side * 0.5, lean: side * opening * 0.5, shade: 0.3, with: &brush) }
    for side: Float in [-1, 1] { drawPetal(side, lean: side * opening, shade: 0.12, with: &brush) }
    drawPetal(0, lean: 0, shade: 0, with: &brush)
  }

  private func drawPetal<Pen: Brush>(_ side: Float, lean: Float, shade: Float, with brush: inout Pen) {
    // What two disks side by side share is pointed above and below.
    let middle = Point(side * width * 0.5, -height * 0.45)
    let reach = (height * height * 0.36 + width * width * 0.25) / width
    let inwards = Point(reach - width * 0.5, 0)
    let pointed = Disk(center: middle + inwards, radius: reach).within(Disk(center: middle - inwards, radius: reach))
    let paint = Paint(
      color.darker(by: shade), accent: flame.darker(by: shade),
      pattern: .gradient(angle: -.pi / 2, start: height * 0.5, length: height * 0.55), roundness: 0.16, gloss: 0.1)
    brush.fill(pointed.turned(by: lean, about: .zero).turned(by: tilt, about: .zero), paint)
  }
}
