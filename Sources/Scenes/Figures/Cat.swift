import Foundation

/// What a cat's fur and eyes look like, however it holds itself.
struct Fur: Sendable {
  let main, marking, light, eyes: Color
  let markings: Pattern

  init(_ dials: inout Dials) {
    main = dials.color(near: [
      Color(0.85, 0.52, 0.22), Color(0.5, 0.5, 0.53), Color(0.2, 0.19, 0.2), Color(0.9, 0.87, 0.82),
      Color(0.55, 0.4, 0.28), Color(0.8, 0.68, 0.5),
    ])
    let contrast = dials.next(0.3...0.6)
    marking = main.luminance > 0.25 ? main.darker(by: contrast) : main.lighter(by: contrast * 0.5)
    light = main.lighter(by: 0.65)
    eyes = dials.color(near: [Color(0.55, 0.8, 0.25), Color(0.95, 0.75, 0.2), Color(0.4, 0.7, 0.85)])
    let waviness = dials.next(0.0...0.04)
    let period = dials.next(0.17...0.26)
    switch dials.kind(of: 4) {
    case 0: markings = .patches(frequency: 2, threshold: 0.3)
    case 1: markings = .streaks(angle: 1.2, frequency: 1.5)
    default: markings = .stripes(angle: 0.2, period: period, width: 0.4, waviness: waviness)
    }
  }

  func paint(roundness: Float, shade: Float = 0) -> Paint {
    Paint(
      main.darker(by: shade), accent: marking.darker(by: shade), pattern: markings, roundness: roundness, grain: 0.07,
      grainFrequency: 8)
  }
}

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

/// A cat on its haunches, its chest towards the viewer.
struct SittingCat: Figure {
  let fur: Fur
  let head: CatHead
  let headShift, neckHeight: Float
  let bodyWidth, haunchWidth: Float
  let tailCurl, tailReach: Float

  init(_ dials: inout Dials) {
    fur = Fur(&dials)
    head = CatHead(&dials)
    headShift = dials.next(-0.08...0.16)
    neckHeight = dials.next(0.5...0.62)
    bodyWidth = dials.next(0.24...0.3)
    haunchWidth = dials.next(0.38...0.46)
    tailCurl = dials.next(-0.5...0.35)
    tailReach = dials.next(0.55...0.8)
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    let tail = Stroke(
      Point(-haunchWidth * 0.6, 0.68), Point(-tailReach - 0.2, 0.8), Point(-tailReach, 0.1),
      Point(-tailReach - tailCurl * 0.4, -0.05 + tailCurl * 0.6), radius: 0.085, to: 0.06)
    brush.fill(tail, fur.paint(roundness: 0.07))
    let body = Ellipse(center: Point(0, 0.42), radii: Point(haunchWidth, 0.38))
      .joined(with: Ellipse(center: Point(headShift * 0.4, -0.02), radii: Point(bodyWidth, 0.38)), blend: 0.25)
    brush.fill(body.rough(0.01, frequency: 6), fur.paint(roundness: 0.22))
    brush.fill(
      Ellipse(center: Point(headShift * 0.6, 0.02), radii: Point(bodyWidth * 0.55, 0.26)).rough(0.02, frequency: 5),
      Paint(fur.light, roundness: 0.15, grain: 0.08))
    for side: Float in [-1, 1] { drawLegs(side, with: &brush) }
    head.draw(at: Point(headShift, -neckHeight), fur: fur, with: &brush)
  }

  private func drawLegs<Pen: Brush>(_ side: Float, with brush: inout Pen) {
    brush.fill(
      Ellipse(center: Point(side * haunchWidth * 0.78, 0.72), radii: Point(0.17, 0.1)),
      fur.paint(roundness: 0.08, shade: 0.08))
    let shoulder = Point(side * 0.13, 0.15)
    let paw = Point(side * 0.12, 0.74)
    brush.fill(Capsule(shoulder, paw, radius: 0.095, to: 0.085), fur.paint(roundness: 0.09))
    brush.fill(Ellipse(center: paw + Point(0, 0.04), radii: Point(0.12, 0.075)), Paint(fur.light, roundness: 0.06))
  }
}

/// A cat on four legs, seen from the side, its face turned to the viewer.
struct StandingCat: Figure {
  let fur: Fur
  let head: CatHead
  let stride: Float
  let bodyLength, legLength: Float
  let headHeight: Float
  let tailLift, tailCurl: Float

  init(_ dials: inout Dials) {
    fur = Fur(&dials)
    head = CatHead(&dials)
    stride = dials.next(-0.16...0.16)
    bodyLength = dials.next(0.5...0.62)
    legLength = dials.next(0.4...0.52)
    headHeight = dials.next(0.18...0.4)
    tailLift = dials.next(0.15...0.75)
    tailCurl = dials.next(-0.3...0.3)
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    let rump = Point(-bodyLength, 0)
    let tail = Stroke(
      rump, rump + Point(-0.35, -0.05), rump + Point(-0.3 - tailCurl * 0.5, -tailLift * 0.7),
      rump + Point(-0.25 + tailCurl, -tailLift - 0.1), radius: 0.075, to: 0.055)
    brush.fill(tail, fur.paint(roundness: 0.07))
    drawLeg(hip: -bodyLength * 0.75, swing: stride, shade: 0.25, with: &brush)
    drawLeg(hip: bodyLength * 0.85, swing: -stride, shade: 0.25, with: &brush)
    let body = Capsule(Point(-bodyLength * 0.75, 0), Point(bodyLength * 0.75, -0.02), radius: 0.25, to: 0.23)
    brush.fill(body.rough(0.01, frequency: 6), fur.paint(roundness: 0.2))
    drawLeg(hip: -bodyLength * 0.95, swing: -stride, shade: 0, with: &brush)
    drawLeg(hip: bodyLength * 0.65, swing: stride, shade: 0, with: &brush)
    head.draw(at: Point(bodyLength + 0.16, -headHeight), fur: fur, with: &brush)
  }

  private func drawLeg<Pen: Brush>(hip: Float, swing: Float, shade: Float, with brush: inout Pen) {
    let top = Point(hip, 0.08)
    let foot = Point(hip + swing, 0.15 + legLength)
    brush.fill(Capsule(top, foot, radius: 0.12, to: 0.075), fur.paint(roundness: 0.09, shade: shade))
    brush.fill(
      Ellipse(center: foot + Point(0.04, 0.03), radii: Point(0.12, 0.065)),
      Paint(fur.light.darker(by: shade), roundness: 0.05))
  }
}
