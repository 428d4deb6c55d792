extension Tensor {
  /// The most elements that a tensor made on request may have: 2 GiB of them.
  public static let largestCount = 1 << 29

  /// How many elements a shape holds, to be asked before memory is taken for a shape from a file or a learner.
  ///
  /// - Throws: `TensorError.negativeLength`; `TensorError.tooLarge`, which counts an axis of length 0 as one of 1, for
  ///   a sum along it leaves the others.
  public static func checkedCount(_ shape: [Int]) throws(TensorError) -> Int {
    guard shape.allSatisfy({ $0 >= 0 }) else { throw .negativeLength(shape: shape) }
    var count = 1
    for length in shape where length > 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow && product <= largestCount else { throw .tooLarge(shape: shape) }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }

  /// The axis from 0 that an axis counted from either end names.
  public func checkedAxis(_ axis: Int) throws(TensorError) -> Int {
    guard axis >= -rank && axis < rank else { throw .axisOutOfRange(axis: axis, rank: rank) }
    return axis < 0 ? axis + rank : axis
  }

  /// The same numbers as a vector.
  public var flattened: Tensor { reshaped([count]) }
}

/// A shape, or a place in it, as it is printed: "[3,64,64]".
package func shapeText(_ shape: [Int]) -> String {
  "[" + shape.map(String.init).joined(separator: ",") + "]"
}

extension BidirectionalCollection<Int> {
  /// The same shape with axes of length 1 before it.
  func leadingOnes(to rank: Int) -> [Int] {
    Array(repeating: 1, count: rank - count) + self
  }

  /// How far apart neighbours on each axis lie in row-major order.
  package var rowMajorStrides: [Int] {
    var strides: [Int] = []
    var step = 1
    for length in reversed() {
      strides.append(step)
      step *= length
    }
    return strides.reversed()
  }

  /// The stride that each axis of the larger shape has in this one: 0 where one element stands for all.
  package func broadcastStrides(to shape: [Int]) -> [Int] {
    let lengths = leadingOnes(to: shape.count)
    return zip(lengths, lengths.rowMajorStrides).map { length, stride in length == 1 ? 0 : stride }
  }
}
