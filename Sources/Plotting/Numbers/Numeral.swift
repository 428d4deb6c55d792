import Foundation

/// Numbers as text: four significant digits, whole numbers in full.
public enum Numeral {
  /// A number in ASCII: `0.9813`, `-12`, `1.5e-6`, `nan`, `inf`.
  public static func text(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    guard value != 0 else { return "0" }
    if value == value.rounded() && value.magnitude < 1e7 { return String(Int(value)) }
    guard value.magnitude >= 1e-4 && value.magnitude < 1e6 else { return scientific(value, digits: digits) }
    let before = Int(log10(value.magnitude).rounded(.down))
    return fixed(value, decimals: max(0, digits - 1 - before), trimmed: true)
  }

  /// A number as it stands in a figure: with a real minus sign.
  public static func typeset(_ value: Double, digits: Int = 4) -> String {
    withRealMinus(text(value, digits: digits))
  }

  /// A number with so many decimals, and without zeros at their end if `trimmed`.
  static func fixed(_ value: Double, decimals: Int, trimmed: Bool = false) -> String {
    var text = String(format: "%.*f", decimals, value)
    if trimmed && text.contains(".") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return Double(text) == 0 && text.first == "-" ? String(text.dropFirst()) : text
  }

  static func withRealMinus(_ text: String) -> String {
    String(text.map { $0 == "-" ? "−" : $0 })
  }

  private static func scientific(_ value: Double, digits: Int) -> String {
    let parts = String(format: "%.*e", digits - 1, value).split(separator: "e")
    guard parts.count == 2, let mantissa = Double(parts[0]), let exponent = Int(parts[1]) else { return "\(value)" }
    return fixed(mantissa, decimals: digits - 1, trimmed: true) + "e\(exponent)"
  }
}
