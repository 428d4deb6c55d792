public import Tensors

/// All numbers of a picture as one vector, in row-major order.
public struct Flatten: Layer {
  /// The layer has nothing to set.
  public init() {}

  public var summary: String { "flatten" }

  public var mixesPositions: Bool { true }

  /// [K], with K the number of all elements.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    [try oneInput(inputs, "one input").reduce(1, *)]
  }

  /// The same numbers; only the shape is another.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let batch = inputs[0].shape[0]
    return inputs[0].reshaped([batch, inputs[0].shape.dropFirst().reduce(1, *)])
  }

  /// The same signal in the input's shape.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    [gradient.reshaped(inputs[0].shape)]
  }

  /// The element that stands at that place in row-major order.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let unfolded = Array(inputs[0].index(ofFlat: index[0]).dropFirst())
    return [Term([.init(.input(0), unfolded, inputs[0][first: unfolded])])]
  }

  /// The signal at the element's place in row-major order.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let place = [inputs[0].offset(of: [0] + index)]
    return [Term([.init(.gradient, place, gradient[first: place])])]
  }
}
