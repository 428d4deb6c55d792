internal import Foundation
public import Tensors

/// z − ln Σexp(z) along an axis: the logarithms of a softmax's probabilities.
public struct LogSoftmax: Layer {
  /// The axis without the batch axis, counted from the end where negative.
  public let axis: Int

  /// Along the last axis, or another one.
  public init(axis: Int = -1) { self.axis = axis }

  public var summary: String { axis == -1 ? "log softmax" : "log softmax along axis \(axis)" }

  public var mixesPositions: Bool { axis != 0 }

  /// The shape stays, where it has the axis.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    try Softmax(axis: axis).outputShape(inputs)
  }

  /// The largest z is taken off first, so that no exponential overflows.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    var output = inputs[0]
    AxisLines(output.shape, axis: axis).forEachLine { line in
      let sum = Self.logarithm(ofSumOver: line, inputs[0])
      for place in line { output[flat: place] = Float(Double(inputs[0][flat: place]) - sum) }
    }
    return output
  }

  /// r − p·Σr.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    var back = gradient
    AxisLines(output.shape, axis: axis).forEachLine { line in
      let sum = line.reduce(0) { $0 + Double(gradient[flat: $1]) }
      for place in line {
        back[flat: place] = Float(Double(gradient[flat: place]) - exp(Double(output[flat: place])) * sum)
      }
    }
    return [back]
  }

  /// z, and −ln Σexp(z).
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let line = AxisLines(inputs[0].shape, axis: axis).line(through: index, of: inputs[0])
    let sum = Self.logarithm(ofSumOver: line, inputs[0])
    return [
      Term([.init(.input(0), index, inputs[0][first: index])]),
      Term(factors: [.init(.constant("-ln of the sum of exp(z)"), [], Float(-sum))], value: -sum),
    ]
  }

  /// r_i, and −p_i·r_j for every j.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let probability = Term.Factor(.constant("exp(output)"), index, exp(output[first: index]))
    let line = AxisLines(output.shape, axis: axis).line(through: index, of: output)
    return [Term([.init(.gradient, index, gradient[first: index])])]
      + line.map { place in
        let other = Array(output.index(ofFlat: place).dropFirst())
        return Term([.minusOne, probability, .init(.gradient, other, gradient[first: other])])
      }
  }

  /// ln Σexp(z) over some places.
  private static func logarithm(ofSumOver line: [Int], _ z: Tensor) -> Double {
    let largest = line.reduce(-Double.infinity) { Swift.max($0, Double(z[flat: $1])) }
    return largest + log(line.reduce(0) { $0 + exp(Double(z[flat: $1]) - largest) })
  }
}
