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
    let haunch = Ellipse(center: Point(-bodyLength * 0.85, 0.08), radii: Point(0.22, 0.25))
    brush.fill(haunch, fur.paint(roundness: 0.2))
    drawLeg(hip: -bodyLength * 0.95, swing: -stride, shade: 0, with: &brush)
    drawLeg(hip: bodyLength * 0.65, swing: stride, shade: 0, with: &brush)
    head.draw(at: Point(bodyLength + 0.16, -headHeight), fur: fur, with: &brush)
  }

  private func drawLeg<Pen: Brush>(hip: Float, swing: Float, shade: Float, with brush: inout Pen) {
    let top = Point(hip, 0.08)
    let foot = Point(hip + swing, 0.15 + legLength)
    brush.fill(Capsule(top, foot, radius: 0.13, to: 0.062), fur.paint(roundness: 0.09, shade: shade))
    brush.fill(
      Ellipse(center: foot + Point(0.04, 0.03), radii: Point(0.105, 0.06)),
      Paint(fur.light.darker(by: shade), roundness: 0.05))
  }
}
