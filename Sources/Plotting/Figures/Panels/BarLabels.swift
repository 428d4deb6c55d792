/// The names beside bars, set in the largest type with which all fit their column in at most two lines.
struct BarLabels: Sendable {
  let font: StrokeFont
  let lines: [[String]]
  /// Which label is in bold type.
  let highlighted: Int?

  /// No label column is wider, nor wider than one and a half plots: at least 40 % are left to the bars.
  private static let widest = 330.0

  init(_ labels: [String], highlighted: Int?, plotWidth: Double) {
    self.highlighted = highlighted
    let room = max(40, min(Self.widest, 1.5 * plotWidth - 12))
    let sizes = [Typography.label.size, 16, 14.5, 13, 11.5]
    let settings = sizes.lazy.map { Self.set(labels, highlighted: highlighted, size: $0, width: room) }
    let setting = settings.first { $0.lines.allSatisfy { $0.count <= 2 } } ?? settings[sizes.count - 1]
    (font, lines) = setting
  }

  private static func set(
    _ labels: [String], highlighted: Int?, size: Double, width: Double
  ) -> (font: StrokeFont, lines: [[String]]) {
    let font = StrokeFont(size: size)
    let lines = labels.enumerated().map { number, label in
      let font = number == highlighted ? font.bold : font
      guard font.width(of: label) > width else { return [label] }
      return font.halves(of: label, width: width) ?? font.lines(of: label, width: width)
    }
    return (font, lines)
  }

  private func font(of label: Int) -> StrokeFont { label == highlighted ? font.bold : font }

  /// The width of the widest line.
  var width: Double {
    lines.enumerated().reduce(0) { most, label in
      label.element.reduce(most) { max($0, font(of: label.offset).width(of: $1)) }
    }
  }

  /// The height of the label of most lines.
  var height: Double { Double(lines.map { $0.count }.max() ?? 1) * spacing }

  private var spacing: Double { (font.size * 1.22).rounded() }

  /// Draws a label whose lines end at `right`, around a height.
  func draw(_ label: Int, right: Double, middle: Double, on drawing: inout Drawing) {
    guard label < lines.count else { return }
    let first = middle - Double(lines[label].count - 1) * spacing / 2
    for (number, line) in lines[label].enumerated() {
      let place = Point(right, first + Double(number) * spacing)
      drawing.label(line, at: place, font: font(of: label), alignment: .right)
    }
  }
}

extension StrokeFont {
  /// Text in two lines no wider than `width`, about equally long, and better before a sign of arithmetic than
  /// elsewhere; nil where that is not possible.
  fileprivate func halves(of text: String, width: Double) -> [String]? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count > 1 else { return nil }
    let breaks = (1..<words.count).map { place -> (lines: [String], cost: Double) in
      let lines = [words[..<place], words[place...]].map { $0.joined(separator: " ") }
      let widest = lines.map { self.width(of: $0) }.max() ?? 0
      return (lines, widest > width ? .infinity : widest * (["×", "+", "−", "="].contains(words[place]) ? 0.5 : 1))
    }
    return breaks.min { $0.cost < $1.cost }.flatMap { $0.cost.isFinite ? $0.lines : nil }
  }

  /// The same type with a heavier pen.
  var bold: StrokeFont { StrokeFont(size: size, weight: .bold) }
}
