#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Double {
  /// The number to so many significant digits: whole numbers in full, very large and very small ones as 1.235e-05.
  public func written(precision: Int = 4) -> String {
    NumberFormat(for: [self], precision: precision, wholeBelow: 1e15).text(self, padded: false)
  }
}

/// One way to write all numbers of a tensor, as numpy's: the same notation, the points below each other.
///
/// - Whole numbers are written in full as long as none reaches `wholeBelow`.
/// - Others have one number of decimals, such that the largest shows `precision` significant digits, less the zeros that
///   all end in.
/// - Where the largest of these is beyond 10⁶ or below 10⁻⁴, or a number that is not 0 would show no digit but zeros, all
///   are written with powers of ten.
struct NumberFormat {
  private enum Notation {
    case whole
    case fixed(decimals: Int)
    case scientific(decimals: Int)
  }

  private var notation = Notation.whole

  /// The widest text before the point, and from the point on.
  private var left = 0
  private var right = 0

  /// The width of every text, NaN and infinities among them.
  private(set) var width = 0

  init(for numbers: [Double], precision: Int, wholeBelow limit: Double) {
    let finite = numbers.filter(\.isFinite)
    let largest = finite.reduce(0) { Swift.max($0, abs($1)) }
    let smallest = finite.reduce(.infinity) { $1 == 0 ? $0 : Swift.min($0, abs($1)) }
    let precision = Swift.min(Swift.max(precision, 1), 9)
    if largest >= limit || finite.contains(where: { $0 != $0.rounded() }) {
      let decimals = Swift.max(precision - 1 - decimalExponent(of: largest), 1)
      let vanishes = decimals > 12 || smallest * powerOfTen(decimals) < 0.5
      let isScientific = largest >= 1e6 || largest < 1e-4 || vanishes
      notation = isScientific ? .scientific(decimals: precision - 1) : .fixed(decimals: decimals)
    }
    fit(finite, among: numbers)
  }

  /// Takes away the zeros that all numbers end in, and measures.
  private mutating func fit(_ finite: [Double], among numbers: [Double]) {
    if case .scientific = notation {
      let digits = finite.map { trimmed(scientific($0).digits).count }.max() ?? 0
      notation = .scientific(decimals: Swift.max(digits - 1, 0))
    }
    for number in finite {
      let text = bare(number)
      let point = text.firstIndex(of: ".") ?? text.endIndex
      left = Swift.max(left, text.distance(from: text.startIndex, to: point))
      right = Swift.max(right, text.distance(from: point, to: text.endIndex))
    }
    width = numbers.reduce(left + right) { $1.isFinite ? $0 : Swift.max($0, bare($1).count) }
  }

  /// The number in this format, with spaces that put its point below the others' unless told not to.
  func text(_ number: Double, padded: Bool = true) -> String {
    guard padded else { return bare(number, aligned: false) }
    let text = bare(number)
    guard number.isFinite else { return String(repeating: " ", count: width - text.count) + text }
    let point = text.firstIndex(of: ".") ?? text.endIndex
    let behind = text.distance(from: point, to: text.endIndex)
    let before = text.count - behind
    return String(repeating: " ", count: width - right - before) + text
      + String(repeating: " ", count: right - behind)
  }

  /// The number without spaces; a point with nothing behind it stands only where it must align with others.
  private func bare(_ number: Double, aligned: Bool = true) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    // −0 comes of multiplying by a mask; its sign would puzzle and says nothing.
    let sign = number < 0 ? "-" : ""
    switch notation {
    case .whole:
      return sign + String(Int(abs(number)))
    case .fixed(let decimals):
      let digits = String(scaled(abs(number), by: decimals))
      let all = String(repeating: "0", count: Swift.max(decimals + 1 - digits.count, 0)) + digits
      let fraction = trimmed(String(all.suffix(decimals)))
      return sign + all.dropLast(decimals) + (aligned || !fraction.isEmpty ? "." : "") + fraction
    case .scientific(let decimals):
      let (digits, exponent) = scientific(number)
      let power = (abs(exponent) < 10 ? "0" : "") + String(abs(exponent))
      let point = aligned || decimals > 0 ? "." : ""
      return sign + digits.prefix(1) + point + digits.dropFirst().prefix(decimals) + (exponent < 0 ? "e-" : "e+")
        + power
    }
  }

  /// The significant digits of a number, one before the point and `decimals` behind it, and its power of ten.
  private func scientific(_ number: Double) -> (digits: String, exponent: Int) {
    guard case .scientific(let decimals) = notation else { return ("", 0) }
    guard number != 0 else { return (String(repeating: "0", count: decimals + 1), 0) }
    let exponent = decimalExponent(of: abs(number))
    let digits = String(scaled(abs(number), by: decimals - exponent))
    // 9.9996 rounds to 10.00.
    return digits.count > decimals + 1 ? (String(digits.dropLast()), exponent + 1) : (digits, exponent)
  }
}

private func trimmed(_ digits: String) -> String {
  var digits = digits
  while digits.last == "0" { digits.removeLast() }
  return digits
}

/// 10ⁿ; exact up to 10²².
private func powerOfTen(_ exponent: Int) -> Double {
  pow(10, Double(exponent))
}

/// The n for which 10ⁿ ≤ x < 10ⁿ⁺¹; 0 for 0.
private func decimalExponent(of x: Double) -> Int {
  guard x > 0 else { return 0 }
  let exponent = Int(log10(x).rounded(.down))
  // A logarithm is rounded, so just below a power of ten it may be one too large.
  return x < powerOfTen(exponent) ? exponent - 1 : exponent
}

/// x·10ⁿ rounded to a whole number, as the exact product would be.
private func scaled(_ x: Double, by exponent: Int) -> UInt64 {
  // Two factors, for 10ⁿ may itself be beyond a Double.
  let (x, exponent) = exponent > 300 ? (x * powerOfTen(exponent - 300), 300) : (x, exponent)
  guard exponent >= 0 else { return UInt64((x / powerOfTen(-exponent)).rounded(.toNearestOrEven)) }
  let factor = powerOfTen(exponent)
  let product = x * factor
  let below = product.rounded(.down)
  guard product - below == 0.5 else { return UInt64(product.rounded(.toNearestOrEven)) }
  // The product looks like a tie; what was lost in rounding it decides.
  let lost = (-product).addingProduct(x, factor)
  return UInt64(lost == 0 ? product.rounded(.toNearestOrEven) : lost > 0 ? below + 1 : below)
}
