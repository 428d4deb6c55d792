import Foundation

/// Disks over disks, many small and few large: what a heap of leaves, stones or out-of-focus lights looks like.
///
/// With radii spread as 1/r³ it has the statistics of natural pictures at every scale (the dead leaves model of
/// Matheron; Lee, Mumford and Huang 2001).
struct DeadLeaves: Backdrop {
  let disks: [Disk]
  let colors: [Color]
  let behind: Color
  let grain: Float

  init(_ dials: inout Dials) {
    let hue = dials.next()
    let spread = dials.next(0.05...0.5)
    let saturation = dials.next(0.15...0.6)
    let brightness = dials.next(0.3...0.8)
    behind = Color(hue: hue, saturation: saturation, value: brightness * 0.7)
    grain = dials.next(0.03...0.15)
    var disks: [Disk] = []
    var colors: [Color] = []
    for _ in 0..<36 {
      // The inverse of the cumulative 1 − (least/r)² between a least and a largest radius.
      let radius = 0.05 / max(1 - dials.next() * 0.97, 0.03).squareRoot()
      disks.append(Disk(center: Point(dials.next(-0.1...1.1), dials.next(-0.1...1.1)), radius: radius))
      let shade = dials.next(-1...1)
      colors.append(
        Color(
          hue: hue + 1 + spread * shade * 0.5, saturation: saturation,
          value: clamped(brightness * (1 + 0.5 * dials.next(-1...1)))))
    }
    self.disks = disks
    self.colors = colors
  }

  func color(at point: Point) -> Color {
    let pixel = 1 / Float(Layer.side)
    var color = behind
    for index in disks.indices {
      let cover = clamped(0.5 - disks[index].distance(to: point) / pixel)
      if cover > 0 { color = mixed(color, colors[index], cover) }
    }
    return color * (1 + grain * Noise.pink.value(at: point * 64))
  }
}

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

/// Nothing but noise in three colours, as rough or as soft as moss, fog or marble.
struct Cloudscape: Backdrop {
  let first, second, third: Color
  let roughness, zoom: Float
  let stretch: Point
  let shift: Point

  init(_ dials: inout Dials) {
    first = dials.color(saturation: 0.1...0.7, value: 0.25...0.9)
    second = dials.color(saturation: 0.1...0.7, value: 0.25...0.9)
    third = mixed(first, Color(repeating: dials.next()), 0.5)
    roughness = dials.next(0.1...0.6)
    zoom = dials.next(30...90)
    stretch = Point(dials.next(0.5...1.6), dials.next(0.5...1.6))
    shift = Point(dials.next(0...128), dials.next(0...128))
  }

  func color(at point: Point) -> Color {
    let place = point * zoom * stretch + shift
    let soft = Noise.soft.value(at: place)
    let pink = Noise.pink.value(at: place * 1.5 + Point(40, 90))
    let blend = clamped(0.5 + 0.35 * mixed(soft, pink, roughness))
    let other = clamped(0.3 + 0.3 * Noise.soft.value(at: place * 0.7 + Point(70, 20)))
    return mixed(mixed(first, second, blend), third, other) * (1 + 0.12 * roughness * pink)
  }
}
