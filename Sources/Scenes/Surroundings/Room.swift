/// A wall of brick, plaster, paper or wood, often above a table or a floor, sometimes with a picture or a window.
struct Room: Backdrop {
  let wall, floor: Paint
  /// Where the wall ends; above 1 there is no floor.
  let edge: Float
  let frame: Box
  let framed: Bool
  let inside, rim: Color
  let lampSide: Float
  let shift: Point

  init(_ dials: inout Dials) {
    wall = Room.wall(&dials)
    floor = Room.floor(&dials)
    edge = dials.next(0.5...1.15)
    framed = dials.chance(0.4)
    let corner = Point(dials.next(-0.1...0.7), dials.next(-0.1...0.3))
    frame = Box(least: corner, most: corner + Point(dials.next(0.2...0.5), dials.next(0.2...0.5)))
    inside = dials.color(saturation: 0.1...0.7, value: 0.3...0.9)
    rim = dials.color(near: [Color(0.35, 0.25, 0.16), Color(0.9, 0.88, 0.84), Color(0.15, 0.15, 0.15)])
    lampSide = dials.next(-0.5...0.5)
    shift = Point(dials.next(0...128), dials.next(0...128))
  }

  private static func wall(_ dials: inout Dials) -> Paint {
    let color = dials.color(saturation: 0.05...0.5, value: 0.35...0.92)
    let contrast = dials.next(0.1...0.4)
    let accent = color.luminance > 0.5 ? color.darker(by: contrast) : color.lighter(by: contrast)
    let period = dials.next(0.07...0.2)
    switch dials.kind(of: 7) {
    case 0:
      let brick = dials.color(near: [Color(0.6, 0.33, 0.26), Color(0.7, 0.6, 0.5), Color(0.45, 0.4, 0.4)])
      return Paint(
        brick, accent: brick.lighter(by: 0.35), pattern: .bricks(length: period * 2, height: period), grain: 0.12)
    case 1:
      return Paint(
        color, accent: accent, pattern: .stripes(angle: 0, period: period, width: 0.5, waviness: 0), grain: 0.05)
    case 2: return Paint(color, accent: accent, pattern: .spots(period: period, radius: period * 0.25), grain: 0.05)
    case 3: return Paint(color, accent: accent, pattern: .checks(period: period * 1.5), grain: 0.06)
    case 4: return Paint(color, accent: accent, pattern: .streaks(angle: .pi / 2, frequency: 1.5), grain: 0.06)
    default: return Paint(color, grain: dials.next(0.03...0.1), grainFrequency: dials.next(4...12))
    }
  }

  private static func floor(_ dials: inout Dials) -> Paint {
    let wood = dials.color(near: [Color(0.55, 0.36, 0.2), Color(0.72, 0.54, 0.34), Color(0.35, 0.22, 0.14)])
    let cloth = dials.color(saturation: 0.1...0.7, value: 0.4...0.9)
    let period = dials.next(0.1...0.25)
    switch dials.kind(of: 4) {
    case 0: return Paint(cloth, accent: cloth.lighter(by: 0.5), pattern: .checks(period: period))
    case 1: return Paint(cloth, grain: 0.1, grainFrequency: 8)
    default: return Paint(wood, accent: wood.darker(by: 0.4), pattern: .streaks(angle: 0, frequency: 1.2), grain: 0.06)
    }
  }

  func color(at point: Point) -> Color {
    let light = 1 + lampSide * (point.x - 0.5) - 0.15 * point.y
    let pixel = 1 / Float(Layer.side)
    let place = point + shift / 128
    let below = clamped(0.5 + (point.y - edge) / pixel)
    var color = below < 1 ? pictureColor(at: point, on: wall.color(at: place, pixel: pixel)) : .zero
    if below > 0 {
      let shade = 1 - 0.5 * smoothStep(0.03, 0, point.y - edge)
      color = mixed(color, floor.color(at: place, pixel: pixel) * shade, below)
    }
    return color * light
  }

  /// The framed picture, or the wall around it.
  private func pictureColor(at point: Point, on wall: Color) -> Color {
    guard framed else { return wall }
    let depth = Rectangle(center: frame.center, half: frame.size / 2).distance(to: point) * -Float(Layer.side)
    guard depth > -0.5 else { return wall }
    let scene = mixed(inside, inside.lighter(by: 0.5), clamped(0.5 + 0.4 * Noise.soft.value(at: point * 60 + shift)))
    return mixed(mixed(wall, rim, clamped(0.5 + depth)), scene, clamped(depth - 2))
  }
}
