public import Tensors

/// Which number has which colour: what a heat map and its colour bar share.
public struct ColorScale: Equatable, Sendable {
  /// Which colours, and where zero stands: in the middle of a diverging scale, anywhere on the others.
  public enum Kind: Equatable, Sendable { case sequential, diverging, gray }

  public let kind: Kind
  /// The number at the low end.
  public let lower: Double
  /// The number at the high end.
  public let upper: Double

  private init(kind: Kind, lower: Double, upper: Double) {
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }

  /// From dark at `lower` to light at `upper`.
  public static func sequential(_ lower: Double, _ upper: Double) -> ColorScale {
    ColorScale(kind: .sequential, lower: lower, upper: Swift.max(lower, upper))
  }

  /// Zero in the middle, neutral; the same distance to both ends.
  public static func diverging(limit: Double) -> ColorScale {
    ColorScale(kind: .diverging, lower: -limit.magnitude, upper: limit.magnitude)
  }

  /// From black at `lower` to white at `upper`.
  public static func gray(_ lower: Double, _ upper: Double) -> ColorScale {
    ColorScale(kind: .gray, lower: lower, upper: Swift.max(lower, upper))
  }

  /// One scale for several maps: diverging about zero where any number is negative, else from least to largest.
  ///
  /// Numbers that are NaN or infinite do not count.
  public static func fitting(_ maps: [Tensor]) -> ColorScale {
    var lower = Float.infinity
    var upper = -Float.infinity
    for map in maps {
      for value in map.elements where value.isFinite {
        lower = Swift.min(lower, value)
        upper = Swift.max(upper, value)
      }
    }
    guard lower <= upper else { return .sequential(0, 1) }
    // A map that is the same everywhere is seen against zero.
    if lower == upper, lower > 0 { return .sequential(0, Double(upper)) }
    return lower < 0
      ? .diverging(limit: Double(Swift.max(-lower, upper))) : .sequential(Double(lower), Double(upper))
  }

  /// Where a number stands from 0 (low end) to 1 (high end), infinities at the ends; nil where it is not a number.
  public func position(of value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    guard upper > lower else { return kind == .diverging ? 0.5 : 0 }
    return Swift.min(Swift.max((value - lower) / (upper - lower), 0), 1)
  }

  /// The colours from the low to the high end.
  public var map: ColorMap {
    switch kind {
    case .sequential: .sequential
    case .diverging: .diverging
    case .gray: .gray
    }
  }

  /// The colour of a number; nil where it is not a number.
  public func color(of value: Float) -> RGB? {
    position(of: Double(value)).map { map.color(at: $0) }
  }

  /// A map [H,W] as a picture [3,H,W]; cells that are not numbers get the colour `missing`.
  public func picture(of map: Tensor, missing: RGB = RGB(gray: 0.87)) -> Tensor {
    let area = map.count
    var planes = [Float](repeating: 0, count: 3 * area)
    for (index, value) in map.elements.enumerated() {
      let color = color(of: value) ?? missing
      planes[index] = color.red
      planes[area + index] = color.green
      planes[2 * area + index] = color.blue
    }
    return Tensor(shape: [3] + map.shape, elements: planes)
  }
}
