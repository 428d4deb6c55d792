import Networks
import Tensors
import Text

/// A network's layers with shapes, parameters and multiply-adds, as wide or as narrow as there is room.
struct LayerTable {
  /// Which layers are shown: all, or of a long network the first and the last, so that a window holds them.
  enum Rows { case all, ends }

  private let layers: [[String]]
  private let counts: [(parameters: Int, multiplyAdds: Int)]
  private let inAll: (parameters: Int, multiplyAdds: Int)
  private let choice: Rows

  /// From so many layers on a table is long.
  static let longest = 30
  /// So many rows are shown at each end of a long one.
  static let end = 8

  init(_ network: Network, _ choice: Rows = .all) {
    let adds = network.multiplyAddsByNode
    layers = network.nodes.map { [$0.name, $0.layer.summary, shapeText($0.shape)] }
    counts = network.nodes.enumerated().map { ($1.layer.parameterCount, adds[$0]) }
    inAll = (network.parameterCount, network.multiplyAdds)
    self.choice = choice
  }

  /// The table in full where it is no wider than `width` or where that is nil, else with short words and numbers, and at
  /// last with signs.
  func text(width: Int?) -> String {
    let full = columns(rows(["parameters", "multiply-adds"], count: { "\($0)" }, what: { $0 }), right: [3, 4])
    guard let width, full.isWider(than: width) else { return withGap(full) }
    let short = rows(["params", "mult-adds"], count: shortCount, what: shortSummary)
    let table = columns(short, right: [3, 4])
    guard table.isWider(than: width) else { return withGap(table) }
    let signs = rows(["params", "mult-adds"], count: shortCount) { signSummary(shortSummary($0)) }
    return withGap(columns(signs, right: [3, 4], shortening: 1, to: width))
      + "\n" + "× filters, / stride, + padding, ÷ groups".cut(to: width)
  }

  private var isShortened: Bool { choice == .ends && layers.count > Self.longest }

  private func rows(
    _ headings: [String], count: (Int) -> String, what: (String) -> String
  ) -> [[String]] {
    let rows = zip(layers, counts).map { layer, counts in
      [layer[0], what(layer[1]), layer[2], count(counts.parameters), count(counts.multiplyAdds)]
    }
    let shown = isShortened ? Array(rows.prefix(Self.end) + rows.suffix(Self.end)) : rows
    return [["layer", "what", "output"] + headings] + shown
      + [["", "in all", "", count(inAll.parameters), count(inAll.multiplyAdds)]]
  }

  /// The table with a line for the rows that are left out.
  private func withGap(_ table: String) -> String {
    guard isShortened else { return table }
    var lines = table.split(separator: "\n").map(String.init)
    lines.insert("… \(layers.count - 2 * Self.end) more layers: network lists all", at: 1 + Self.end)
    return lines.joined(separator: "\n")
  }
}

/// A whole number with four digits at the most: "9408", "513 k", "115.2 M", "15.35 G".
func shortCount(_ number: Int) -> String {
  guard number >= 10_000 else { return "\(number)" }
  var (value, place) = (Double(number), 0)
  while value >= 999.95, place < 4 { (value, place) = (value / 1000, place + 1) }
  let factor: Double = value < 10 ? 1000 : value < 100 ? 100 : 10
  let rounded = (value * factor).rounded() / factor
  let text = rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  return "\(text) \(["", "k", "M", "G", "T"][place])"
}

/// What a layer is in fewer letters: "conv 3×3 ×64, stride 2, pad 1".
func shortSummary(_ summary: String) -> String {
  let shorter = [
    ("convolution ", "conv "), ("pooling", "pool"), ("padding", "pad"), ("normalization", "norm"),
    ("fully connected", "full"), ("global average", "global mean"),
  ].reduce(summary) { $0.replacing($1.0, with: $1.1) }
  return shorter.replacing(#/, (\d+) filters/#) { " ×\($0.output.1)" }
    .replacing(#/stride (\d+)×\1\b/#) { "stride \($0.output.1)" }
}

/// A short summary with signs in the place of words: "conv 3×3 ×64 /2 +1".
func signSummary(_ summary: String) -> String {
  summary.replacing(", stride ", with: " /").replacing(", pad ", with: " +").replacing(", ceiling", with: " ceiling")
    .replacing(#/, (\d+) groups/#) { " ÷\($0.output.1)" }
}

extension String {
  /// Whether a line of it takes more columns.
  fileprivate func isWider(than width: Int) -> Bool {
    split(separator: "\n").contains { displayWidth(String($0)) > width }
  }
}
