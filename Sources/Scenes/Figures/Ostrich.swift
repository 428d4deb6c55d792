import Foundation

/// A round body on two long legs, a long neck, a small head.
struct Ostrich: Figure {
  /// How far the legs are apart, and which way each bends at its joint, in radians.
  let stride, bend: Float
  let legLength: Float
  /// The neck's lean from upright, its length, and how much it curves.
  let neckLean, neckLength, neckCurve: Float
  let headTilt: Float
  let bodyLength, bodyHeight, bodyTilt: Float
  let tailLength: Float
  let feathers, plume, skin: Color

  init(_ dials: inout Dials) {
    stride = dials.next(0.12...0.5)
    bend = dials.next(0.05...0.3)
    legLength = dials.next(0.75...1.0)
    neckLean = dials.next(-0.1...0.6)
    neckLength = dials.next(0.75...1.0)
    neckCurve = dials.next(0.25...0.65)
    headTilt = dials.next(-0.3...0.35)
    bodyLength = dials.next(0.44...0.54)
    bodyHeight = dials.next(0.31...0.38)
    bodyTilt = dials.next(-0.25...0.15)
    tailLength = dials.next(0.16...0.28)
    feathers = dials.color(near: [Color(0.13, 0.12, 0.14), Color(0.36, 0.29, 0.24), Color(0.22, 0.2, 0.22)])
    plume = dials.color(near: [Color(0.93, 0.91, 0.87), Color(0.72, 0.64, 0.55)])
    skin = dials.color(near: [Color(0.86, 0.64, 0.55), Color(0.72, 0.62, 0.54), Color(0.78, 0.5, 0.46)])
  }

  func draw<Pen: Brush>(with brush: inout Pen) {
    drawLeg(angle: -stride, hip: Point(0.06, 0.18), shade: 0.3, with: &brush)
    drawTail(with: &brush)
    drawNeck(with: &brush)
    drawLeg(angle: stride, hip: Point(-0.02, 0.2), shade: 0, with: &brush)
    drawBody(with: &brush)
  }

  private func drawLeg<Pen: Brush>(angle: Float, hip: Point, shade: Float, with brush: inout Pen) {
    let paint = Paint(skin.darker(by: shade), roundness: 0.05)
    let upper = Float.pi / 2 - angle + bend
    let lower = Float.pi / 2 - angle - bend * 0.8
    let joint = hip + Point(angle: upper) * (legLength * 0.52)
    let foot = joint + Point(angle: lower) * (legLength * 0.55)
    brush.fill(Capsule(hip, joint, radius: 0.13, to: 0.05), paint)
    brush.fill(Capsule(joint, foot, radius: 0.05, to: 0.04), paint)
    brush.fill(Capsule(foot - Point(0.02, 0), foot + Point(0.16, 0.03), radius: 0.045, to: 0.03), paint)
  }

  private func drawTail<Pen: Brush>(with brush: inout Pen) {
    let root = Point(-bodyLength * 0.9, -0.06)
    let tail = Cluster([
      Disk(center: root, radius: tailLength),
      Disk(center: root + Point(-0.13, -0.08), radius: tailLength * 0.7),
      Disk(center: root + Point(-0.12, 0.1), radius: tailLength * 0.65),
    ])
    brush.fill(
      tail.rough(0.03),
      Paint(plume, accent: plume.darker(by: 0.25), pattern: .streaks(angle: 0.3, frequency: 3), roundness: 0.15))
  }

  private func drawNeck<Pen: Brush>(with brush: inout Pen) {
    let root = Point(bodyLength * 0.72, -0.1)
    let upwards = Point(sin(neckLean), -cos(neckLean))
    let sideways = Point(-upwards.y, upwards.x)
    let head = root + upwards * neckLength + sideways * 0.12
    let neck = Stroke(
      root, root + sideways * neckCurve + upwards * 0.2, head - upwards * 0.35 - sideways * neckCurve * 0.6, head,
      radius: 0.12, to: 0.055)
    let paint = Paint(skin, accent: skin.darker(by: 0.15), pattern: .streaks(angle: 1.5, frequency: 3), roundness: 0.09)
    brush.fill(neck, paint)
    let gaze = Point(angle: headTilt)
    brush.fill(
      Capsule(head + gaze * 0.08, head + gaze * 0.3 + Point(0, 0.02), radius: 0.065, to: 0.03),
      Paint(Color(0.85, 0.6, 0.3), roundness: 0.04))
    brush.fill(Ellipse(center: head, radii: Point(0.15, 0.11)).turned(by: headTilt, about: head), paint)
    let eye = head + gaze * 0.04 + Point(0, -0.035)
    brush.fill(Disk(center: eye, radius: 0.045), Paint(Color(0.05, 0.04, 0.04), grain: 0))
    brush.fill(Disk(center: eye + Point(0.012, -0.015), radius: 0.016), Paint(Color(1, 1, 1), grain: 0))
  }

  private func drawBody<Pen: Brush>(with brush: inout Pen) {
    let body = Ellipse(center: .zero, radii: Point(bodyLength, bodyHeight)).turned(by: bodyTilt, about: .zero)
    brush.fill(
      body.rough(0.018),
      Paint(
        feathers, accent: feathers.lighter(by: 0.14), pattern: .streaks(angle: 0.4, frequency: 2.5), roundness: 0.3,
        grain: 0.08))
    let wing = Ellipse(center: Point(-0.08, 0.02), radii: Point(bodyLength * 0.68, bodyHeight * 0.62))
      .turned(by: bodyTilt + 0.25, about: .zero)
    brush.fill(
      wing.rough(0.02),
      Paint(
        feathers.lighter(by: 0.06), accent: feathers.lighter(by: 0.24), pattern: .streaks(angle: 0.25, frequency: 2.5),
        roundness: 0.12))
    let tips = Cluster([
      Disk(center: Point(-bodyLength * 0.75, 0.1), radius: 0.1),
      Disk(center: Point(-bodyLength * 0.6, 0.17), radius: 0.08),
    ])
    brush.fill(tips.rough(0.03), Paint(plume, roundness: 0.08))
  }
}
