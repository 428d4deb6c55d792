import Text

extension TerminalStyle {
  /// Named values, a line each with a bar; in plain style without the bar.
  ///
  /// Where any value is negative, all bars start at one zero: negative ones go to its left, positive ones to its right.
  ///
  /// - Parameter width: columns that they may take, to stand beside something else.
  public func bars(_ values: [Double], labels: [String], width: Int? = nil) -> String {
    limited(rows: nil, width: width).bars(values, labels)
  }

  private func bars(_ values: [Double], _ labels: [String]) -> String {
    let names = values.indices.map { $0 < labels.count ? text(labels[$0]) : "\($0)" }
    let numbers = values.map { Numeral.text($0) }
    guard !plain else { return zip(names, numbers).map { "\($0): \($1)" }.joined(separator: "\n") }
    let side = min(names.map { displayWidth($0) }.max() ?? 0, max(1, width / 3))
    let digits = numbers.map { $0.count }.max() ?? 0
    let room = min(40, width - side - digits - 4)
    let zero = BarZero(values, width: room)
    return values.indices.map { row in
      let label = names[row].cut(to: side).padded(to: side, right: true)
      let line = label + "  " + numbers[row].padded(to: digits, right: true)
      guard room >= 4 else { return line.cut(to: width) }
      return (line + "  " + bar(values[row], from: zero)).trimmedRight
    }.joined(separator: "\n")
  }

  private func bar(_ value: Double, from zero: BarZero) -> String {
    let share = zero.share(of: value)
    let right = share > 0 ? paint(bar(share, width: zero.right), as: .command) : ""
    guard zero.left > 0 else { return right }
    let left = share < 0 ? leftBar(-share, width: zero.left) : ""
    return String(repeating: " ", count: zero.left - displayWidth(left)) + paint(left, as: .command)
      + (unicode ? "│" : "|") + right
  }

  /// A bar of so large a part of the width, in eighths of a column where the terminal has them.
  public func bar(_ share: Double, width: Int) -> String {
    let eighths = share.isFinite ? Int((min(max(share, 0), 1) * Double(width) * 8).rounded()) : 0
    guard unicode else { return String(repeating: "#", count: (eighths + 4) / 8) }
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }

  /// A bar that grows to the left, in half columns: there are no finer signs that are filled on their right.
  private func leftBar(_ share: Double, width: Int) -> String {
    let halves = Int((min(share, 1) * Double(width) * 2).rounded())
    guard unicode else { return String(repeating: "#", count: (halves + 1) / 2) }
    return (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2)
  }
}

/// The zero that bars start from, and the columns on both sides of it, in proportion to the values there.
struct BarZero {
  /// Columns for negative values; 0 where there are none, and then no zero is drawn either.
  var left = 0
  /// Columns for positive values.
  let right: Int
  /// The largest magnitude of either side that fills its columns.
  private var unit = (left: 1.0, right: 1.0)

  init(_ values: [Double], width: Int) {
    let finite = values.filter { $0.isFinite }
    let (low, high) = (-min(finite.min() ?? 0, 0), max(finite.max() ?? 0, 0))
    guard low > 0, width >= 4 else {
      right = width
      unit.right = max(high, .leastNonzeroMagnitude)
      return
    }
    // Relative to the larger side, as the sum of both may be too large for a number.
    let largest = max(low, high)
    let (below, above) = (low / largest, high / largest)
    let share = Int((Double(width - 1) * below / (below + above)).rounded())
    left = min(max(share, 1), width - (above > 0 ? 2 : 1))
    right = width - 1 - left
    // One scale for both sides: the side that fills its columns first decides.
    let column = max(low / Double(left), above > 0 ? high / Double(right) : 0)
    unit = (left: column * Double(left), right: column * Double(right))
  }

  /// From −1 (all columns at the left) to 1 (all at the right); 0 for what is not a finite number.
  func share(of value: Double) -> Double {
    guard value.isFinite else { return 0 }
    return value < 0 ? value / unit.left : value / unit.right
  }
}
