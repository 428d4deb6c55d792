internal import Foundation
public import Tensors

/// p = exp(z)/Σexp(z) along an axis: positive numbers that add up to 1.
public struct Softmax: Layer {
  /// The axis without the batch axis, counted from the end where negative.
  public let axis: Int

  /// Along the last axis, or another one.
  public init(axis: Int = -1) { self.axis = axis }

  public var summary: String { axis == -1 ? "softmax" : "softmax along axis \(axis)" }

  public var mixesPositions: Bool { axis != 0 }

  /// The shape stays, where it has the axis.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let shape = try oneInput(inputs, "one input")
    guard self.axis(axis, of: shape) != nil else {
      throw ShapeError(expected: "an input with an axis \(axis)", received: inputs)
    }
    return shape
  }

  /// The largest z is taken off first, so that no exponential overflows; p stays the same.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    var output = inputs[0]
    AxisLines(output.shape, axis: axis).forEachLine { line in
      let z = line.map { Double(inputs[0][flat: $0]) }
      let largest = z.max() ?? 0
      let exponentials = z.map { exp($0 - largest) }
      let sum = exponentials.reduce(0, +)
      for (place, exponential) in zip(line, exponentials) { output[flat: place] = Float(exponential / sum) }
    }
    return output
  }

  /// p∘(r − Σ r·p): raising one z lowers all other probabilities.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    var back = gradient
    AxisLines(output.shape, axis: axis).forEachLine { line in
      let mean = line.reduce(0) { $0 + Double(gradient[flat: $1]) * Double(output[flat: $1]) }
      for place in line {
        back[flat: place] = Float(Double(output[flat: place]) * (Double(gradient[flat: place]) - mean))
      }
    }
    return [back]
  }

  /// exp(z − max z) times one over the sum of all of these.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let line = AxisLines(inputs[0].shape, axis: axis).line(through: index, of: inputs[0])
    let z = line.map { Double(inputs[0][flat: $0]) }
    let largest = z.max() ?? 0
    let sum = z.reduce(0) { $0 + exp($1 - largest) }
    let exponential = exp(Double(inputs[0][first: index]) - largest)
    let factors = [
      Term.Factor(.constant("exp(z - max z)"), index, Float(exponential)),
      Term.Factor(.constant("1/sum of exp(z - max z)"), [], Float(1 / sum)),
    ]
    return [Term(factors: factors, value: exponential / sum)]
  }

  /// p_i·r_i, and −p_i·p_j·r_j for every j.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let line = AxisLines(output.shape, axis: axis).line(through: index, of: output)
    let own = Term.Factor(.output, index, output[first: index])
    let direct = Term([own, .init(.gradient, index, gradient[first: index])])
    return [direct]
      + line.map { place in
        let other = Array(output.index(ofFlat: place).dropFirst())
        return Term([
          .minusOne, own, .init(.output, other, output[first: other]),
          .init(.gradient, other, gradient[first: other]),
        ])
      }
  }
}
