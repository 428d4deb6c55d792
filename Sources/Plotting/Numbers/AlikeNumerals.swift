import Foundation

extension Numeral {
  /// Numbers as the labels of one scale: all with the same decimals, as many as three digits of the scale need, and
  /// real minus signs. Very small and very large ones share a power of ten.
  static func alike(_ values: [Double]) -> [String] {
    let unit = unit(of: values)
    guard unit > 0, unit.isFinite, values.allSatisfy({ $0.isFinite }) else { return values.map { typeset($0) } }
    let largest = values.map { $0.magnitude }.max() ?? 0
    let power = largest < 1e-3 || largest >= 1e6 ? Int(log10(largest).rounded(.down)) : 0
    let scaled = values.map { power == 0 ? $0 : $0 / pow(10, Double(power)) }
    guard scaled.allSatisfy({ $0.isFinite }) else { return values.map { typeset($0) } }
    let decimals = decimals(of: scaled)
    return zip(values, scaled).map { value, scaled in
      if value == 0 && power != 0 { return "0" }
      return withRealMinus(fixed(scaled, decimals: decimals) + (power == 0 ? "" : "e\(power)"))
    }
  }

  /// What three digits are counted from: the width of the range, or the largest number where that is smaller.
  private static func unit(of values: [Double]) -> Double {
    guard let low = values.min(), let high = values.max() else { return 0 }
    let largest = max(low.magnitude, high.magnitude)
    return high > low ? min(high - low, largest) : largest
  }

  /// The decimals that show three digits, fewer where none of the numbers needs them.
  private static func decimals(of values: [Double]) -> Int {
    let most = min(max(0, 2 - Int(log10(unit(of: values)).rounded(.down))), 12)
    let needed = values.map { value in
      let text = fixed(value, decimals: most, trimmed: true)
      return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }
    return needed.max() ?? 0
  }
}
