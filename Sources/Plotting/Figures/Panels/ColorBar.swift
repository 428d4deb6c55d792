import Foundation
import Tensors

/// The strip beside a map that says which number has which colour.
struct ColorBar: Sendable {
  let scale: ColorScale
  /// Whether to explain the colour of cells that are not numbers.
  var explainsMissing = false
  /// Whether all numbers of the map are whole, so that no others are marked.
  var isWhole = false

  init(scale: ColorScale) { self.scale = scale }

  /// The bar of maps that have a scale in common.
  init(scale: ColorScale, maps: [Tensor]) {
    self.scale = scale
    explainsMissing = maps.contains { $0.elements.contains { $0.isNaN } }
    isWhole =
      [scale.lower, scale.upper].allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e6 }
      && maps.allSatisfy { $0.elements.allSatisfy { !$0.isFinite || $0 == $0.rounded() } }
  }

  static let gap = 16.0
  static let thickness = 18.0
  private static let labelGap = 9.0

  /// The room that the bar takes right of the map, labels included.
  func width(height: Double) -> Double {
    let labels = marks(height: height).map { Typography.label.width(of: $0.label) }.max() ?? 0
    let note = explainsMissing ? Typography.label.width(of: "NaN") : 0
    return Self.gap + Self.thickness + Self.labelGap + max(labels, note) + 2
  }

  func draw(beside plot: Rectangle, on drawing: inout Drawing) {
    let bar = Rectangle(x: plot.right + Self.gap, y: plot.y, width: Self.thickness, height: plot.height)
    let isOneColor = scale.upper <= scale.lower
    let steps = (0..<256).map { step in
      scale.map.color(at: isOneColor ? scale.position(of: scale.lower) ?? 0 : 1 - Double(step) / 255)
    }
    drawing.add(.pixels(.picture(of: steps, rows: steps.count), bar))
    drawing.frame(bar)
    for mark in marks(height: plot.height) {
      let y = bar.bottom - mark.position * bar.height
      drawing.line([Point(bar.right + 1, y), Point(bar.right + 5, y)], width: 1, color: .axis)
      let middle = Point(bar.right + Self.labelGap, y)
      drawing.label(mark.label, at: middle, font: Typography.label, color: .axis, alignment: .left)
    }
    guard explainsMissing else { return }
    let swatch = Rectangle(x: bar.x, y: bar.bottom + 18, width: bar.width, height: 14)
    drawing.rectangle(swatch, color: .missing)
    drawing.frame(swatch)
    let place = Point(bar.right + Self.labelGap, swatch.middle.y)
    drawing.label("NaN", at: place, font: Typography.label, color: .axis, alignment: .left)
  }

  /// The true ends, and the round numbers that leave them room; all with the same decimals.
  func marks(height: Double) -> [(position: Double, label: String)] {
    let room = Typography.label.lineHeight * 1.05 / max(height, 1)
    let inner = ticks(height: height).values.compactMap { value -> (value: Double, position: Double)? in
      guard let position = scale.position(of: value), position > room, position < 1 - room else { return nil }
      return (value, position)
    }
    let outer =
      scale.upper > scale.lower
      ? [(value: scale.lower, position: 0.0), (value: scale.upper, position: 1.0)]
      : [(value: scale.lower, position: 0.5)]
    let all = outer + inner
    return zip(all, Numeral.alike(all.map { $0.value })).map { (position: $0.position, label: $1) }
  }

  /// About one number in sixty pixels; of few whole numbers each, where there is room.
  private func ticks(height: Double) -> Ticks {
    let range = scale.upper - scale.lower
    let showsEach = isWhole && range <= 10 && height >= range * Typography.label.lineHeight * 1.3
    let count = showsEach ? Int(range) : Int(height / 60)
    return Ticks(from: scale.lower, to: scale.upper, count: max(2, count), whole: isWhole)
  }
}

extension Tensor {
  /// A picture [3,H,W] of colours, row by row.
  static func picture(of colors: [RGB], rows: Int) -> Tensor {
    Tensor(
      shape: [3, rows, colors.count / max(rows, 1)],
      elements: colors.map { $0.red } + colors.map { $0.green } + colors.map { $0.blue })
  }
}
