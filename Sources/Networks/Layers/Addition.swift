public import Tensors

/// The sum of two or more inputs of one shape.
public struct Addition: Layer {
  /// The layer has nothing to set.
  public init() {}

  public var summary: String { "add" }

  /// The shape that all inputs share.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    guard inputs.count >= 2, inputs.allSatisfy({ $0 == inputs[0] }) else {
      throw ShapeError(expected: "two or more inputs of one shape", received: inputs)
    }
    return inputs[0]
  }

  /// The inputs added up from the first to the last.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    inputs.dropFirst().reduce(inputs[0]) { $0.adding($1) }
  }

  /// Every input gets a copy of the signal.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    inputs.map { _ in gradient }
  }

  /// The same element of each input.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    inputs.enumerated().map { number, input in Term([.init(.input(number), index, input[first: index])]) }
  }

  /// The signal itself: the slope of a sum is 1.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    [Term([.init(.gradient, index, gradient[first: index])])]
  }
}

extension Tensor {
  /// The elementwise sum with a tensor of the same shape.
  func adding(_ other: Tensor) -> Tensor {
    precondition(shape == other.shape, "cannot add \(other.shape) to \(shape)")
    return withUnsafeElements { a in
      other.withUnsafeElements { b in
        Tensor(shape: shape) { sum in
          for place in 0..<a.count { sum[place] = a[place] + b[place] }
        }
      }
    }
  }
}
