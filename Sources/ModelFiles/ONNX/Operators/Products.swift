import Networks
import Tensors

extension ONNXOperator {
  static let products: [String: ONNXOperator] = [
    "Gemm": ONNXOperator(2...3, ["alpha", "beta", "transA", "transB"], layer: ONNXNode.affineProduct),
    "MatMul": ONNXOperator(2...2, layer: ONNXNode.matrixProduct),
  ]
}

extension ONNXNode {
  /// y = alpha·x·B + beta·C: alpha goes into the weight, beta into the bias.
  fileprivate func affineProduct() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation(0, "first factor")
    guard try !flag("transA") else { throw problem("its 'transA' is 1, which would mix pictures; supported is 0") }
    let matrix = try neededConstant(1, "second factor")
    guard input.fullShape(batch: batch).count == 2 else {
      throw problem("it takes a matrix, not \(shapeText(input.fullShape(batch: batch)))")
    }
    var weight = try self.weight(matrix, isTransposed: try flag("transB"))
    let alpha = try number("alpha", default: 1)
    if alpha != 1 { weight *= alpha }
    let layer = FullyConnected(weight: weight, bias: try offset(count: weight.shape[0]))
    return ONNXPlacement(layer: layer, inputs: [input], hasBatch: input.hasBatch)
  }

  /// numpy's matmul, of an activation with a weight or with another activation.
  fileprivate func matrixProduct() throws(ModelFileError) -> ONNXPlacement {
    guard case .activation(let input)? = inputs[0] else {
      throw problem("its first factor is constant; supported is a constant second factor, or none")
    }
    if case .activation(let other)? = inputs[1] { return try product(input, other) }
    var matrix = try neededConstant(1, "second factor")
    while matrix.rank > 2, matrix.shape[0] == 1, matrix.rank <= input.fullShape(batch: batch).count {
      matrix = matrix.reshaped(Array(matrix.shape.dropFirst()))
    }
    let layer = FullyConnected(weight: try weight(matrix, isTransposed: false))
    guard !input.shape.isEmpty else { throw problem("it takes vectors, not one number a picture") }
    return ONNXPlacement(layer: layer, inputs: [input], hasBatch: input.hasBatch)
  }

  /// The product of two activations, picture by picture.
  private func product(_ a: ONNXActivation, _ b: ONNXActivation) throws(ModelFileError) -> ONNXPlacement {
    guard a.shape.count >= 2, b.shape.count >= 2 else {
      throw problem(
        "it multiplies \(shapeText(a.fullShape(batch: batch))) by \(shapeText(b.fullShape(batch: batch))); "
          + "supported are matrices of each picture")
    }
    let (first, second) = (a.fullShape(batch: batch).dropLast(2), b.fullShape(batch: batch).dropLast(2))
    guard let full = try? Tensor.broadcastShape(Array(first), Array(second)),
      let own = try? Tensor.broadcastShape(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2))),
      let hasBatch = hasBatch(full, own)
    else {
      throw problem(
        "\(shapeText(a.fullShape(batch: batch))) and \(shapeText(b.fullShape(batch: batch))) do not fit each other "
          + "picture by picture")
    }
    return ONNXPlacement(layer: MatrixMultiplication(), inputs: [a, b], hasBatch: hasBatch)
  }

  /// A matrix of the file as [out,in].
  private func weight(_ matrix: ONNXConstant, isTransposed: Bool) throws(ModelFileError) -> Tensor {
    guard matrix.rank == 2, !matrix.shape.contains(0) else {
      throw problem("its second factor has the shape \(shapeText(matrix.shape)); supported is a matrix")
    }
    if isTransposed { return matrix.tensor }
    try checkedCount(matrix.shape)
    guard let weight = try? matrix.tensor.transposed([1, 0]) else { throw problem("its second factor is no matrix") }
    return weight
  }

  /// beta·C as one number an output; C may be one number, or a row.
  private func offset(count: Int) throws(ModelFileError) -> Tensor? {
    guard let offset = try constant(2, "bias") else { return nil }
    let row = offset.rank == 2 && offset.shape[0] == 1 ? [offset.shape[1]] : offset.shape
    guard row == [count] || row == [1] || row == [] else {
      throw problem("its bias has the shape \(shapeText(offset.shape)), not [\(count)]")
    }
    let beta = try number("beta", default: 1)
    let floats = offset.floats
    return Tensor(floats.count == count ? floats : Array(repeating: floats[0], count: count)) * beta
  }
}
