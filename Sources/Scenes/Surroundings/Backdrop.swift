/// What lies behind everything: it fills the picture and knows nothing of what will stand before it.
protocol Backdrop: Sendable {
  init(_ dials: inout Dials)
  /// The colour at a point of the picture, x and y from 0 to 1.
  func color(at point: Point) -> Color
}

extension Backdrop {
  /// The whole picture, out of focus by a radius in pixels.
  func layer(blur: Int) -> Layer {
    var layer = Layer()
    for row in 0..<Layer.side {
      for column in 0..<Layer.side {
        let point = Point(Float(column) + 0.5, Float(row) + 0.5) / Float(Layer.side)
        layer.set(row * Layer.side + column, color(at: point))
      }
    }
    layer.blur(radius: blur)
    return layer
  }
}

extension Layer {
  /// The backdrop that some dials stand for, of one of several kinds.
  static func backdrop(_ dials: Dials) -> Layer {
    var dials = dials
    let kind = dials.next()
    let blur = dials.chance(0.35) ? 1 : 0
    switch kind {
    case ..<0.4: return Landscape(&dials).layer(blur: blur)
    case ..<0.62: return Room(&dials).layer(blur: blur)
    case ..<0.74: return DeadLeaves(&dials).layer(blur: blur)
    case ..<0.86: return Depths(&dials).layer(blur: blur)
    default: return Cloudscape(&dials).layer(blur: blur)
    }
  }
}
