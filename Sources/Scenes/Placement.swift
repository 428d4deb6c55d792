/// Where in the picture an object stands, how large and which way round.
struct Placement: Sendable {
  /// The share of the picture that the object's upright box takes.
  let share: Float
  let horizontal, vertical: Float
  let tilt: Float
  let mirrored: Bool

  /// How far the box may reach over the edge of the picture, in pixels.
  private static let overhang: Float = 0.5

  init(_ dials: Dials) {
    var dials = dials
    share = dials.next(0.4...0.95)
    horizontal = dials.next()
    vertical = dials.next()
    tilt = dials.next(-0.09...0.09)
    mirrored = dials.chance(0.5)
  }

  /// The frame that gives a drawing its place, and the box around it in the picture.
  func frame(for figure: some Figure) -> (frame: Frame, box: Box) {
    var ruler = MeasuringBrush(frame: Frame(origin: .zero, scale: 1, angle: tilt, mirrored: mirrored))
    figure.draw(with: &ruler)
    let (size, side) = (ruler.box.size, Float(Layer.side))
    let scale = min((share / (size.x * size.y)).squareRoot(), 0.97 / size.x, 0.97 / size.y) * side
    let room = Point(side, side) - size * scale + 2 * Placement.overhang
    let corner = room * Point(horizontal, vertical) - Placement.overhang
    let frame = Frame(origin: corner - ruler.box.least * scale, scale: scale, angle: tilt, mirrored: mirrored)
    return (frame, Box(least: corner, most: corner + size * scale))
  }
}
