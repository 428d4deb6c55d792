public import Tensors

extension Panel {
  /// A picture [3,H,W], [1,H,W] or [H,W] with values in 0…1; its pixels are enlarged by a whole factor, and stay sharp.
  public static func image(_ image: Tensor, title: String = "", axes: Bool = false) -> Panel {
    Panel(title, PicturePanel(pixels: Pixels(image), axes: axes))
  }

  /// A map [H,W] in the colours of a scale, with its colour bar; without a scale, one that fits it.
  ///
  /// Maps of at most 8×8 show their numbers in the cells.
  public static func heatMap(
    _ map: Tensor, title: String = "", scale: ColorScale? = nil, axes: Bool = true, colorBar: Bool = true
  ) -> Panel {
    let map = map.asMap
    let scale = scale ?? .fitting([map])
    let bar = colorBar ? ColorBar(scale: scale, maps: [map]) : nil
    let isSmall = map.shape.allSatisfy { $0 <= 8 }
    let numbers = CellNumbers(map: map, scale: scale, showsMissing: false)
    return Panel(
      titled(title, map: map),
      PicturePanel(
        pixels: Pixels(scale.picture(of: map)), axes: axes, bar: bar, numbers: isSmall ? numbers : nil))
  }

  /// The title of a map, with a word on its signs where they are not what the colours make one expect.
  private static func titled(_ title: String, map: Tensor) -> String {
    let telling = ["all zero", "all negative", "none positive"]
    guard let remark = Summary(of: map.elements).remark, telling.contains(remark) else { return title }
    return title.isEmpty ? remark : "\(title) (\(remark))"
  }

  /// Maps with one scale, and its colour bar beside the last.
  public static func heatMaps(
    _ maps: [(title: String, map: Tensor)], scale: ColorScale? = nil, axes: Bool = true
  ) -> [Panel] {
    let scale = scale ?? .fitting(maps.map { $0.map })
    return maps.enumerated().map { number, map in
      heatMap(map.map, title: map.title, scale: scale, axes: axes, colorBar: number == maps.count - 1)
    }
  }

  /// A map [h,w] laid over the picture that it explains, which shows through in gray.
  public static func overlay(
    _ map: Tensor, on picture: Tensor, title: String = "", scale: ColorScale? = nil, axes: Bool = false
  ) -> Panel {
    let map = map.asMap
    let scale = scale ?? .fitting([map])
    let blend = blended(map, over: Pixels(picture), scale: scale)
    // Where the map has no number, the picture alone is seen: nothing to explain.
    var bar = ColorBar(scale: scale, maps: [map])
    bar.explainsMissing = false
    return Panel(title, PicturePanel(pixels: blend, axes: axes, bar: bar))
  }

  private static func blended(_ map: Tensor, over base: Pixels, scale: ColorScale) -> Pixels {
    let (rows, columns, area) = (base.rows, base.columns, base.rows * base.columns)
    var elements = base.picture.elements
    for row in 0..<rows {
      for column in 0..<columns {
        let place = row * columns + column
        let light = 0.299 * elements[place] + 0.587 * elements[area + place] + 0.114 * elements[2 * area + place]
        let value = map[row * map.shape[0] / rows, column * map.shape[1] / columns]
        let gray = RGB(gray: light)
        let color = scale.color(of: value).map { gray.mixed(with: $0, opacity(of: value, scale)) } ?? gray
        (elements[place], elements[area + place], elements[2 * area + place]) = (color.red, color.green, color.blue)
      }
    }
    return Pixels(Tensor(shape: [3, rows, columns], elements: elements))
  }

  /// How much of the picture a map covers: little where it is near the low end, or near zero on a diverging scale.
  private static func opacity(of value: Float, _ scale: ColorScale) -> Float {
    let position = scale.position(of: Double(value)) ?? 0
    let strength = scale.kind == .diverging ? (2 * position - 1).magnitude : position
    return Float(0.25 + 0.5 * strength)
  }
}

extension Tensor {
  /// A map of two axes: the last two of a tensor whose others have length 1; a vector becomes one row, what has
  /// another shape is flattened into one, and an empty tensor one cell that is not a number.
  var asMap: Tensor {
    guard count > 0 else { return Tensor(shape: [1, 1], repeating: .nan) }
    guard rank >= 2, shape.dropLast(2).allSatisfy({ $0 == 1 }) else { return reshaped([1, count]) }
    return reshaped(Array(shape.suffix(2)))
  }
}

/// Pixels with or without numbered axes, a colour bar and numbers.
struct PicturePanel: PanelContent {
  let pixels: Pixels
  var axes = false
  var bar: ColorBar?
  var numbers: CellNumbers?

  func plotSize(in room: Size) -> Size? { pixels.size(in: room) }

  func insets(plotWidth: Double) -> Insets {
    var insets = Insets()
    if axes {
      insets.left = Typography.label.width(of: "\(pixels.rows - 1)") + 14
      insets.bottom = Typography.label.lineHeight + 8
    }
    if let bar {
      insets.right = bar.width(height: plotWidth * Double(pixels.rows) / Double(pixels.columns))
      if bar.explainsMissing { insets.bottom = max(insets.bottom, 34) }
    }
    return insets
  }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    pixels.draw(in: plot, on: &drawing)
    numbers?.draw(in: plot, on: &drawing)
    drawing.frame(plot)
    if axes { drawAxes(of: plot, on: &drawing) }
    bar?.draw(beside: plot, on: &drawing)
  }

  /// Numbers rows and columns at the middle of their pixels.
  private func drawAxes(of plot: Rectangle, on drawing: inout Drawing) {
    let (across, down) = (plot.width / Double(pixels.columns), plot.height / Double(pixels.rows))
    for column in Ticks.indices(upTo: pixels.columns - 1, count: max(1, Int(plot.width / 56))) {
      let x = plot.x + (Double(column) + 0.5) * across
      drawing.line([Point(x, plot.bottom + 1), Point(x, plot.bottom + 6)], width: 1, color: .axis)
      let place = Point(x, plot.bottom + 8 + Typography.label.ascent)
      drawing.text("\(column)", at: place, font: Typography.label, color: .axis, alignment: .center)
    }
    for row in Ticks.indices(upTo: pixels.rows - 1, count: max(1, Int(plot.height / 62))) {
      let y = plot.y + (Double(row) + 0.5) * down
      drawing.line([Point(plot.x - 6, y), Point(plot.x - 1, y)], width: 1, color: .axis)
      drawing.label("\(row)", at: Point(plot.x - 10, y), font: Typography.label, color: .axis, alignment: .right)
    }
  }
}
