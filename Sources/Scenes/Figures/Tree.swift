import Foundation

/// A trunk that forks below a crown of leaves.
struct LeafyTree: Figure {
  let trunkHeight, trunkWidth, trunkLean: Float
  let crownWidth, crownHeight: Float
  /// How lumpy the crown is: the size and the spread of its clumps.
  let clump, spread, turn: Float
  let bark, leaves, sunlit: Color
  let fruit: Bool

  init(_ dials: inout Dials) {
    trunkHeight = dials.next(0.6...0.95)
    trunkWidth = dials.next(0.1...0.16)
    trunkLean = dials.next(-0.15...0.15)
    crownWidth = dials.next(0.5...0.85)
    crownHeight = dials.next(0.45...0.75)
    clump = dials.next(0.26...0.36)
    spread = dials.next(0.6...0.8)
    turn = dials.next(0...6.28)
    bark = dials.color(near: [Color(0.4, 0.28, 0.19), Color(0.48, 0.42, 0.36), Color(0.3, 0.22, 0.18)])
    let autumn = dials.chance(0.2)
    let hue = autumn ? dials.next(0.02...0.13) : dials.next(0.2...0.36)
    leaves = Color(hue: hue, saturation: dials.next(0.45...0.8), value: dials.next(0.3...0.6))
    sunlit = leaves.lighter(by: 0.3) + Color(0.08, 0.08, -0.05)
    fruit = dials.chance(0.15)
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    let fork = Point(trunkLean, 0)
    let foot = Point(0, trunkHeight)
    let wood = Paint(
      bark, accent: bark.darker(by: 0.45), pattern: .streaks(angle: .pi / 2, frequency: 3), roundness: trunkWidth)
    for side: Float in [-1, 1] {
      let tip = fork + Point(side * crownWidth * 0.5, -crownHeight * 0.55)
      brush.fill(Capsule(fork + Point(0, 0.15), tip, radius: trunkWidth * 0.6, to: 0.03), wood)
    }
    let flare = Polygon([
      foot + Point(-trunkWidth * 1.9, 0.02), fork + Point(-trunkWidth * 0.8, 0), fork + Point(trunkWidth * 0.8, 0),
      foot + Point(trunkWidth * 1.9, 0.02), foot + Point(0, -0.06),
    ])
    brush.fill(Capsule(foot, fork + Point(0, -0.2), radius: trunkWidth, to: trunkWidth * 0.75), wood)
    brush.fill(flare, wood)
    drawCrown(center: fork + Point(0, -crownHeight * 0.85), with: &brush)
  }

  private func drawCrown<Pen: Brush>(center: Point, with brush: inout Pen) {
    func clumps(_ scale: Float, shift: Point, count: Int) -> Cluster {
      let extent = Point(crownWidth, crownHeight) * spread * scale
      let ring = (0..<count).map { index in
        let angle = turn + Float(index) * 2 * .pi / Float(count)
        let size = clump * scale * (1 + 0.25 * sin(3 * angle + turn))
        return Disk(center: center + shift + Point(angle: angle) * extent, radius: size)
      }
      return Cluster(ring + [Disk(center: center + shift, radius: min(extent.x, extent.y))])
    }
    func foliage(_ color: Color, _ accent: Color) -> Paint {
      Paint(
        color, accent: accent, pattern: .patches(frequency: 2.5, threshold: 0.2), roundness: 0.25, grain: 0.16,
        grainFrequency: 5)
    }
    brush.fill(clumps(1, shift: .zero, count: 8).rough(0.035), foliage(leaves.darker(by: 0.25), leaves))
    brush.fill(clumps(0.72, shift: Point(0.03, -0.1), count: 7).rough(0.04), foliage(leaves, sunlit))
    guard fruit else { return }
    for index in 0..<7 {
      let angle = turn + Float(index) * 2.4
      let place = center + Point(angle: angle) * Point(crownWidth, crownHeight) * (0.25 + 0.09 * Float(index))
      brush.fill(Disk(center: place, radius: 0.06), Paint(Color(0.85, 0.2, 0.15), roundness: 0.06, gloss: 0.4))
    }
  }
}

/// A trunk under tiers of drooping branches.
struct Conifer: Figure {
  let tiers: Int
  let width, height, taper: Float
  let trunkHeight, trunkWidth: Float
  let droop, lean: Float
  let bark, needles: Color
  let snow: Float

  init(_ dials: inout Dials) {
    tiers = 3 + dials.kind(of: 3)
    width = dials.next(0.5...0.75)
    height = dials.next(1.5...2.0)
    taper = dials.next(0.35...0.55)
    trunkHeight = dials.next(0.25...0.42)
    trunkWidth = dials.next(0.08...0.13)
    droop = dials.next(0.05...0.16)
    lean = dials.next(-0.1...0.1)
    bark = dials.color(near: [Color(0.36, 0.25, 0.18), Color(0.3, 0.24, 0.2)])
    needles = Color(hue: dials.next(0.28...0.44), saturation: dials.next(0.35...0.7), value: dials.next(0.25...0.5))
    snow = dials.chance(0.2) ? dials.next(0.5...0.9) : 0
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    let trunk = Capsule(Point(0, 0), Point(0, trunkHeight), radius: trunkWidth, to: trunkWidth * 1.15)
    brush.fill(
      trunk,
      Paint(bark, accent: bark.darker(by: 0.4), pattern: .streaks(angle: .pi / 2, frequency: 3), roundness: trunkWidth))
    for tier in 0..<tiers { drawTier(Float(tier) / Float(tiers), with: &brush) }
  }

  /// Draws the branches that begin at a share of the height.
  private func drawTier<Pen: Brush>(_ share: Float, with brush: inout Pen) {
    let half = width * (1 - share * (1 - taper * 0.6))
    let base = -height * share
    let top = base - height * (0.95 - share * 0.55) * 0.62
    let sway = lean * share
    let outline = Polygon(
      [
        Point(sway - half, base + droop), Point(sway - half * 0.5, base - 0.02), Point(sway, base + droop * 0.8),
        Point(sway + half * 0.5, base - 0.02), Point(sway + half, base + droop), Point(sway + lean * 0.3, top),
      ], rounding: 0.02)
    let color = mixed(needles.darker(by: 0.15), needles.lighter(by: 0.12), share)
    let paint = Paint(
      color, accent: mixed(color.darker(by: 0.35), Color(0.95, 0.97, 1), snow),
      pattern: .streaks(angle: .pi / 2.3, frequency: 3), roundness: 0.22, grain: 0.12)
    brush.fill(outline.rough(0.03), paint)
  }
}
