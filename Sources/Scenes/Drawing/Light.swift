import Foundation

/// One lamp, the same for all that is in a picture, and what the surroundings add.
struct Light: Sendable {
  /// Towards the lamp: x to the right, y down, z to the viewer, of length 1.
  let direction: SIMD3<Float>
  /// The share of light that comes from everywhere.
  let ambient: Float
  let color: Color
  /// How dark shadows are, 0…1.
  let shadow: Float
  /// How far a shadow falls from what casts it, in pixels.
  let shadowOffset: Point

  init(_ dials: Dials) {
    var dials = dials
    let azimuth = dials.next(-2.7...(-0.45))
    let elevation = dials.next(0.5...1.0)
    direction = SIMD3(cos(azimuth) * cos(elevation), sin(azimuth) * cos(elevation), sin(elevation))
    ambient = dials.next(0.4...0.65)
    let warmth = dials.next(-0.1...0.1)
    color = Color(1 + warmth, 1, 1 - warmth) * dials.next(0.88...1.08)
    shadow = dials.next(0.15...0.55)
    shadowOffset = Point(-direction.x, -direction.y) * dials.next(2...6)
  }

  /// How bright a surface with this normal is, 1 where it faces the viewer.
  func shade(_ normal: SIMD3<Float>) -> Float {
    let lit = max((normal * direction).sum(), 0)
    return (ambient + (1 - ambient) * lit) / (ambient + (1 - ambient) * direction.z)
  }

  /// The mirror image of the lamp on a glossy surface, 0…1.
  func highlight(_ normal: SIMD3<Float>) -> Float {
    let halfway = direction + SIMD3(0, 0, 1)
    let aligned = max((normal * halfway).sum(), 0)
    // |halfway|² is 2 + 2z. The sixteenth power of the cosine, by squaring.
    let square = aligned * aligned / (2 + 2 * direction.z)
    let fourth = square * square
    return fourth * fourth * fourth * fourth
  }
}
