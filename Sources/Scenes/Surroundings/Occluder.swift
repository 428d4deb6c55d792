/// What stands before the object at times: grass, a branch, bars, a stone.
struct Occluder: Sendable {
  enum Kind: Sendable { case grass, branch, bars, stone }

  /// Nothing, in most pictures.
  let kind: Kind?
  let color, accent: Color
  /// How much of the picture it takes, 0…1, before it is made smaller to leave enough of the object.
  let size: Float
  let place: Float
  let angle: Float
  let numbers: [Float]

  init(_ dials: Dials) {
    var dials = dials
    let present = dials.chance(0.34)
    let kinds: [Kind] = [.grass, .branch, .bars, .stone]
    let choice = kinds[dials.kind(of: 4)]
    kind = present ? choice : nil
    size = dials.next(0.4...1)
    place = dials.next()
    angle = dials.next(-0.35...0.35)
    let plant = choice == .grass || choice == .branch
    color =
      plant
      ? Color(hue: dials.next(0.2...0.36), saturation: dials.next(0.4...0.7), value: dials.next(0.25...0.6))
      : dials.color(saturation: 0.05...0.5, value: 0.2...0.8)
    accent = color.luminance > 0.4 ? color.darker(by: 0.4) : color.lighter(by: 0.3)
    numbers = (0..<48).map { _ in dials.next() }
  }

  /// Its own layer, at a share of its full size.
  func layer(extent: Float, light: Light) -> Layer {
    var brush = PaintingBrush(frame: .picture, light: light)
    switch kind {
    case .grass: drawGrass(extent * size, with: &brush)
    case .branch: drawBranch(extent * size, with: &brush)
    case .bars: drawBars(extent * size, with: &brush)
    case .stone: drawStone(extent * size, with: &brush)
    case nil: break
    }
    return brush.layer
  }

  private func drawGrass<Pen: Brush>(_ extent: Float, with brush: inout Pen) {
    let first = place * 40 - 10
    for index in 0..<12 {
      let (height, lean, shade) = (numbers[index], numbers[index + 12] - 0.5, numbers[index + 24])
      let foot = Point(first + Float(index) * 3.6 + numbers[index + 36] * 3, 66)
      let tip = foot + Point(lean * 16, -(8 + 24 * height) * extent)
      let blade = Stroke(
        foot, mixed(foot, tip, 0.3) + Point(-lean * 3, 0), mixed(foot, tip, 0.7) + Point(-lean * 3, 0), tip,
        radius: 1.3, to: 0.3,
        segments: 4)
      brush.fill(blade, Paint(mixed(color.darker(by: 0.25), color.lighter(by: 0.25), shade), roundness: 1, grain: 0))
    }
  }

  private func drawBranch<Pen: Brush>(_ extent: Float, with brush: inout Pen) {
    let fromLeft = place < 0.5
    let start = Point(fromLeft ? -2 : 66, 4 + numbers[0] * 40)
    let reach = (20 + 40 * extent) * (fromLeft ? 1 : -1)
    let end = start + Point(reach, reach * angle * (fromLeft ? 1 : -1))
    let twig = Capsule(start, end, radius: 1.5, to: 0.7)
    brush.fill(twig, Paint(Color(0.32, 0.23, 0.16), roundness: 1.2, grain: 0.1, grainFrequency: 0.1))
    for index in 0..<9 {
      let root = mixed(start, end, (Float(index) + 0.5 + numbers[index + 1]) / 10)
      let direction = (numbers[index + 12] - 0.5) * 5
      let length = (2.2 + 1.8 * numbers[index + 24]) * (0.5 + 0.5 * extent)
      let leaf = Ellipse(center: root + Point(length, 0), radii: Point(length, length * 0.5)).turned(
        by: direction, about: root)
      brush.fill(leaf, Paint(mixed(color, accent, numbers[index + 36] * 0.6), roundness: 1.2, grain: 0))
    }
  }

  private func drawBars<Pen: Brush>(_ extent: Float, with brush: inout Pen) {
    let gap = 15 + 12 * numbers[0]
    let half = 0.9 + 1.5 * extent
    let upright = numbers[1] < 0.6
    let paint = Paint(
      color, accent: accent, pattern: .streaks(angle: upright ? .pi / 2 : 0, frequency: 0.08), roundness: half, grain: 0
    )
    for index in 0..<6 {
      let offset = place * gap + Float(index) * gap - 16
      let from = upright ? Point(offset, -8) : Point(-8, offset)
      let to = upright ? Point(offset, 72) : Point(72, offset)
      brush.fill(Capsule(from, to, radius: half).turned(by: angle * 0.3, about: Point(32, 32)), paint)
    }
  }

  private func drawStone<Pen: Brush>(_ extent: Float, with brush: inout Pen) {
    let radius = 7 + 9 * extent
    let center = Point(place * 64, 64 - numbers[0] * 4)
    let stone = Ellipse(center: center, radii: Point(radius * 1.3, radius)).rough(0.8, frequency: 0.06)
    brush.fill(
      stone, Paint(mixed(color, Color(repeating: 0.5), 0.5), roundness: radius * 0.7, grain: 0.14, grainFrequency: 0.12)
    )
  }
}
