/// A picture's pixels, colour already multiplied by coverage, and coverage: what layers need to be laid over others.
struct Layer: Sendable {
  static let side = 64

  /// Row by row; red, green, blue, coverage.
  var pixels = [SIMD4<Float>](repeating: .zero, count: Layer.side * Layer.side)

  /// How much of a pixel is covered, 0…1.
  func coverage(_ index: Int) -> Float { pixels[index].w }

  /// The sum of all coverage, in pixels.
  var area: Float { pixels.reduce(0) { $0 + $1.w } }

  /// Sets a pixel that nothing shows through.
  mutating func set(_ index: Int, _ color: Color) { pixels[index] = SIMD4(color, 1) }

  /// Lays a colour over a part of a pixel.
  mutating func cover(_ index: Int, with color: Color, coverage: Float) {
    pixels[index] = SIMD4(color * coverage, coverage) + pixels[index] * (1 - coverage)
  }

  /// Lays another layer over this one.
  mutating func cover(with other: Layer) {
    for index in pixels.indices {
      let above = other.pixels[index]
      pixels[index] = above + pixels[index] * (1 - above.w)
    }
  }

  /// Replaces every pixel by the mean of the square around it, `radius` pixels to each side, edges repeated.
  mutating func blur(radius: Int) {
    guard radius > 0 else { return }
    var across = pixels
    let share = 1 / Float(2 * radius + 1)
    let last = Layer.side - 1
    for y in 0...last {
      for x in 0...last {
        var sum = SIMD4<Float>.zero
        for k in -radius...radius { sum += pixels[y * Layer.side + min(max(x + k, 0), last)] }
        across[y * Layer.side + x] = sum * share
      }
    }
    for y in 0...last {
      for x in 0...last {
        var sum = SIMD4<Float>.zero
        for k in -radius...radius { sum += across[min(max(y + k, 0), last) * Layer.side + x] }
        pixels[y * Layer.side + x] = sum * share
      }
    }
  }
}
