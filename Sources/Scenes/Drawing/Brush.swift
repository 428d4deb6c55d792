/// What a figure draws with: one brush paints, another only measures.
protocol Brush {
  /// Lays a region over all that was drawn before it.
  mutating func fill<Region: Shape>(_ shape: Region, _ paint: Paint)
}

/// Finds out how much room a drawing needs.
struct MeasuringBrush: Brush {
  let frame: Frame
  /// A box in the picture around all that was drawn.
  private(set) var box = Box.nothing

  init(frame: Frame) { self.frame = frame }

  mutating func fill<Region: Shape>(_ shape: Region, _ paint: Paint) {
    box = box.joined(with: frame.pictureBox(shape.bounds))
  }
}
