import Tensors

/// What can be said in words about the numbers of a map, those that are finite.
struct Summary: Equatable, Sendable {
  var lowest = 0.0
  var highest = 0.0
  /// Where the highest number stands, in row-major order.
  var place = 0
  /// The finite numbers.
  var count = 0
  /// Numbers that are NaN or infinite.
  var missing = 0
  /// The share of the finite numbers that lie above the middle of the range.
  var shareAboveHalf = 0.0

  init(of values: [Float]) {
    for (index, value) in values.enumerated() {
      guard value.isFinite else {
        missing += 1
        continue
      }
      let value = Double(value)
      if count == 0 || value > highest { (highest, place) = (value, index) }
      if count == 0 || value < lowest { lowest = value }
      count += 1
    }
    let middle = half
    let above = values.count { $0.isFinite && Double($0) > middle }
    shareAboveHalf = count > 0 ? Double(above) / Double(count) : 0
  }

  /// The middle between the lowest and the highest.
  var half: Double { (lowest + highest) / 2 }

  /// `0.02 to 0.97`.
  var range: String { "\(Numeral.text(lowest)) to \(Numeral.text(highest))" }

  /// The share above half as whole per cents.
  var percent: String { "\(Int((shareAboveHalf * 100).rounded())) %" }

  /// A sentence about the sign where all numbers have the same or none; nil where both occur or none is negative.
  var remark: String? {
    guard count > 0 else { return "no numbers" }
    if lowest == 0 && highest == 0 { return "all zero" }
    if highest < 0 { return "all negative" }
    if highest == 0 { return "none positive" }
    if lowest > 0 { return "all positive" }
    return lowest == 0 ? "none negative" : nil
  }
}
