import Foundation

/// Round numbers for an axis: multiples of 1, 2 or 5 times a power of ten.
package struct Ticks: Equatable, Sendable {
  package let values: [Double]
  package let step: Double

  /// The round numbers from `lower` to `upper`, about `count` of them and never more than twice as many; only whole
  /// ones if so wanted.
  package init(from lower: Double, to upper: Double, count: Int, whole: Bool = false) {
    guard lower.isFinite, upper.isFinite, upper > lower, (upper - lower).isFinite else {
      step = 1
      values = lower.isFinite ? [lower] : []
      return
    }
    let wanted = Self.step(near: (upper - lower) / Double(max(count, 1)))
    step = whole ? max(1, wanted) : wanted
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1000, first.magnitude < 1e15 else {
      values = [lower, upper]
      return
    }
    values = (0...Int(last - first)).map { [step] in (first + Double($0)) * step }
  }

  /// Whole numbers for counting from 0 to `last`: pixels, rows, channels.
  package static func indices(upTo last: Int, count: Int) -> [Int] {
    guard last > 0 else { return [0] }
    let step = Swift.max(1, Int(Self.step(near: Double(last) / Double(Swift.max(count, 1)))))
    return Array(Swift.stride(from: 0, through: last, by: step))
  }

  /// The numbers as labels, all with the decimals that the step needs.
  package var labels: [String] { values.map(label) }

  private func label(_ value: Double) -> String {
    guard values.count > 1, step.magnitude >= 1e-4, values.allSatisfy({ $0.magnitude < 1e6 }) else {
      return Numeral.typeset(value, digits: 3)
    }
    guard value.magnitude > step / 2 else { return "0" }
    let decimals = max(0, -Int((log10(step) + 1e-9).rounded(.down)))
    return Numeral.withRealMinus(Numeral.fixed(value, decimals: decimals))
  }

  /// The step of the series 1, 2, 5, 10 … that is nearest by ratio.
  private static func step(near rough: Double) -> Double {
    let power = pow(10, log10(rough).rounded(.down))
    let ratio = rough / power
    return power * (ratio < 2.0.squareRoot() ? 1 : ratio < 10.0.squareRoot() ? 2 : ratio < 50.0.squareRoot() ? 5 : 10)
  }
}
