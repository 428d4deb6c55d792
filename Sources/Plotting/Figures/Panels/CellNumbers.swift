import Foundation
import Tensors

/// The numbers of a map [H,W] in the middle of its cells, in black or white, whichever is legible there.
struct CellNumbers: Sendable {
  let map: Tensor
  /// What colours the cells; nil where they are white.
  let scale: ColorScale?
  /// Whether cells that are not numbers say so.
  var showsMissing = true

  /// Below this, fewer digits are better.
  private static let legibleType = 11.0
  /// Where the type would have to be smaller, nothing is written.
  private static let smallestType = 7.0

  private var rows: Int { map.shape[0] }
  private var columns: Int { map.shape[1] }

  func draw(in plot: Rectangle, on drawing: inout Drawing) {
    let cell = Size(width: plot.width / Double(columns), height: plot.height / Double(rows))
    let (texts, font) = setting(in: cell)
    guard font.size >= Self.smallestType else { return }
    for (index, text) in texts.enumerated() {
      let middle = Point(
        plot.x + (Double(index % columns) + 0.5) * cell.width, plot.y + (Double(index / columns) + 0.5) * cell.height)
      drawing.label(text, at: middle, font: font, color: paper(of: index).contrasting)
    }
  }

  /// The numbers with three digits each; where these would be hard to read, with as many decimals as the largest needs.
  private func setting(in cell: Size) -> (texts: [String], font: StrokeFont) {
    let full = map.elements.map { text(Numeral.typeset(Double($0), digits: 3), of: $0) }
    let settings = [full, rounded(digits: 3), rounded(digits: 2)].lazy.map { ($0, font(for: $0, in: cell)) }
    return settings.first { $0.1.size >= Self.legibleType } ?? settings[2]
  }

  /// The numbers with the decimals that show so many digits of the largest; zero itself has none, so that it differs
  /// from what is only near it.
  private func rounded(digits: Int) -> [String] {
    let largest = map.elements.reduce(0) { $1.isFinite ? max($0, Double($1.magnitude)) : $0 }
    guard largest >= 1e-4, largest < 1e6 else {
      return map.elements.map { text(Numeral.typeset(Double($0), digits: digits), of: $0) }
    }
    let decimals = max(0, digits - 1 - Int(log10(largest).rounded(.down)))
    return map.elements.map { value in
      let number = value == 0 ? "0" : Numeral.fixed(Double(value), decimals: decimals)
      return text(Numeral.withRealMinus(number), of: value)
    }
  }

  private func text(_ number: String, of value: Float) -> String {
    value.isFinite ? number : value.isNaN && !showsMissing ? "" : Numeral.typeset(Double(value))
  }

  /// The colour of a cell.
  func paper(of index: Int) -> RGB {
    scale.map { $0.color(of: map[flat: index]) ?? .missing } ?? .paper
  }

  /// The largest type in which every number fits its cell.
  private func font(for texts: [String], in cell: Size) -> StrokeFont {
    let widest = texts.map { Typography.caption.width(of: $0) }.max() ?? 1
    let largest = cell.width >= 72 ? 24.0 : 20
    let fitting = Typography.caption.size * cell.width * 0.8 / max(widest, 1)
    return StrokeFont(size: max(1, min(largest, fitting, cell.height * 0.55)))
  }
}

extension RGB {
  /// Black or white type on this colour.
  var contrasting: RGB { lightness < 0.58 ? .paper : .ink }
}
