import Foundation

/// A gable front, and a side with its roof, in an oblique view.
struct House: Figure {
  let frontWidth, wallHeight, roofHeight: Float
  /// How long the side looks, and how far it recedes upwards.
  let sideLength, recession: Float
  let overhang: Float
  let wall, trim, roof, door: Color
  let siding: Pattern
  let windowSize: Float
  let chimney, chimneyHeight: Float
  let lamps: Bool

  init(_ dials: inout Dials) {
    frontWidth = dials.next(0.7...1.0)
    wallHeight = dials.next(0.6...0.85)
    roofHeight = dials.next(0.4...0.7)
    sideLength = dials.next(0.35...1.0)
    recession = dials.next(0.05...0.22)
    overhang = dials.next(0.05...0.11)
    wall = dials.color(near: [
      Color(0.9, 0.86, 0.76), Color(0.72, 0.36, 0.28), Color(0.85, 0.75, 0.5), Color(0.6, 0.68, 0.74),
      Color(0.8, 0.6, 0.5),
      Color(0.55, 0.42, 0.3), Color(0.93, 0.93, 0.92),
    ])
    trim = dials.color(near: [Color(0.97, 0.96, 0.93), Color(0.3, 0.22, 0.18)])
    roof = dials.color(near: [
      Color(0.66, 0.27, 0.2), Color(0.36, 0.36, 0.4), Color(0.45, 0.3, 0.22), Color(0.25, 0.35, 0.4),
    ])
    door = dials.color(saturation: 0.4...0.8, value: 0.3...0.65)
    switch dials.kind(of: 3) {
    case 0: siding = .bricks(length: 0.24, height: 0.12)
    case 1: siding = .stripes(angle: .pi / 2, period: 0.13, width: 0.22, waviness: 0)
    default: siding = .plain
    }
    windowSize = dials.next(0.1...0.14)
    chimney = dials.next(0.25...0.75)
    chimneyHeight = dials.next(0.15...0.3)
    lamps = dials.chance(0.3)
  }

  private var half: Float { frontWidth / 2 }
  private var receding: Point { Point(sideLength, -recession * sideLength) }
  private var ridge: Point { Point(0, -wallHeight - roofHeight) }

  func draw<Pen: Brush>(with brush: inout Pen) {
    drawChimney(with: &brush)
    drawSide(with: &brush)
    drawFront(with: &brush)
    drawRoof(with: &brush)
    drawDoor(with: &brush)
  }

  private func drawChimney<Pen: Brush>(with brush: inout Pen) {
    let foot = ridge + receding * chimney
    let stack = Rectangle(
      center: foot + Point(0, -chimneyHeight / 2 + 0.08), half: Point(0.085, chimneyHeight / 2 + 0.1))
    let brick = Color(0.58, 0.3, 0.24)
    brush.fill(stack, Paint(brick, accent: brick.lighter(by: 0.4), pattern: .bricks(length: 0.14, height: 0.08)))
    let cap = Rectangle(center: foot + Point(0, -chimneyHeight - 0.02), half: Point(0.11, 0.03))
    brush.fill(cap, Paint(brick.darker(by: 0.4)))
  }

  private func drawSide<Pen: Brush>(with brush: inout Pen) {
    let near = Point(half, 0)
    let eaves = Point(half, -wallHeight)
    let color = wall.darker(by: 0.28)
    let side = Polygon([near, near + receding, eaves + receding, eaves])
    brush.fill(side, Paint(color, accent: color.darker(by: 0.3), pattern: siding))
    guard sideLength > 0.5 else { return }
    for share: Float in [0.3, 0.72] {
      drawWindow(center: near + receding * share + Point(0, -wallHeight * 0.55), width: 0.8, with: &brush)
    }
  }

  private func drawFront<Pen: Brush>(with brush: inout Pen) {
    let front = Polygon([
      Point(-half, 0), Point(half, 0), Point(half, -wallHeight), ridge, Point(-half, -wallHeight),
    ])
    brush.fill(front, Paint(wall, accent: wall.darker(by: 0.3), pattern: siding))
    drawWindow(center: Point(0, -wallHeight - roofHeight * 0.3), width: 0.9, with: &brush)
    drawWindow(center: Point(-half * 0.52, -wallHeight * 0.58), width: 1, with: &brush)
  }

  private func drawRoof<Pen: Brush>(with brush: inout Pen) {
    let eaves = Point(half, -wallHeight)
    let slope = (eaves - ridge) / (eaves - ridge).length
    let lower = eaves + slope * overhang * 1.5
    let beyond = receding * (1 + overhang)
    let tiles = Polygon([ridge - receding * 0.06, ridge + beyond, lower + beyond, lower - receding * 0.06])
    let rows = Pattern.stripes(angle: atan2(slope.y, slope.x), period: 0.13, width: 0.25, waviness: 0)
    brush.fill(tiles, Paint(roof, accent: roof.darker(by: 0.35), pattern: rows, grain: 0.1))
    let left = Point(-lower.x, lower.y)
    for end in [left, lower] {
      brush.fill(Capsule(ridge, end, radius: 0.05), Paint(roof.darker(by: 0.25)))
      brush.fill(Capsule(ridge + Point(0, 0.07), end + Point(0, 0.07), radius: 0.025), Paint(trim))
    }
  }

  private func drawDoor<Pen: Brush>(with brush: inout Pen) {
    let middle = Point(half * 0.4, -wallHeight * 0.31)
    let size = Point(0.12, wallHeight * 0.31)
    brush.fill(Rectangle(center: middle, half: size + Point(0.03, 0.015)), Paint(trim))
    brush.fill(Rectangle(center: middle, half: size), Paint(door, roundness: 0.03))
    brush.fill(Disk(center: middle + Point(0.07, 0.02), radius: 0.022), Paint(Color(0.95, 0.85, 0.4), grain: 0))
  }

  private func drawWindow<Pen: Brush>(center: Point, width: Float, with brush: inout Pen) {
    let half = Point(windowSize * width, windowSize * 1.15)
    let glass = lamps ? Color(1, 0.86, 0.45) : Color(0.32, 0.44, 0.56)
    brush.fill(Rectangle(center: center, half: half + 0.03), Paint(trim))
    brush.fill(
      Rectangle(center: center, half: half),
      Paint(
        glass, accent: glass.lighter(by: 0.35),
        pattern: .gradient(angle: 0.9, start: center.dot(Point(angle: 0.9)), length: 0.2)))
    brush.fill(Rectangle(center: center, half: Point(0.014, half.y)), Paint(trim))
    brush.fill(Rectangle(center: center, half: Point(half.x, 0.014)), Paint(trim))
  }
}
