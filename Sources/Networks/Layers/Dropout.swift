public import Tensors

/// The identity: what a dropout layer is once training is over.
public struct Dropout: Layer {
  /// The share of activations that training set to zero; kept for the record.
  public let rate: Float

  /// With the rate that training used.
  public init(rate: Float = 0.5) { self.rate = rate }

  public var summary: String { "dropout \(rate) (identity)" }

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
