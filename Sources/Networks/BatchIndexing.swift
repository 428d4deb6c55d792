import Tensors

extension Tensor {
  /// An element of the first picture of a batch, by its index without the batch axis.
  subscript(first index: [Int]) -> Float {
    self[flat: offset(of: [0] + index)]
  }
}

extension Layer {
  /// The shape of an only input.
  func oneInput(_ inputs: [[Int]], _ expected: String) throws(ShapeError) -> [Int] {
    guard inputs.count == 1 else { throw ShapeError(expected: expected, received: inputs) }
    return inputs[0]
  }

  /// The channels and the plane of an only input [C,H,W].
  func planes(_ inputs: [[Int]], _ expected: String = "[C,H,W]") throws(ShapeError) -> (channels: Int, plane: Extent) {
    let shape = try oneInput(inputs, expected)
    guard shape.count == 3 else { throw ShapeError(expected: expected, received: inputs) }
    return (shape[0], Extent(height: shape[1], width: shape[2]))
  }
}
