/// A cat's face, seen from the front.
struct CatHead: Sendable {
  let width, height: Float
  let earLength, earSpread: Float
  /// How wide the eyes are open, 0…1, and which way they look.
  let openness, gaze: Float
  let tilt: Float

  init(_ dials: inout Dials) {
    width = dials.next(0.3...0.35)
    height = dials.next(0.25...0.29)
    earLength = dials.next(0.2...0.28)
    earSpread = dials.next(0.16...0.22)
    openness = dials.next(0.55...1)
    gaze = dials.next(-0.025...0.025)
    tilt = dials.next(-0.25...0.25)
  }

  func draw<Pen: Brush>(at center: Point, fur: Fur, with brush: inout Pen) {
    for side: Float in [-1, 1] { drawEar(side, center, fur, with: &brush) }
    let face = Ellipse(center: center, radii: Point(width, height)).turned(by: tilt, about: center)
    brush.fill(face.rough(0.008, frequency: 6), fur.paint(roundness: 0.2))
    drawMuzzle(center, fur, with: &brush)
    for side: Float in [-1, 1] { drawEye(side, center, fur, with: &brush) }
  }

  private func place(_ offset: Point, from center: Point) -> Point {
    let direction = Point(angle: tilt)
    return center
      + Point(offset.x * direction.x - offset.y * direction.y, offset.x * direction.y + offset.y * direction.x)
  }

  private func drawEar<Pen: Brush>(_ side: Float, _ center: Point, _ fur: Fur, with brush: inout Pen) {
    func ear(_ size: Float) -> Polygon {
      let middle = Point(side * earSpread, -height * 0.62)
      let corners = [
        Point(-0.12, 0.08), Point(side * 0.06, -earLength), Point(0.12, 0.08),
      ].map { place(middle + $0 * size, from: center) }
      return Polygon(corners, rounding: 0.02)
    }
    brush.fill(ear(1), Paint(fur.main, roundness: 0.05, grain: 0.07))
    brush.fill(ear(0.55), Paint(mixed(fur.main, Color(0.95, 0.62, 0.6), 0.65), grain: 0))
  }

  private func drawMuzzle<Pen: Brush>(_ center: Point, _ fur: Fur, with brush: inout Pen) {
    let light = Paint(fur.light, roundness: 0.06)
    for side: Float in [-0.065, 0.065] {
      brush.fill(Disk(center: place(Point(side, 0.1), from: center), radius: 0.09), light)
    }
    for side: Float in [-1, 1] {
      for droop: Float in [0.04, 0.13] {
        let whisker = Capsule(
          place(Point(side * 0.1, 0.1), from: center), place(Point(side * 0.42, droop), from: center), radius: 0.009)
        brush.fill(whisker, Paint(Color(repeating: 0.95), grain: 0, opacity: 0.55))
      }
    }
    let nose = [Point(-0.045, 0.02), Point(0.045, 0.02), Point(0, 0.07)].map { place($0, from: center) }
    brush.fill(Polygon(nose, rounding: 0.012), Paint(Color(0.88, 0.5, 0.5), grain: 0))
    let chin = place(Point(0, 0.14), from: center)
    brush.fill(
      Capsule(place(Point(0, 0.07), from: center), chin, radius: 0.012), Paint(Color(0.3, 0.18, 0.18), grain: 0))
  }

  private func drawEye<Pen: Brush>(_ side: Float, _ center: Point, _ fur: Fur, with brush: inout Pen) {
    let middle = place(Point(side * width * 0.42, -0.05), from: center)
    let rim = Ellipse(center: middle, radii: Point(0.092, 0.085 * openness)).turned(by: tilt, about: middle)
    brush.fill(rim, Paint(Color(0.08, 0.06, 0.05), grain: 0))
    let iris = Ellipse(center: middle, radii: Point(0.074, 0.068 * openness)).turned(by: tilt, about: middle)
    brush.fill(iris, Paint(fur.eyes, grain: 0))
    let pupil = middle + Point(gaze, 0)
    brush.fill(Ellipse(center: pupil, radii: Point(0.028, 0.062 * openness)), Paint(Color(0.02, 0.02, 0.02), grain: 0))
    brush.fill(Disk(center: pupil + Point(0.02, -0.025), radius: 0.016), Paint(Color(1, 1, 1), grain: 0))
  }
}
