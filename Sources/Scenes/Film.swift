/// What the camera adds: exposure, contrast, darker corners, grain.
struct Film: Sendable {
  let exposure, contrast: Float
  let vignette: Float
  let grain: Float
  let shift: Point

  init(_ dials: Dials) {
    var dials = dials
    exposure = dials.next(0.85...1.12)
    contrast = dials.next(0.8...1.1)
    vignette = dials.next(0...0.25)
    grain = dials.next(0.002...0.012)
    shift = Point(dials.next(0...128), dials.next(0...128))
  }

  func develop(_ layer: inout Layer, under light: Color) {
    let middle = Float(Layer.side) / 2
    for row in 0..<Layer.side {
      for column in 0..<Layer.side {
        let place = Point(Float(column), Float(row))
        let offset = (place - middle) / middle
        let gain = exposure * (1 - vignette * offset.dot(offset) / 2)
        let pixel = layer.pixels[row * Layer.side + column]
        let exposed = Color(pixel.x, pixel.y, pixel.z) * light * gain
        let noise = grain * Noise.white.value(at: place + shift.rounded(.down))
        layer.set(row * Layer.side + column, (exposed - 0.5) * contrast + (0.5 + noise))
      }
    }
  }
}
