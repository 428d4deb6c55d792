import Foundation
import Tensors

/// The strip beside a map that says which number has which colour.
struct ColorBar: Sendable {
  let scale: ColorScale
  /// Whether to explain the colour of cells that are not numbers.
  var explainsMissing = false

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
    drawing.add(.pixels(.column(of: steps), bar))
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

  /// An end of the scale to four digits, counted from the first digit of the scale's width.
  private func endLabel(_ value: Double) -> String {
    let (width, text) = (scale.upper - scale.lower, Numeral.typeset(value))
    guard width > 0.001, width < 1e6, value.magnitude < width else { return text }
    let decimals = 3 - Int(log10(width).rounded(.down))
    return Numeral.withRealMinus(Numeral.fixed(value, decimals: max(decimals, 0), trimmed: true))
  }

  /// The true ends, and the round numbers that leave them room.
  func marks(height: Double) -> [(position: Double, label: String)] {
    let ends = Array(Set([scale.lower, scale.upper])).sorted()
    let room = Typography.label.lineHeight * 1.05 / max(height, 1)
    let ticks = Ticks(from: scale.lower, to: scale.upper, count: max(2, Int(height / 60)))
    let inner = zip(ticks.values, ticks.labels).compactMap { value, label -> (position: Double, label: String)? in
      guard let position = scale.position(of: value), position > room, position < 1 - room else { return nil }
      return (position, label)
    }
    let outer = ends.map { (position: ends.count == 1 ? 0.5 : $0 == ends[0] ? 0 : 1, label: endLabel($0)) }
    return outer + inner
  }
}

extension Tensor {
  /// A picture [3,N,1] of colours below each other.
  static func column(of colors: [RGB]) -> Tensor {
    Tensor(
      shape: [3, colors.count, 1],
      elements: colors.map { $0.red } + colors.map { $0.green } + colors.map { $0.blue })
  }
}
