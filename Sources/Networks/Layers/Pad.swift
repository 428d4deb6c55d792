public import Tensors

/// Numbers added before and behind along each axis, or cut off.
public struct Pad: Layer {
  /// How much is added at the two ends of an axis; cut off where it is negative.
  public struct Border: Sendable, Equatable {
    /// Numbers at the start of the axis.
    public var before: Int
    /// Numbers at its end.
    public var after: Int

    /// What is added at the start and at the end.
    public init(before: Int, after: Int) {
      (self.before, self.after) = (before, after)
    }
  }

  /// What is added.
  public enum Mode: Sendable, Equatable {
    /// The same number everywhere.
    case constant(Float)
    /// The numbers mirrored at the first and the last one, which are not repeated.
    case reflect
    /// The first and the last number.
    case edge
  }

  /// One an axis, without the batch axis.
  public let borders: [Border]
  /// What is added.
  public let mode: Mode

  /// - Parameter borders: one an axis.
  public init(_ borders: [Border], mode: Mode = .constant(0)) {
    (self.borders, self.mode) = (borders, mode)
  }

  public var summary: String {
    let sides = borders.map { "\($0.before)+\($0.after)" }.joined(separator: ", ")
    return switch mode {
    case .constant(let number): "pad \(sides) by \(number)"
    case .reflect: "pad \(sides) by reflection"
    case .edge: "pad \(sides) by the edge"
    }
  }

  /// Each length with what is added or cut off.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let shape = try oneInput(inputs, "\(borders.count) axes")
    guard shape.count == borders.count else { throw ShapeError(expected: "\(borders.count) axes", received: inputs) }
    var padded: [Int] = []
    for (length, border) in zip(shape, borders) {
      let sides = [border.before, border.after]
      guard sides.allSatisfy({ abs($0.clamped) <= Tensor.largestCount }) else {
        throw ShapeError(expected: "borders that memory holds", received: inputs)
      }
      guard length + sides.reduce(0, +) > 0, sides.allSatisfy({ -$0 < length }) else {
        throw ShapeError(expected: "more numbers along each axis than are cut off", received: inputs)
      }
      guard mode != .reflect || sides.allSatisfy({ $0 < length }) else {
        throw ShapeError(expected: "more numbers along each axis than are reflected", received: inputs)
      }
      padded.append(length + border.before + border.after)
    }
    return try filled(padded, inputs)
  }

  /// The input amid its borders.
  public func forward(_ inputs: [Tensor]) -> Tensor { copied(inputs[0], constant: constant) }

  /// Each signal back to the number that was copied there; those at a constant end.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    [selection(for: inputs[0]).scattered(gradient, to: inputs[0].shape)]
  }

  /// The number that was copied there, or the constant.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    copyTerms(ofOutput: index, inputs[0], constant: constant)
  }

  /// The signals of all copies of the element.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    copyTerms(ofInputGradient: index, gradient: gradient, inputs[0])
  }

  private var constant: Float {
    if case .constant(let number) = mode { number } else { 0 }
  }
}

extension Pad: Selecting {
  func selection(_ shape: [Int]) -> Selection {
    let steps = shape.rowMajorStrides
    return Selection(
      steps: zip(borders, shape.indices).map { border, axis in
        (-border.before..<shape[axis] + border.after).map { place in
          source(of: place, length: shape[axis]).map { $0 * steps[axis] }
        }
      })
  }

  /// The index along an axis of the number that is copied to a place, which may lie outside.
  private func source(of place: Int, length: Int) -> Int? {
    if (0..<length).contains(place) { return place }
    return switch mode {
    case .constant: nil
    case .edge: Swift.min(Swift.max(place, 0), length - 1)
    case .reflect: place < 0 ? -place : 2 * (length - 1) - place
    }
  }
}

extension Int {
  /// The number itself but for the one whose magnitude is no `Int`.
  fileprivate var clamped: Int { self == .min ? .max : self }
}
