import Tensors

extension Tensor {
  /// An element of the first picture of a batch, by its index without the batch axis.
  subscript(first index: [Int]) -> Float {
    self[flat: offset(of: [0] + index)]
  }
}

extension Layer {
  /// The shape of an only input, which holds at least one number.
  func oneInput(_ inputs: [[Int]], _ expected: String) throws(ShapeError) -> [Int] {
    guard inputs.count == 1 else { throw ShapeError(expected: expected, received: inputs) }
    return try filled(inputs[0], inputs)
  }

  /// A shape, where it holds at least one number and not more than memory does.
  ///
  /// - Parameter inputs: the shapes that it was made from.
  func filled(_ shape: [Int], _ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    guard let count = try? Tensor.checkedCount(shape), count > 0 else {
      throw ShapeError(expected: "lengths from 1 up to what memory holds", received: inputs)
    }
    return shape
  }

  /// An axis that may be counted from the end, counted from the start; nil where the shape has none such.
  func axis(_ axis: Int, of shape: [Int]) -> Int? {
    let counted = axis < 0 ? axis + shape.count : axis
    return shape.indices.contains(counted) ? counted : nil
  }

  /// The channels and the plane of an only input [C,H,W].
  func planes(_ inputs: [[Int]], _ expected: String = "[C,H,W]") throws(ShapeError) -> (channels: Int, plane: Extent) {
    let shape = try oneInput(inputs, expected)
    guard shape.count == 3 else { throw ShapeError(expected: expected, received: inputs) }
    return (shape[0], Extent(height: shape[1], width: shape[2]))
  }
}
