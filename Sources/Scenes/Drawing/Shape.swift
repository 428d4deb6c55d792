/// A region of the plane, by its signed distance: negative inside, zero on the outline, positive outside.
///
/// The distance need only be right near the outline; a function that grows at another pace than 1 a unit will do,
/// since the painter divides by its slope.
protocol Shape {
  func distance(to point: Point) -> Float
  /// A box that holds the region.
  var bounds: Box { get }
}

struct Disk: Shape {
  var center: Point
  var radius: Float

  func distance(to point: Point) -> Float { (point - center).length - radius }
  var bounds: Box { Box(least: center - radius, most: center + radius) }
}

struct Ellipse: Shape {
  var center: Point
  var radii: Point

  // First-order distance: the implicit function over its gradient's length, exact on the outline.
  func distance(to point: Point) -> Float {
    let scaled = (point - center) / radii
    let level = scaled.length
    let slope = (scaled / radii).length
    return slope < 1e-6 ? -min(radii.x, radii.y) : level * (level - 1) / slope
  }
  var bounds: Box { Box(least: center - radii, most: center + radii) }
}

/// A band around the outline of a disk.
struct Ring: Shape {
  var center: Point
  var radii: Point
  var thickness: Float

  func distance(to point: Point) -> Float {
    abs(Ellipse(center: center, radii: radii).distance(to: point)) - thickness / 2
  }
  var bounds: Box { Ellipse(center: center, radii: radii).bounds.grown(by: thickness / 2) }
}

struct Rectangle: Shape {
  var center: Point
  var half: Point
  /// The radius of the corners.
  var rounding: Float = 0

  func distance(to point: Point) -> Float {
    let offset = point - center
    let excess = Point(abs(offset.x), abs(offset.y)) - half + rounding
    let outside = pointwiseMax(excess, Point.zero).length
    return outside + min(max(excess.x, excess.y), 0) - rounding
  }
  var bounds: Box { Box(least: center - half, most: center + half) }
}

/// A line segment with a radius at each end: a limb, a trunk, a mast.
struct Capsule: Shape {
  var from: Point
  var to: Point
  var startRadius: Float
  var endRadius: Float

  init(_ from: Point, _ to: Point, radius: Float, to endRadius: Float? = nil) {
    self.from = from
    self.to = to
    startRadius = radius
    self.endRadius = endRadius ?? radius
  }

  func distance(to point: Point) -> Float {
    let along = to - from
    let offset = point - from
    let share = clamped(offset.dot(along) / max(along.dot(along), 1e-9))
    return (offset - along * share).length - mixed(startRadius, endRadius, share)
  }
  var bounds: Box { Box(around: [from, to], margin: max(startRadius, endRadius)) }
}

/// A closed outline through points, with its corners rounded outwards.
struct Polygon: Shape {
  let points: [Point]
  var rounding: Float
  let bounds: Box

  init(_ points: [Point], rounding: Float = 0) {
    self.points = points
    self.rounding = rounding
    bounds = Box(around: points, margin: rounding)
  }

  /// The outline with its corners cut off, a quarter of an edge on each side: one step towards a smooth curve
  /// (Chaikin 1974).
  func smoothed() -> Polygon {
    var result: [Point] = []
    for (index, corner) in points.enumerated() {
      let next = points[(index + 1) % points.count]
      result.append(mixed(corner, next, 0.25))
      result.append(mixed(corner, next, 0.75))
    }
    return Polygon(result, rounding: rounding)
  }

  // The nearest edge gives the size, the parity of the edges crossed by a ray to the right gives the sign.
  func distance(to point: Point) -> Float {
    var nearest = Float.infinity
    var inside = false
    var previous = points[points.count - 1]
    for corner in points {
      let edge = previous - corner
      let offset = point - corner
      let share = clamped(offset.dot(edge) / max(edge.dot(edge), 1e-9))
      let gap = offset - edge * share
      nearest = min(nearest, gap.dot(gap))
      if (corner.y > point.y) != (previous.y > point.y) {
        let crossing = corner.x + edge.x * (point.y - corner.y) / edge.y
        if point.x < crossing { inside.toggle() }
      }
      previous = corner
    }
    return (inside ? -nearest.squareRoot() : nearest.squareRoot()) - rounding
  }
}

/// A thick curve, a cubic Bézier's, whose radius changes evenly from its start to its end.
struct Stroke: Shape {
  let points: [Point]
  let startRadius: Float
  let endRadius: Float
  let bounds: Box

  init(
    _ start: Point, _ first: Point, _ second: Point, _ end: Point, radius: Float, to endRadius: Float,
    segments: Int = 8
  ) {
    points = (0...segments).map { index in
      let t = Float(index) / Float(segments)
      let u = 1 - t
      return start * (u * u * u) + first * (3 * u * u * t) + second * (3 * u * t * t) + end * (t * t * t)
    }
    startRadius = radius
    self.endRadius = endRadius
    bounds = Box(around: points, margin: max(radius, endRadius))
  }

  func distance(to point: Point) -> Float {
    var nearest = Float.infinity
    var from = points[0]
    let step = (endRadius - startRadius) / Float(points.count - 1)
    var radius = startRadius
    for index in 1..<points.count {
      let along = points[index] - from
      let offset = point - from
      let share = clamped(offset.dot(along) / max(along.dot(along), 1e-9))
      nearest = min(nearest, (offset - along * share).length - (radius + step * share))
      from = points[index]
      radius += step
    }
    return nearest
  }
}

/// Disks side by side: foliage, clouds, rocks.
struct Cluster: Shape {
  let disks: [Disk]
  let bounds: Box

  init(_ disks: [Disk]) {
    self.disks = disks
    bounds = disks.reduce(Box.nothing) { $0.joined(with: $1.bounds) }
  }

  func distance(to point: Point) -> Float {
    var nearest = Float.infinity
    for disk in disks { nearest = min(nearest, disk.distance(to: point)) }
    return nearest
  }
}
