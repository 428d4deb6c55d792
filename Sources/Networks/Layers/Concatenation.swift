public import Tensors

/// Its inputs one after the other along an axis.
public struct Concatenation: Layer {
  /// The axis without the batch axis: 0 is that of the channels.
  public let axis: Int

  /// Along the channels, or another axis.
  public init(axis: Int = 0) { self.axis = axis }

  public var summary: String { "concat along axis \(axis)" }

  /// Behind one another in a plane, positions are no longer the same ones.
  public var mixesPositions: Bool { axis != 0 }

  /// The lengths along the axis add up; all others stay.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    guard let first = inputs.first, first.indices.contains(axis), inputs.allSatisfy({ others($0) == others(first) })
    else { throw ShapeError(expected: "inputs that differ along axis \(axis) alone", received: inputs) }
    var shape = first
    shape[axis] = inputs.reduce(0) { $0 + $1[axis] }
    return shape
  }

  /// Row by row, the part of one input behind that of the other.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    var shape = inputs[0].shape
    shape[axis + 1] = inputs.reduce(0) { $0 + $1.shape[axis + 1] }
    let rows = shape[...axis].reduce(1, *)
    let width = shape[(axis + 1)...].reduce(1, *)
    return Tensor(shape: shape) { output in
      var start = 0
      for input in inputs {
        let length = input.count / Swift.max(rows, 1)
        input.withUnsafeElements { input in
          for row in 0..<rows {
            let target = UnsafeMutableBufferPointer(rebasing: output[(row * width + start)...].prefix(length))
            _ = target.update(fromContentsOf: input[row * length..<(row + 1) * length])
          }
        }
        start += length
      }
    }
  }

  /// Every input gets its part of the signal.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let rows = gradient.shape[...axis].reduce(1, *)
    let width = gradient.count / Swift.max(rows, 1)
    var start = 0
    return inputs.map { input in
      let length = input.count / Swift.max(rows, 1)
      defer { start += length }
      return gradient.withUnsafeElements { signal in
        Tensor(shape: input.shape) { back in
          for row in 0..<rows {
            let target = UnsafeMutableBufferPointer(rebasing: back[(row * length)...].prefix(length))
            _ = target.update(fromContentsOf: signal[row * width + start..<row * width + start + length])
          }
        }
      }
    }
  }

  /// The one element that was copied there.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    var place = index
    for (number, input) in inputs.enumerated() {
      if place[axis] < input.shape[axis + 1] {
        return [Term([.init(.input(number), place, input[first: place])])]
      }
      place[axis] -= input.shape[axis + 1]
    }
    preconditionFailure("index \(index) is outside the concatenation")
  }

  /// The signal at the place that the element was copied to.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    var place = index
    place[axis] += inputs[..<input].reduce(0) { $0 + $1.shape[axis + 1] }
    return [Term([.init(.gradient, place, gradient[first: place])])]
  }

  /// A shape without the axis that may differ.
  private func others(_ shape: [Int]) -> [Int]? {
    guard shape.indices.contains(axis) else { return nil }
    return Array(shape[..<axis] + shape[(axis + 1)...])
  }
}
