/// Paints regions onto a layer, smooth at their outlines and lit by one lamp.
///
/// A region's distances are written down once a pixel. Their differences from pixel to pixel are the slope, which
/// makes any function that is zero on the outline a distance in pixels, hence a coverage, and tells where the
/// surface faces.
struct PaintingBrush: Brush {
  var layer = Layer()
  var frame: Frame
  let light: Light

  /// The distances, with one pixel more than the picture on each side.
  private var distances = [Float](repeating: 0, count: stride * stride)
  private static let stride = Layer.side + 2

  init(frame: Frame, light: Light) {
    self.frame = frame
    self.light = light
  }

  mutating func fill<Region: Shape>(_ shape: Region, _ paint: Paint) {
    let box = frame.pictureBox(shape.bounds).grown(by: 1)
    let last = Float(Layer.side - 1)
    guard box.most.x > 0, box.most.y > 0, box.least.x < last, box.least.y < last else { return }
    let columns = Int(max(box.least.x, 0))...Int(min(box.most.x, last))
    let rows = Int(max(box.least.y, 0))...Int(min(box.most.y, last))
    measure(shape, columns: columns, rows: rows)
    for row in rows {
      for column in columns { paintPixel(row: row, column: column, paint) }
    }
  }

  /// Writes down the distance, in pixels, from the centre of each pixel of a range and of those around it.
  private mutating func measure<Region: Shape>(_ shape: Region, columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    let step = frame.horizontalStep
    let corner = Point(Float(columns.lowerBound) - 0.5, 0)
    for row in (rows.lowerBound - 1)...(rows.upperBound + 1) {
      var point = frame.drawingPoint(corner + Point(0, Float(row) + 0.5))
      var place = (row + 1) * Self.stride + columns.lowerBound
      for _ in 0..<(columns.count + 2) {
        distances[place] = shape.distance(to: point) * frame.scale
        place += 1
        point += step
      }
    }
  }

  private mutating func paintPixel(row: Int, column: Int, _ paint: Paint) {
    let place = (row + 1) * Self.stride + column + 1
    let distance = distances[place]
    guard distance < 1 else { return }
    let slope =
      Point(
        distances[place + 1] - distances[place - 1], distances[place + Self.stride] - distances[place - Self.stride])
      / 2
    let steepness = max(slope.length, 0.7)
    let coverage = clamped(0.5 - distance / steepness) * paint.opacity
    guard coverage > 0 else { return }
    let point = frame.drawingPoint(Point(Float(column) + 0.5, Float(row) + 0.5))
    var color = paint.color(at: point, pixel: 1 / frame.scale)
    switch paint.relief {
    case .flat: break
    case .rounded(let depth):
      color = lit(color, paint, lean: slope / steepness * (1 - clamped(-distance / (depth * frame.scale))))
    case .cylinder(let axis, let radius):
      color = lit(color, paint, lean: frame.horizontal / frame.scale * clamped((point.x - axis) / radius, -1, 1))
    }
    layer.cover(row * Layer.side + column, with: color, coverage: coverage)
  }

  /// A colour under the lamp, on a surface that leans in a direction: not at all at length 0, nearly upright at 1.
  private func lit(_ color: Color, _ paint: Paint, lean: Point) -> Color {
    let sideways = lean * 0.92
    let normal = SIMD3(sideways.x, sideways.y, max(1 - sideways.dot(sideways), 0).squareRoot())
    let shaded = color * light.shade(normal)
    return paint.gloss > 0 ? shaded + paint.gloss * light.highlight(normal) : shaded
  }
}

extension Frame {
  /// How far apart in the drawing two neighbours in a row of pixels are.
  var horizontalStep: Point { Point(horizontal.x, vertical.x) / (scale * scale) }
}
