/// Water seen from below: darker with depth, rays from above, a murky bottom.
struct Depths: Backdrop {
  let above, below, bottom: Color
  let floor, rays, slant: Float
  let shift: Point

  init(_ dials: inout Dials) {
    let hue = dials.next(0.42...0.62)
    above = Color(hue: hue, saturation: dials.next(0.3...0.7), value: dials.next(0.65...0.95))
    below = Color(hue: hue + 0.05, saturation: dials.next(0.5...0.9), value: dials.next(0.2...0.5))
    bottom = mixed(below, Color(0.75, 0.65, 0.45), dials.next(0.2...0.7))
    floor = dials.next(0.65...1.1)
    rays = dials.next(0...0.3)
    slant = dials.next(-0.6...0.6)
    shift = Point(dials.next(0...128), dials.next(0...128))
  }

  func color(at point: Point) -> Color {
    let sand = floor + 0.05 * Noise.soft.value(at: Point(point.x * 40, 0) + shift)
    let sunk = clamped(0.5 + (point.y - sand) * Float(Layer.side))
    let ground = bottom * (1 + 0.2 * Noise.pink.value(at: point * Point(60, 120) + shift))
    let water = mixed(above, below, smoothStep(0, 1, point.y))
    let ray = Noise.soft.value(at: Point((point.x + slant * point.y) * 90, point.y * 4) + shift)
    let murk = Noise.pink.value(at: point * 50 + shift)
    return mixed(water * (1 + rays * ray * (1 - point.y) + 0.06 * murk), ground, sunk)
  }
}
