/// Where a drawing lies in the picture: moved, turned, evenly scaled, perhaps mirrored, so that distances keep their
/// proportions.
struct Frame: Sendable {
  /// Where the drawing's origin comes to lie, in pixels.
  var origin: Point
  /// What the drawing's x axis becomes, `scale` long.
  var horizontal: Point
  /// What its y axis becomes.
  var vertical: Point
  /// Pixels a unit.
  let scale: Float

  /// Pixels as they are.
  static let picture = Frame(origin: .zero, scale: 1)

  init(origin: Point, scale: Float, angle: Float = 0, mirrored: Bool = false) {
    let direction = Point(angle: angle)
    self.origin = origin
    self.scale = scale
    horizontal = direction * (mirrored ? -scale : scale)
    vertical = Point(-direction.y, direction.x) * scale
  }

  func picturePoint(_ point: Point) -> Point { origin + horizontal * point.x + vertical * point.y }

  func drawingPoint(_ point: Point) -> Point {
    let offset = point - origin
    return Point(offset.dot(horizontal), offset.dot(vertical)) / (scale * scale)
  }

  func pictureBox(_ box: Box) -> Box { Box(around: box.corners.map(picturePoint)) }
}
