import Networks
import Tensors

extension ONNXOperator {
  static let arithmetic: [String: ONNXOperator] = [
    "Add": pairwise(.add), "Sub": pairwise(.subtract), "Mul": pairwise(.multiply), "Div": pairwise(.divide),
  ]

  private static func pairwise(_ operation: Arithmetic.Operation) -> ONNXOperator {
    ONNXOperator(
      2...2, layer: { node in { () throws(ModelFileError) in try node.arithmetic(operation) } },
      constant: { node in { () throws(ModelFileError) in try node.foldedArithmetic(operation) } })
  }
}

extension ONNXNode {
  /// Two activations, or one and a constant, after numpy's broadcasting.
  fileprivate func arithmetic(_ operation: Arithmetic.Operation) throws(ModelFileError) -> ONNXPlacement {
    switch (inputs[0], inputs[1]) {
    case (.activation(let a)?, .activation(let b)?):
      guard let hasBatch = broadcastBatch(a.fullShape(batch: batch), a.shape, b.fullShape(batch: batch), b.shape) else {
        throw mixing(a.fullShape(batch: batch), b.fullShape(batch: batch))
      }
      let layer: any Layer =
        operation == .add && a.shape == b.shape ? Addition() : Arithmetic(operation)
      return ONNXPlacement(layer: layer, inputs: [a, b], hasBatch: hasBatch)
    case (.activation(let a)?, _):
      return try arithmetic(operation, a, try neededConstant(1, "second input"), isFirst: false)
    default:
      return try arithmetic(operation, try activation(1), try neededConstant(0, "first input"), isFirst: true)
    }
  }

  private func arithmetic(
    _ operation: Arithmetic.Operation, _ input: ONNXActivation, _ constant: ONNXConstant, isFirst: Bool
  ) throws(ModelFileError) -> ONNXPlacement {
    let full = input.fullShape(batch: batch)
    // A constant with an axis for the batch is the same for every picture where that axis is 1.
    let reachesBatch = input.hasBatch && constant.rank >= full.count || constant.rank > full.count
    let own = reachesBatch && constant.shape[0] == 1 ? Array(constant.shape.dropFirst()) : constant.shape
    guard !constant.shape.contains(0), let hasBatch = broadcastBatch(full, input.shape, constant.shape, own) else {
      throw mixing(full, constant.shape)
    }
    let layer = ConstantArithmetic(operation, constant: constant.tensor.reshaped(own), constantIsFirst: isFirst)
    return ONNXPlacement(layer: layer, inputs: [input], hasBatch: hasBatch)
  }

  private func mixing(_ a: [Int], _ b: [Int]) -> ModelFileError {
    problem("\(shapeText(a)) and \(shapeText(b)) do not fit each other picture by picture")
  }

  /// Whether the result of broadcasting has the axis of the batch; nil where pictures of a batch would mix.
  ///
  /// - Parameters:
  ///   - a: a shape as in the file, and `ownA` the same for one picture; so for `b`.
  private func broadcastBatch(_ a: [Int], _ ownA: [Int], _ b: [Int], _ ownB: [Int]) -> Bool? {
    guard let full = try? Tensor.broadcastShape(a, b), let own = try? Tensor.broadcastShape(ownA, ownB) else {
      return nil
    }
    return hasBatch(full, own)
  }

  /// Whether a shape in the file is that of one picture with the axis of the batch before it; nil where it is neither.
  func hasBatch(_ full: [Int], _ own: [Int]) -> Bool? {
    if full == [batch] + own { return true }
    return batch == 1 && full == own ? false : nil
  }
}
