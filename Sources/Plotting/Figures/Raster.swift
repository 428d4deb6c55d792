import Tensors

/// A drawing turned into pixels, every edge and stroke smooth.
struct Raster {
  let width: Int
  let height: Int
  /// Red, green and blue of each pixel, one after the other.
  private var pixels: [Float]
  /// How much of each pixel in reach the present mark covers; kept to be used again.
  private var coverage: [Float] = []

  init(_ drawing: Drawing) {
    width = max(1, Int(drawing.size.width.rounded(.up)))
    height = max(1, Int(drawing.size.height.rounded(.up)))
    pixels = Array(repeating: 1, count: 3 * width * height)
    for mark in drawing.marks { draw(mark) }
  }

  /// The picture as [3,H,W].
  var picture: Tensor {
    let area = width * height
    return Tensor(shape: [3, height, width]) { planes in
      for pixel in 0..<area {
        for channel in 0..<3 { planes[channel * area + pixel] = pixels[3 * pixel + channel] }
      }
    }
  }

  private mutating func draw(_ mark: Drawing.Mark) {
    switch mark {
    case .line(let points, let pen, let color, let isClosed):
      stroke([isClosed ? points + points.prefix(1) : points], pen: pen, color: color)
    case .area(let points, let color, let opacity): fill(points, color: color, opacity: opacity)
    case .rectangle(let rectangle, let color, let opacity): fill(rectangle, color: color, opacity: Float(opacity))
    case .disc(let center, let radius, let color): stroke([[center]], pen: radius * 2, color: color)
    case .pixels(let picture, let frame): draw(picture, in: frame)
    case .text(let text, let start, let font, let color, let runsUpward):
      let text = TextStrokes(text, start: start, font: font, runsUpward: runsUpward)
      stroke(text.strokes, pen: text.pen, color: color, dot: 1.22)
    }
  }

