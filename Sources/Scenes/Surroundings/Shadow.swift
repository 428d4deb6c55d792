/// Where a figure keeps the lamp from what lies behind it.
struct Shadow {
  /// 0 in full light, 1 without any, pixel by pixel.
  private(set) var darkness = [Float](repeating: 0, count: Layer.side * Layer.side)

  /// The figure's outline, moved away from the lamp and blurred, and a dark patch at its feet if it stands.
  init(of figure: Layer, box: Box, stands: Bool, light: Light) {
    var soft = figure
    soft.blur(radius: 2)
    soft.blur(radius: 1)
    let feet = Ellipse(
      center: Point(box.center.x, box.most.y - 1), radii: Point(box.size.x * 0.5, 2.5 + box.size.x * 0.05))
    let shift = (x: Int(light.shadowOffset.x.rounded()), y: Int(light.shadowOffset.y.rounded()))
    for row in 0..<Layer.side {
      for column in 0..<Layer.side {
        var dark: Float = 0
        let from = (x: column - shift.x, y: row - shift.y)
        if (0..<Layer.side).contains(from.x), (0..<Layer.side).contains(from.y) {
          dark = soft.coverage(from.y * Layer.side + from.x) * light.shadow
        }
        if stands {
          let depth = -feet.distance(to: Point(Float(column), Float(row) + 0.5))
          dark = max(dark, smoothStep(-3, 4, depth) * light.shadow * 1.3)
        }
        darkness[row * Layer.side + column] = dark
      }
    }
  }

  /// Darkens what the shadow falls on.
  func fall(on layer: inout Layer) {
    for index in darkness.indices where darkness[index] > 0 {
      let left = 1 - darkness[index]
      layer.pixels[index] *= SIMD4(left, left, left, 1)
    }
  }
}
