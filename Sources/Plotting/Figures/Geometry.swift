/// A place in a drawing, in pixels from its top left; y grows downward.
package struct Point: Equatable, Sendable {
  package var x: Double
  package var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A width and a height in pixels.
package struct Size: Equatable, Sendable {
  package var width: Double
  package var height: Double
}

/// A rectangle whose sides are those of the drawing.
package struct Rectangle: Equatable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package var right: Double { x + width }
  package var bottom: Double { y + height }
  package var middle: Point { Point(x + width / 2, y + height / 2) }

  /// Whether both have a point in their inside.
  package func overlaps(_ other: Rectangle) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// The rectangle made larger by a margin on every side.
  package func grown(by margin: Double) -> Rectangle {
    Rectangle(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }
}

/// Room on the four sides of something.
package struct Insets: Equatable, Sendable {
  package var top = 0.0
  package var left = 0.0
  package var bottom = 0.0
  package var right = 0.0
}
