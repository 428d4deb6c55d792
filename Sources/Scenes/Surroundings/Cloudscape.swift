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
