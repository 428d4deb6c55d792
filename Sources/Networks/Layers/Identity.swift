public import Tensors

/// A layer that puts out its input as it is, and passes every signal back as it is.
public protocol Unchanging: Layer {}

extension Unchanging {
  /// The shape stays.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] { try oneInput(inputs, "one input") }

  /// The input as it is.
  public func forward(_ inputs: [Tensor]) -> Tensor { inputs[0] }

  /// The signal as it is.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    [gradient]
  }

  /// The same element of the input.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    [Term([.init(.input(0), index, inputs[0][first: index])])]
  }

  /// The same element of the signal.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    [Term([.init(.gradient, index, gradient[first: index])])]
  }
}

/// Its input as it is.
public struct Identity: Unchanging {
  /// The layer has nothing to set.
  public init() {}

  public var summary: String { "identity" }
}
