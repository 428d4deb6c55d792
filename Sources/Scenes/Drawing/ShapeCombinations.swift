/// Two regions as one, their meeting rounded off within `blend`.
struct Joined<First: Shape, Second: Shape>: Shape {
  let first: First
  let second: Second
  let blend: Float

  // The smooth minimum of two distances, by a parabola where they differ by less than `blend`.
  func distance(to point: Point) -> Float {
    let a = first.distance(to: point)
    let b = second.distance(to: point)
    guard blend > 0 else { return min(a, b) }
    let overlap = max(blend - abs(a - b), 0) / blend
    return min(a, b) - overlap * overlap * blend / 4
  }
  var bounds: Box { first.bounds.joined(with: second.bounds).grown(by: blend / 4) }
}

/// One region without another.
struct Cut<Whole: Shape, Hole: Shape>: Shape {
  let whole: Whole
  let hole: Hole

  func distance(to point: Point) -> Float { max(whole.distance(to: point), -hole.distance(to: point)) }
  var bounds: Box { whole.bounds }
}

/// What two regions share.
struct Common<First: Shape, Second: Shape>: Shape {
  let first: First
  let second: Second

  func distance(to point: Point) -> Float { max(first.distance(to: point), second.distance(to: point)) }
  var bounds: Box { first.bounds }
}

/// A region turned about a point, or stretched along its own axes before that.
struct Turned<Base: Shape>: Shape {
  let base: Base
  let pivot: Point
  let direction: Point
  let stretch: Point

  func distance(to point: Point) -> Float {
    let offset = point - pivot
    let unturned = Point(offset.dot(direction), offset.y * direction.x - offset.x * direction.y)
    return base.distance(to: pivot + unturned / stretch) * min(abs(stretch.x), abs(stretch.y))
  }

  var bounds: Box {
    Box(
      around: base.bounds.corners.map { corner in
        let offset = (corner - pivot) * stretch
        return pivot
          + Point(offset.x * direction.x - offset.y * direction.y, offset.x * direction.y + offset.y * direction.x)
      })
  }
}

/// A region with an uneven outline: fur, feathers, foliage.
struct Rough<Base: Shape>: Shape {
  let base: Base
  let amplitude: Float
  /// How many of the outline's bumps lie in a unit.
  let frequency: Float

  func distance(to point: Point) -> Float {
    base.distance(to: point) + amplitude * Noise.pink.value(at: point * frequency * 8)
  }
  var bounds: Box { base.bounds.grown(by: amplitude * 2) }
}

extension Shape {
  func joined<Other: Shape>(with other: Other, blend: Float = 0) -> Joined<Self, Other> {
    Joined(first: self, second: other, blend: blend)
  }

  func without<Hole: Shape>(_ hole: Hole) -> Cut<Self, Hole> { Cut(whole: self, hole: hole) }

  func within<Other: Shape>(_ other: Other) -> Common<Self, Other> { Common(first: self, second: other) }

  /// Turned clockwise, as seen with y down, after it was stretched along the axes.
  func turned(by angle: Float, about pivot: Point, stretched stretch: Point = Point(1, 1)) -> Turned<Self> {
    Turned(base: self, pivot: pivot, direction: Point(angle: angle), stretch: stretch)
  }

  func rough(_ amplitude: Float, frequency: Float = 3) -> Rough<Self> {
    Rough(base: self, amplitude: amplitude, frequency: frequency)
  }
}
