import Tensors

/// The numbers, each from 0 to 1, that a part of a picture is drawn from.
///
/// A drawing reads them in a fixed order and makes its angles, lengths and colours of them, so a picture half-way
/// between two others is the drawing of the numbers half-way between theirs.
public struct Dials: Equatable, Sendable {
  /// The numbers, in the order in which a drawing reads them.
  public var positions: [Float]
  private var read = 0

  init(count: Int, from source: inout RandomSource) {
    positions = (0..<count).map { _ in source.uniform() }
  }

  /// Each number moved by the same share of the way to another's.
  public func mixed(with other: Dials, share: Float) -> Dials {
    var result = self
    result.positions = zip(positions, other.positions).map { $0 + ($1 - $0) * share }
    return result
  }

  /// The next number, 0…1.
  mutating func next() -> Float {
    precondition(read < positions.count, "a drawing reads more than its \(positions.count) dials")
    defer { read += 1 }
    return positions[read]
  }

  /// The next number, spread over a range.
  mutating func next(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * next()
  }

  /// Whether the next number is below a probability.
  mutating func chance(_ probability: Float) -> Bool { next() < probability }

  /// One of `count` kinds, all as likely.
  mutating func kind(of count: Int) -> Int { min(Int(next() * Float(count)), count - 1) }

  /// One of several colours, a little changed.
  mutating func color(near choices: [Color]) -> Color {
    let choice = choices[kind(of: choices.count)]
    let change = Color(next(-0.05...0.05), next(-0.05...0.05), next(-0.05...0.05))
    return (choice + change).clamped(lowerBound: .zero, upperBound: Color(repeating: 1))
  }

  /// A colour of any hue, or of one in a range.
  mutating func color(
    hue: ClosedRange<Float> = 0...1, saturation: ClosedRange<Float>, value: ClosedRange<Float>
  ) -> Color {
    let hue = next(hue)
    // Pure greens look brighter and less natural than any other hue.
    let green = 0.25 * max(1 - abs(hue - 0.38) / 0.18, 0)
    return Color(hue: hue, saturation: next(saturation) * (1 - green), value: next(value) * (1 - green))
  }
}
