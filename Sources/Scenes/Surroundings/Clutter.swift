/// Things that stand about and are of none of the ten classes: balls, stones, crates, posts, cones, books, cushions.
struct Clutter: Sendable {
  let things: [Thing]

  struct Thing: Sendable {
    let kind: Int
    let place: Point
    /// Pixels a unit, the thing being two units large.
    let scale: Float
    let angle: Float
    let proportion: Float
    let first, second: Color
    let pattern: Pattern
  }

  init(_ dials: Dials) {
    var dials = dials
    let count = max(dials.kind(of: 7) - 2, 0)
    things = (0..<count).map { _ in Thing(&dials) }
  }

  func draw(on layer: Layer, light: Light) -> Layer {
    var brush = PaintingBrush(frame: .picture, light: light)
    brush.layer = layer
    for thing in things.sorted(by: { $0.place.y < $1.place.y }) {
      brush.frame = Frame(origin: thing.place, scale: thing.scale, angle: thing.angle)
      thing.draw(with: &brush)
    }
    return brush.layer
  }
}

extension Clutter.Thing {
  init(_ dials: inout Dials) {
    kind = dials.kind(of: 7)
    place = Point(dials.next(0...64), dials.next(16...60))
    scale = dials.next(3.5...11)
    angle = dials.next(-0.25...0.25)
    proportion = dials.next(0.6...1)
    first = dials.color(saturation: 0.1...0.85, value: 0.3...0.95)
    second = dials.color(saturation: 0.1...0.85, value: 0.2...0.95)
    let period = dials.next(0.4...0.8)
    switch dials.kind(of: 4) {
    case 0: pattern = .stripes(angle: dials.next(0...3), period: period, width: 0.5, waviness: 0)
    case 1: pattern = .spots(period: period, radius: period * 0.25)
    case 2: pattern = .checks(period: period)
    default: pattern = .plain
    }
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    let patterned = Paint(first, accent: second, pattern: pattern, roundness: 0.5, gloss: 0.2)
    let gray = mixed(first, Color(repeating: 0.5), 0.75)
    switch kind {
    case 0: brush.fill(Disk(center: .zero, radius: proportion), patterned)
    case 1:
      let stone = Ellipse(center: .zero, radii: Point(1, proportion * 0.7)).rough(0.1, frequency: 0.7)
      brush.fill(stone, Paint(gray, roundness: 0.6, grain: 0.15, grainFrequency: 1))
    case 2: drawCrate(with: &brush)
    case 3:
      let post = Rectangle(center: Point(0, -1), half: Point(0.22, 2.2), rounding: 0.1)
      brush.fill(
        post, Paint(gray, accent: gray.darker(by: 0.4), pattern: .streaks(angle: .pi / 2, frequency: 1), roundness: 0.2)
      )
    case 4:
      let cone = Polygon([Point(-0.6, 0.8), Point(-0.1, -1), Point(0.1, -1), Point(0.6, 0.8)], rounding: 0.05)
      brush.fill(
        cone,
        Paint(
          first, accent: second, pattern: .stripes(angle: .pi / 2, period: 0.9, width: 0.45, waviness: 0),
          roundness: 0.4))
      brush.fill(Rectangle(center: Point(0, 0.9), half: Point(0.9, 0.12), rounding: 0.05), Paint(first.darker(by: 0.3)))
    case 5: drawBooks(with: &brush)
    default: brush.fill(Rectangle(center: .zero, half: Point(1, proportion * 0.8), rounding: 0.45), patterned)
    }
  }

  private func drawCrate<Pen: Brush>(with brush: inout Pen) {
    let wood = mixed(first, Color(0.6, 0.45, 0.28), 0.8)
    let planks = Pattern.stripes(angle: .pi / 2, period: 0.5, width: 0.14, waviness: 0)
    brush.fill(
      Rectangle(center: .zero, half: Point(1, proportion)),
      Paint(wood, accent: wood.darker(by: 0.5), pattern: planks, grain: 0.1))
    for side: Float in [-0.88, 0.88] {
      brush.fill(Rectangle(center: Point(side, 0), half: Point(0.13, proportion)), Paint(wood.darker(by: 0.15)))
    }
    brush.fill(
      Capsule(Point(-0.85, proportion * 0.85), Point(0.85, -proportion * 0.85), radius: 0.11),
      Paint(wood.darker(by: 0.2)))
  }

  private func drawBooks<Pen: Brush>(with brush: inout Pen) {
    let colors = [first, second, gray(first), second.darker(by: 0.4)]
    for (index, color) in colors.enumerated() {
      let shift = Float(index % 2) * 0.15 - 0.07
      let book = Rectangle(center: Point(shift, 0.7 - 0.36 * Float(index)), half: Point(0.9, 0.17), rounding: 0.05)
      brush.fill(
        book,
        Paint(color, accent: color.lighter(by: 0.5), pattern: .stripes(angle: 0, period: 1.2, width: 0.1, waviness: 0)))
    }
  }

  private func gray(_ color: Color) -> Color { mixed(color, Color(repeating: 0.6), 0.5) }
}
