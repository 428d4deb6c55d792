/// A figure drawn in its place, before anything hides part of it, and the shadow that it throws.
struct PlacedFigure {
  let layer: Layer
  let shadow: Shadow

  init(_ figure: some Figure, _ placement: Placement, light: Light) {
    let (frame, box) = placement.frame(for: figure)
    var brush = PaintingBrush(frame: frame, light: light)
    figure.draw(with: &brush)
    layer = brush.layer
    shadow = Shadow(of: layer, box: box, stands: figure.stands, light: light)
  }

  /// An occluder's layer, made smaller until enough of the figure stays in view, or nothing if it cannot be.
  func hidden(behind occluder: Occluder, light: Light) -> Layer {
    guard occluder.kind != nil else { return Layer() }
    for extent: Float in [1, 0.6, 0.25] {
      let cover = occluder.layer(extent: extent, light: light)
      if visible(behind: cover).reduce(0, +) >= Exposure.leastVisible * layer.area { return cover }
    }
    return Layer()
  }

  /// How much of each pixel shows the figure behind a layer, 0…1.
  func visible(behind cover: Layer) -> [Float] {
    layer.pixels.indices.map { layer.coverage($0) * (1 - cover.coverage($0)) }
  }
}
