/// Sky with clouds, hills, and grass, sand, water, snow or a road in perspective.
struct Landscape: Backdrop {
  let horizon: Float
  let zenith, haze, cloud: Color
  let cloudiness: Float
  let hillHeight, hillRoughness: Float
  let hills: Color
  let ground: Ground
  let shift: Point

  struct Ground: Sendable {
    var near, far: Color
    var accent: Color
    /// The strength of its texture, and how much wider than high its marks are.
    var contrast: Float
    var flatness: Float
  }

  init(_ dials: inout Dials) {
    horizon = dials.next(0.25...0.75)
    let mood = dials.next()
    zenith = Color(
      hue: mood < 0.8 ? dials.next(0.54...0.64) : dials.next(0.0...0.12), saturation: dials.next(0.15...0.7),
      value: dials.next(0.5...0.95))
    haze = mixed(zenith, Color(0.97, 0.93, 0.86), dials.next(0.4...0.9))
    cloud = Color(repeating: dials.next(0.75...1))
    cloudiness = dials.next(-0.8...1.2)
    hillHeight = dials.next(-0.05...0.22)
    hillRoughness = dials.next(20...70)
    hills = mixed(
      Color(hue: dials.next(0.2...0.65), saturation: dials.next(0.1...0.5), value: dials.next(0.25...0.6)), haze,
      dials.next(0.1...0.6))
    shift = Point(dials.next(0...128), dials.next(0...128))
    let kind = dials.kind(of: 5)
    let tint = dials.next(-0.06...0.06)
    let light = dials.next(0.75...1.15)
    ground = Landscape.ground(kind, tint: tint, light: light, sky: haze)
  }

  private static func ground(_ kind: Int, tint: Float, light: Float, sky: Color) -> Ground {
    func color(_ r: Float, _ g: Float, _ b: Float) -> Color { Color(r + tint, g, b - tint) * light }
    switch kind {
    case 0:  // grass
      return Ground(
        near: color(0.25, 0.42, 0.14), far: color(0.5, 0.62, 0.3), accent: color(0.6, 0.7, 0.25), contrast: 0.3,
        flatness: 0.6)
    case 1:  // sand
      return Ground(
        near: color(0.76, 0.63, 0.42), far: color(0.9, 0.8, 0.62), accent: color(0.6, 0.48, 0.3), contrast: 0.16,
        flatness: 2.5)
    case 2:  // water
      return Ground(
        near: color(0.1, 0.3, 0.42), far: mixed(color(0.35, 0.55, 0.65), sky, 0.3),
        accent: mixed(sky, Color(repeating: 1), 0.5), contrast: 0.3, flatness: 6)
    case 3:  // snow
      return Ground(
        near: color(0.82, 0.86, 0.92), far: color(0.93, 0.94, 0.97), accent: color(0.6, 0.68, 0.8), contrast: 0.2,
        flatness: 3)
    default:  // earth and stones
      return Ground(
        near: color(0.36, 0.32, 0.3), far: color(0.55, 0.5, 0.46), accent: color(0.7, 0.65, 0.6), contrast: 0.3,
        flatness: 1.5)
    }
  }

  func color(at point: Point) -> Color {
    let ridge = horizon - hillHeight * (0.5 + 0.3 * Noise.soft.value(at: Point(point.x * hillRoughness, 0) + shift))
    let behind = blend(skyColor, hillColor, at: point, below: ridge)
    return blend({ _ in behind }, groundColor, at: point, below: horizon)
  }

  /// What is above an edge, what is below it, or on the edge a mixture, of which only what shows is worked out.
  private func blend(_ upper: (Point) -> Color, _ lower: (Point) -> Color, at point: Point, below edge: Float) -> Color
  {
    let share = clamped(0.5 + (point.y - edge) * Float(Layer.side))
    return share == 0 ? upper(point) : share == 1 ? lower(point) : mixed(upper(point), lower(point), share)
  }

  private func hillColor(at point: Point) -> Color {
    hills * (1 + 0.14 * Noise.pink.value(at: point * 60 + shift))
  }

  private func skyColor(at point: Point) -> Color {
    let clear = mixed(zenith, haze, clamped(point.y / horizon))
    let noise = Noise.soft.value(at: point * Point(50, 90) + shift)
    let cover = smoothStep(0, 1.4, noise + cloudiness - 0.5)
    let shade = 1 - 0.12 * clamped(Noise.soft.value(at: point * Point(50, 90) + shift + Point(0, 8)))
    return mixed(clear, cloud * shade, cover * 0.9)
  }

  /// The ground in perspective: what lies `depth` away shows its marks 1/`depth` as large.
  private func groundColor(at point: Point) -> Color {
    let below = max(point.y - horizon, 0) / (1 - horizon)
    let depth = 1 / (below + 0.12)
    let marks = Point((point.x - 0.5) * depth * 40, depth * 30 * ground.flatness) + shift
    let texture = Noise.pink.value(at: marks) * ground.contrast * (0.35 + 0.65 * below)
    let plain = mixed(ground.far, ground.near, below.squareRoot())
    return mixed(plain, texture > 0 ? ground.accent : ground.near * 0.5, min(abs(texture), 1))
  }
}
