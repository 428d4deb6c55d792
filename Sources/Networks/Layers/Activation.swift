public import Tensors

/// A function of one number, applied element by element.
///
/// Unlike a ReLU it passes its plain gradient, slope times signal, under every rule.
public protocol Activation: Layer {
  /// What becomes of a number.
  func value(at z: Float) -> Float

  /// The derivative of `value` there.
  func slope(at z: Float) -> Float

  /// The output for one input element as a product.
  func term(_ z: Term.Factor) -> Term
}

extension Activation {
  /// The shape stays.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] { try oneInput(inputs, "one input") }

  /// The function of each element.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    inputs[0].withUnsafeElements { z in
      Tensor(shape: inputs[0].shape) { output in
        for place in 0..<z.count { output[place] = value(at: z[place]) }
      }
    }
  }

  /// The slope of each element times its signal.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let back = inputs[0].withUnsafeElements { z in
      gradient.withUnsafeElements { signal in
        Tensor(shape: gradient.shape) { back in
          for place in 0..<z.count { back[place] = slope(at: z[place]) * signal[place] }
        }
      }
    }
    return [back]
  }

  /// One product.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    [term(.init(.input(0), index, inputs[0][first: index]))]
  }

  /// The slope times the signal.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let slope = slope(at: inputs[0][first: index])
    return [Term([.init(.constant("slope"), [], slope), .init(.gradient, index, gradient[first: index])])]
  }
}
