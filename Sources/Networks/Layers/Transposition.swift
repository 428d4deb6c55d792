public import Tensors

/// The axes in another order, as numpy's `transpose`: output axis i is input axis `axes[i]`.
public struct Transposition: Layer {
  /// The order of the input's axes, without the batch axis.
  public let axes: [Int]

  /// - Parameter axes: each axis from 0 once.
  public init(_ axes: [Int]) { self.axes = axes }

  public var summary: String { "transpose to axes \(axes.map(String.init).joined(separator: ", "))" }

  public var mixesPositions: Bool { true }

  /// The lengths in the new order.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let shape = try oneInput(inputs, "\(axes.count) axes")
    guard axes.sorted() == Array(shape.indices) else {
      throw ShapeError(
        expected: "an input whose axes are \(axes.map(String.init).joined(separator: ", "))", received: inputs)
    }
    return axes.map { shape[$0] }
  }

  /// Every number at its new place.
  public func forward(_ inputs: [Tensor]) -> Tensor { copied(inputs[0]) }

  /// Every signal back at the old place.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    [selection(for: inputs[0]).scattered(gradient, to: inputs[0].shape)]
  }

  /// The one element that was moved there.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    copyTerms(ofOutput: index, inputs[0])
  }

  /// The signal at the place that the element was moved to.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    copyTerms(ofInputGradient: index, gradient: gradient, inputs[0])
  }
}

extension Transposition: Selecting {
  func selection(_ shape: [Int]) -> Selection {
    let steps = shape.rowMajorStrides
    return Selection(steps: axes.map { axis in (0..<shape[axis]).map { $0 * steps[axis] } })
  }
}
