public import Tensors
import Text

extension TerminalStyle {
  /// How many numbers fall into each bin: a bar a line; in plain style a line such as `0.0 to 0.1: 12`.
  public func histogram(_ histogram: Histogram) -> String {
    let bounds = binLabels(histogram.edges)
    let most = max(histogram.counts.max() ?? 1, 1)
    var lines = zip(bounds, histogram.counts).map { bounds, count -> String in
      guard !plain else { return "\(bounds.low) to \(bounds.high): \(count)" }
      let label = "\(bounds.low) to \(bounds.high)"
      let room = width - displayWidth(label) - 4 - "\(most)".count
      guard room >= 4 else { return "\(label) \(count)".cut(to: width) }
      let bar = bar(Double(count) / Double(most), width: min(room, 40))
      return "\(label) \(unicode ? "│" : "|")\(paint(bar, as: .command)) \(count)"
    }
    if histogram.missing > 0 { lines.append("\(histogram.missing) missing (NaN or infinite)".cut(to: width)) }
    return lines.joined(separator: "\n")
  }

  /// The edges of the bins with as many decimals as tell them apart, all equally wide.
  private func binLabels(_ edges: [Double]) -> [(low: String, high: String)] {
    guard edges.count > 1 else { return [] }
    let texts = Numeral.aligned(edges)
    return zip(texts, texts.dropFirst()).map { ($0, $1) }
  }

  /// Series as lines on labelled axes: Braille dots, or characters where there is only ASCII; one sentence for each
  /// in plain style.
  public func linePlot(_ series: [Series], xLabel: String = "", yLabel: String = "") -> String {
    guard !plain else { return series.map { sentence(for: $0) }.joined(separator: "\n") }
    let axes = Axes(
      x: Axes.tightRange(of: series.flatMap { $0.x }), y: Axes.range(of: series.flatMap { $0.y }), xLabel: xLabel,
      yLabel: yLabel)
    var plot = TextPlot(axes: axes, style: self)
    let usesDots = unicode && (series.count == 1 || color != .none)
    for (number, series) in series.enumerated() {
      for run in series.runs { plot.draw(run, kind: number, dots: usesDots) }
    }
    let signs = series.indices.map { usesDots ? "⠒⠒" : String(TextPlot.sign(of: $0)) }
    return plot.lines(signs: signs, names: series.map { $0.name }).joined(separator: "\n")
  }

  /// Points [N,2] on labelled axes; each label has its own sign, which the last line explains.
  public func scatter(_ points: Tensor, labels: [Int] = [], names: [String] = []) -> String {
    let pairs = points.pairs
    guard !plain else { return sentence(forScatter: pairs, labels: labels, names: names) }
    let axes = Axes(x: Axes.range(of: pairs.map { $0.x }), y: Axes.range(of: pairs.map { $0.y }))
    var plot = TextPlot(axes: axes, style: self)
    let kinds = Set(labels).sorted()
    for (number, point) in pairs.enumerated() where point.x.isFinite && point.y.isFinite {
      let kind = number < labels.count ? labels[number] : 0
      if kinds.count > 1 { plot.mark(point, kind: kind) } else { plot.draw([point], kind: 0, dots: unicode) }
    }
    let signs = kinds.count > 1 ? kinds.map { String(TextPlot.letter(of: $0)) } : []
    let named = kinds.map { $0 >= 0 && $0 < names.count ? names[$0] : "\($0)" }
    return plot.lines(signs: signs, names: named, kinds: kinds).joined(separator: "\n")
  }

  private func sentence(forScatter points: [Point], labels: [Int], names: [String]) -> String {
    let (x, y) = (Summary(of: points.map { Float($0.x) }), Summary(of: points.map { Float($0.y) }))
    guard x.count > 0 else { return "scatter of no points." }
    let kinds = Set(labels).count
    let labelled = kinds > 1 ? " with \(kinds) labels" : ""
    return "scatter of \(points.count) points\(labelled), x from \(x.range), y from \(y.range)."
  }
}

extension Numeral {
  /// Numbers with the same decimals, as many as tell neighbours apart and at least one, and equally wide.
  static func aligned(_ values: [Double]) -> [String] {
    let smallest = zip(values, values.dropFirst()).map { ($1 - $0).magnitude }.filter { $0 > 0 }.min() ?? 1
    let largest = values.map { $0.magnitude }.max() ?? 1
    guard smallest >= 1e-6, largest < 1e7 else { return values.map { text($0) } }
    let whole = values.allSatisfy { $0 == $0.rounded() }
    var decimals = whole ? 0 : 1
    while decimals < 8 && smallest * power(decimals) < 0.995 { decimals += 1 }
    if !whole && decimals < 8 && !values.allSatisfy({ near($0, decimals) }) { decimals += 1 }
    let texts = values.map { fixed($0, decimals: decimals) }
    let width = texts.map { $0.count }.max() ?? 0
    return texts.map { $0.padded(to: width, right: true) }
  }

  private static func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { value, _ in value * 10 } }

  private static func near(_ value: Double, _ decimals: Int) -> Bool {
    let scaled = value * power(decimals)
    return (scaled - scaled.rounded()).magnitude < 0.02
  }
}
