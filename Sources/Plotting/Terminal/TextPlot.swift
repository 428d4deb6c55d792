import Text

/// A field of characters with axes around it, for line plots and point clouds.
struct TextPlot {
  private let axes: Axes
  private let style: TerminalStyle
  private let columns: Int
  private let rows: Int
  private let yLabels: [String]
  /// What stands in each cell: a character, or Braille dots as bits, and the kind that was drawn last.
  private var characters: [Character?]
  private var dots: [UInt8]
  private var kinds: [Int]

  init(axes: Axes, style: TerminalStyle) {
    self.axes = axes
    self.style = style
    rows = max(2, min(14, style.pictureRows - 3))
    yLabels = Self.labels(of: axes.y, places: rows)
    let margin = (yLabels.map { $0.count }.max() ?? 0) + 2
    columns = max(1, min(style.width, 76) - margin)
    characters = Array(repeating: nil, count: rows * columns)
    dots = Array(repeating: 0, count: rows * columns)
    kinds = Array(repeating: 0, count: rows * columns)
  }

  /// The sign of a line where there are only characters.
  static func sign(of kind: Int) -> Character { Array("*+ox#%@=")[kind % 8] }

  /// The sign of a point with that label.
  static func letter(of label: Int) -> Character {
    let letters = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return letters[((label % letters.count) + letters.count) % letters.count]
  }

  /// Draws a line through points, in Braille dots or in the sign of its kind.
  mutating func draw(_ run: [Point], kind: Int, dots usesDots: Bool) {
    let (across, down) = usesDots ? (2, 4) : (1, 1)
    let places = run.map { point in
      let (x, y) = share(of: point)
      return (x: x * Double(columns * across - 1), y: (1 - y) * Double(rows * down - 1))
    }
    if places.count == 1 { put(places[0], kind: kind, usesDots: usesDots) }
    for (from, to) in zip(places, places.dropFirst()) {
      let steps = max(1, Int(max((to.x - from.x).magnitude, (to.y - from.y).magnitude).rounded(.up)))
      for step in 0...steps {
        let t = Double(step) / Double(steps)
        put((from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t), kind: kind, usesDots: usesDots)
      }
    }
  }

  /// Sets the sign of a point's label.
  mutating func mark(_ point: Point, kind: Int) {
    let (x, y) = share(of: point)
    let cell = Int(((1 - y) * Double(rows - 1)).rounded()) * columns + Int((x * Double(columns - 1)).rounded())
    characters[cell] = Self.letter(of: kind)
    kinds[cell] = kind
  }

  private mutating func put(_ place: (x: Double, y: Double), kind: Int, usesDots: Bool) {
    let (x, y) = (Int(place.x.rounded()), Int(place.y.rounded()))
    let cell = usesDots ? y / 4 * columns + x / 2 : y * columns + x
    if usesDots {
      dots[cell] |= [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]][y % 4][x % 2]
    } else {
      characters[cell] = Self.sign(of: kind)
    }
    kinds[cell] = kind
  }

  private func share(of point: Point) -> (x: Double, y: Double) {
    func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
      min(max((value - range.lowerBound) / (range.upperBound - range.lowerBound), 0), 1)
    }
    return (share(point.x, axes.x), share(point.y, axes.y))
  }

  /// Labels at the places of an axis that round numbers are nearest to; empty ones elsewhere. The first place is the
  /// top.
  private static func labels(of range: ClosedRange<Double>, places: Int) -> [String] {
    var labels = [String](repeating: "", count: places)
    let ticks = Ticks(from: range.lowerBound, to: range.upperBound, count: max(2, places / 3))
    for (value, label) in zip(ticks.values, ticks.labels) {
      let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      let place = Int(((1 - share) * Double(places - 1)).rounded())
      labels[min(max(place, 0), places - 1)] = Numeral.withHyphen(label)
    }
    return labels
  }

  /// The plot with its axes, labels and, where there are names, a legend.
  func lines(signs: [String], names: [String], kinds: [Int]? = nil) -> [String] {
    let margin = yLabels.map { $0.count }.max() ?? 0
    let (tick, bar) = style.unicode ? ("┤", "│") : ("+", "|")
    var lines = axes.yLabel.isEmpty ? [] : [style.text(axes.yLabel).cut(to: style.width)]
    for row in 0..<rows {
      let label = style.paint(yLabels[row].padded(to: margin, right: true), as: .muted)
      lines.append(label + " " + (yLabels[row].isEmpty ? bar : tick) + cells(ofRow: row))
    }
    lines += xAxis(margin: margin)
    lines += legend(signs: signs, names: names, kinds: kinds ?? Array(signs.indices))
    return lines.map { style.color == .none ? $0.trimmedRight : $0 }
  }

  private func cells(ofRow row: Int) -> String {
    (0..<columns).map { column in
      let cell = row * columns + column
      guard let character = characters[cell] ?? braille(dots[cell]) else { return " " }
      return tinted(String(character), kind: kinds[cell])
    }.joined()
  }

  private func braille(_ bits: UInt8) -> Character? {
    bits == 0 ? nil : Unicode.Scalar(0x2800 + UInt32(bits)).map { Character($0) }
  }

  private func tinted(_ text: String, kind: Int) -> String {
    style.color == .none
      ? text
      : style.colored(foreground: ColorMap.category(kind).mixed(with: .paper, 0.25), background: nil) + text
        + style.reset
  }

  private func xAxis(margin: Int) -> [String] {
    let ticks = Ticks(from: axes.x.lowerBound, to: axes.x.upperBound, count: max(2, columns / 12))
    var axis = [Character](repeating: style.unicode ? "─" : "-", count: columns)
    var labels = ""
    for (value, label) in zip(ticks.values, ticks.labels.map(Numeral.withHyphen)) {
      let place = Int((share(of: Point(value, 0)).x * Double(columns - 1)).rounded())
      axis[place] = style.unicode ? "┴" : "+"
      let start = max(0, min(place - label.count / 2, columns - label.count))
      if labels.isEmpty || start > labels.count { labels = labels.padded(to: start) + label }
    }
    let space = String(repeating: " ", count: margin + 1)
    let corner = style.unicode ? "└" : "+"
    let name = axes.xLabel.isEmpty ? [] : [(space + " " + style.text(axes.xLabel)).cut(to: style.width)]
    let numbers = (space + " " + labels).cut(to: style.width)
    return [space + corner + String(axis), style.paint(numbers, as: .muted)] + name
  }

  private func legend(signs: [String], names: [String], kinds: [Int]) -> [String] {
    guard names.contains(where: { !$0.isEmpty }), !signs.isEmpty else { return [] }
    var lines = [""]
    var used = 0
    for ((sign, name), kind) in zip(zip(signs, names), kinds) {
      let entry = (sign + " " + style.text(name)).cut(to: style.width)
      let wide = displayWidth(entry)
      if used > 0 && used + 3 + wide > style.width {
        lines.append("")
        used = 0
      }
      let isWhole = entry.hasPrefix(sign)
      let shown = isWhole ? tinted(sign, kind: kind) + entry.dropFirst(sign.count) : entry
      lines[lines.count - 1] += (used > 0 ? "   " : "") + shown
      used += wide + (used > 0 ? 3 : 0)
    }
    return lines
  }
}

extension Numeral {
  static func withHyphen(_ text: String) -> String { String(text.map { $0 == "−" ? "-" : $0 }) }
}

extension String {
  var trimmedRight: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