  /// Draws strokes as one mark: where they cross nothing is painted twice. A stroke of one point is a dot of the
  /// pen's width times `dot`.
  private mutating func stroke(_ strokes: [[Point]], pen: Double, color: RGB, dot: Double = 1) {
    let points = strokes.flatMap { $0 }
    guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }), let reach = reach(of: points, margin: pen + 1)
    else { return }
    cover(reach)
    for stroke in strokes {
      if stroke.count == 1 { cover(reach, segment: (stroke[0], stroke[0]), pen: pen * dot) }
      for (from, to) in zip(stroke, stroke.dropFirst()) { cover(reach, segment: (from, to), pen: pen) }
    }
    blend(reach, color: color, opacity: 1)
  }

  private mutating func cover(_ reach: Reach, segment: (Point, Point), pen: Double) {
    guard let part = self.reach(of: [segment.0, segment.1], margin: pen / 2 + 1) else { return }
    let (dx, dy) = (segment.1.x - segment.0.x, segment.1.y - segment.0.y)
    let square = dx * dx + dy * dy
    let strength = min(1, pen)
    let radius = max(pen, 1) / 2
    for y in part.top..<part.bottom {
      for x in part.left..<part.right {
        let (px, py) = (Double(x) + 0.5 - segment.0.x, Double(y) + 0.5 - segment.0.y)
        let t = square > 0 ? min(max((px * dx + py * dy) / square, 0), 1) : 0
        let (ex, ey) = (px - t * dx, py - t * dy)
        let covered = min(max(radius + 0.5 - (ex * ex + ey * ey).squareRoot(), 0), 1) * strength
        let place = (y - reach.top) * reach.width + x - reach.left
        coverage[place] = max(coverage[place], Float(covered))
      }
    }
  }

  /// Fills a polygon: pixels on its edge by the share of sixteen sample points inside.
  private mutating func fill(_ points: [Point], color: RGB, opacity: Double) {
    guard points.count > 2, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }),
      let reach = reach(of: points, margin: 1)
    else { return }
    cover(reach)
    for y in reach.top..<reach.bottom {
      for x in reach.left..<reach.right {
        var inside = 0
        for sample in 0..<16 {
          let place = Point(Double(x) + (Double(sample % 4) + 0.5) / 4, Double(y) + (Double(sample / 4) + 0.5) / 4)
          if Self.contains(points, place) { inside += 1 }
        }
        coverage[(y - reach.top) * reach.width + x - reach.left] = Float(inside) / 16
      }
    }
    blend(reach, color: color, opacity: Float(opacity))
  }

  private static func contains(_ polygon: [Point], _ point: Point) -> Bool {
    var isInside = false
    var before = polygon[polygon.count - 1]
    for corner in polygon {
      if (corner.y > point.y) != (before.y > point.y),
        point.x < (before.x - corner.x) * (point.y - corner.y) / (before.y - corner.y) + corner.x
      {
        isInside.toggle()
      }
      before = corner
    }
    return isInside
  }

  /// Fills a rectangle; pixels on its edge by the share of them that it covers.
  private mutating func fill(_ rectangle: Rectangle, color: RGB, opacity: Float) {
    let corners = [Point(rectangle.x, rectangle.y), Point(rectangle.right, rectangle.bottom)]
    guard corners.allSatisfy({ $0.x.isFinite && $0.y.isFinite }), let reach = reach(of: corners, margin: 0)
    else { return }
    cover(reach)
    for y in reach.top..<reach.bottom {
      let down = min(Double(y + 1), rectangle.bottom) - max(Double(y), rectangle.y)
      for x in reach.left..<reach.right {
        let across = min(Double(x + 1), rectangle.right) - max(Double(x), rectangle.x)
        coverage[(y - reach.top) * reach.width + x - reach.left] = Float(max(down, 0) * max(across, 0))
      }
    }
    blend(reach, color: color, opacity: opacity)
  }

  /// Draws a picture, each pixel from the one of the picture that its middle falls on.
  private mutating func draw(_ picture: Tensor, in frame: Rectangle) {
    let corners = [Point(frame.x, frame.y), Point(frame.right, frame.bottom)]
    let (rows, columns) = (picture.shape[1], picture.shape[2])
    guard rows > 0, columns > 0, let reach = reach(of: corners, margin: 0) else { return }
    let area = rows * columns
    let elements = picture.elements
    for y in reach.top..<reach.bottom {
      let row = min(max(Int((Double(y) + 0.5 - frame.y) / frame.height * Double(rows)), 0), rows - 1)
      for x in reach.left..<reach.right {
        let column = min(max(Int((Double(x) + 0.5 - frame.x) / frame.width * Double(columns)), 0), columns - 1)
        for channel in 0..<3 {
          pixels[3 * (y * width + x) + channel] = elements[channel * area + row * columns + column]
        }
      }
    }
  }

  /// The pixels that a mark may touch: from `left` and `top` on, up to but without `right` and `bottom`.
  private struct Reach {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int
    var width: Int { right - left }
  }

  private func reach(of points: [Point], margin: Double) -> Reach? {
    guard let first = points.first else { return nil }
    var (low, high) = (first, first)
    for point in points {
      low = Point(min(low.x, point.x), min(low.y, point.y))
      high = Point(max(high.x, point.x), max(high.y, point.y))
    }
    func whole(_ value: Double, _ limit: Int) -> Int { Int(min(max(value, 0), Double(limit))) }
    let reach = Reach(
      left: whole((low.x - margin).rounded(.down), width), top: whole((low.y - margin).rounded(.down), height),
      right: whole((high.x + margin).rounded(.up), width), bottom: whole((high.y + margin).rounded(.up), height))
    return reach.left < reach.right && reach.top < reach.bottom ? reach : nil
  }

  private mutating func cover(_ reach: Reach) {
    coverage.removeAll(keepingCapacity: true)
    coverage.append(contentsOf: repeatElement(0, count: reach.width * (reach.bottom - reach.top)))
  }

  private mutating func blend(_ reach: Reach, color: RGB, opacity: Float) {
    for y in reach.top..<reach.bottom {
      for x in reach.left..<reach.right {
        let share = coverage[(y - reach.top) * reach.width + x - reach.left] * opacity
        guard share > 0 else { continue }
        let place = 3 * (y * width + x)
        pixels[place] += (color.red - pixels[place]) * share
        pixels[place + 1] += (color.green - pixels[place + 1]) * share
        pixels[place + 2] += (color.blue - pixels[place + 2]) * share
      }
    }
  }
}
