public import Tensors

/// max(z, 0), element by element; its slope at 0 is 0.
public struct ReLU: Layer {
  /// The layer has nothing to set.
  public init() {}

  public var summary: String { "ReLU" }

  /// The shape stays.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    try oneInput(inputs, "one input")
  }

  /// max(z, 0).
  public func forward(_ inputs: [Tensor]) -> Tensor {
    inputs[0].withUnsafeElements { z in
      Tensor(shape: inputs[0].shape) { output in
        // Written so that a NaN goes through: a run that stops at the first NaN must see it.
        for place in 0..<z.count { output[place] = z[place] < 0 ? 0 : z[place] }
      }
    }
  }

  /// The signal that reaches z, given the one that reached the output.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let passed = inputs[0].withUnsafeElements { z in
      gradient.withUnsafeElements { signal in
        Tensor(shape: gradient.shape) { back in
          // r is read whether it passes or not: without a branch four of them go through at once.
          switch rule {
          case .gradient:
            for i in 0..<z.count {
              let r = signal[i]
              back[i] = z[i] > 0 ? r : 0
            }
          case .deconvnet:
            for i in 0..<z.count {
              let r = signal[i]
              back[i] = r > 0 ? r : 0
            }
          case .guided:
            for i in 0..<z.count {
              let r = signal[i]
              back[i] = z[i] > 0 ? (r > 0 ? r : 0) : 0
            }
          }
        }
      }
    }
    return [passed]
  }

  /// z times 1 where it is positive, else times 0.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let z = inputs[0][first: index]
    return [Term([.init(.constant("z > 0"), [], z > 0 ? 1 : 0), .init(.input(0), index, z)])]
  }

  /// The signal times what the rule makes of its sign and of z's.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let (z, r) = (inputs[0][first: index], gradient[first: index])
    var factors = [Term.Factor(.gradient, index, r)]
    if rule != .deconvnet { factors.append(.init(.constant("z > 0"), [], z > 0 ? 1 : 0)) }
    if rule != .gradient { factors.append(.init(.constant("signal > 0"), [], r > 0 ? 1 : 0)) }
    return [Term(factors)]
  }

  /// How many of the signals that came to the output the rule stops, and for which reason.
  public func signals(_ gradient: Tensor, input: Tensor, rule: BackwardRule) -> PassedSignals {
    var counts = PassedSignals(arrived: 0, stoppedForward: 0, stoppedBackward: 0, stopped: 0)
    for (z, r) in zip(input.elements, gradient.elements) where r != 0 {
      let forward = rule != .deconvnet && !(z > 0)
      let backward = rule != .gradient && r < 0
      counts.arrived += 1
      counts.stoppedForward += forward ? 1 : 0
      counts.stoppedBackward += backward ? 1 : 0
      counts.stopped += forward || backward ? 1 : 0
    }
    return counts
  }
}
