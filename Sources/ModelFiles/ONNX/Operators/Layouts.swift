import Networks
import Tensors

extension ONNXOperator {
  /// Operators that lay the same numbers out along other axes.
  static let layouts: [String: ONNXOperator] = [
    "Flatten": ONNXOperator(1...1, ["axis"], layer: ONNXNode.flattening),
    "Concat": ONNXOperator(
      1...ONNXNode.mostInputs, ["axis"], layer: ONNXNode.concatenation, constant: ONNXNode.foldedConcatenation),
    "Transpose": ONNXOperator(
      1...1, ["perm"], layer: ONNXNode.transposition, constant: ONNXNode.foldedTransposition),
  ]
}

extension ONNXNode {
  static let mostInputs = 4096

  /// [N,…] to [N,K]; from another axis on, two axes of one picture.
  fileprivate func flattening() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let shape = input.fullShape(batch: batch)
    let given = try integer("axis", default: 1)
    let axis = given == shape.count ? given : try self.axis(given, rank: shape.count)
    let (rows, columns) = (shape[..<axis].reduce(1, *), shape[axis...].reduce(1, *))
    if rows == batch { return ONNXPlacement(layer: Flatten(), inputs: [input]) }
    guard batch == 1 else { throw problem("from axis \(axis) on it would mix the pictures of a batch") }
    return ONNXPlacement(layer: Reshape(.shape([rows, columns])), inputs: [input], hasBatch: false)
  }

  fileprivate func concatenation() throws(ModelFileError) -> ONNXPlacement {
    var parts: [ONNXActivation] = []
    for place in inputs.indices { parts.append(try activation(place, "input \(place + 1)")) }
    let rank = parts[0].fullShape(batch: batch).count
    guard parts.allSatisfy({ $0.hasBatch == parts[0].hasBatch && $0.shape.count == parts[0].shape.count }) else {
      throw problem("its inputs have different numbers of axes")
    }
    let axis = try pictureAxis(try integer("axis"), of: parts[0], rank: rank)
    let layer: any Layer = parts.count == 1 ? Identity() : Concatenation(axis: axis)
    return ONNXPlacement(layer: layer, inputs: parts, hasBatch: parts[0].hasBatch)
  }

  fileprivate func transposition() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let order = try permutation(rank: input.fullShape(batch: batch).count)
    guard input.hasBatch else {
      return ONNXPlacement(layer: Transposition(order), inputs: [input], hasBatch: false)
    }
    guard order.first == 0 else {
      throw problem("its 'perm' \(shapeText(order)) moves the axis of the batch; supported are the other axes")
    }
    return ONNXPlacement(layer: Transposition(order.dropFirst().map { $0 - 1 }), inputs: [input])
  }

  /// The order of the axes, which is the reverse where none is given.
  func permutation(rank: Int) throws(ModelFileError) -> [Int] {
    let order = try integers("perm") ?? (0..<rank).reversed()
    guard order.sorted() == Array(0..<rank) else {
      throw problem("its 'perm' \(Self.text(order)) is no order of \(rank) axes")
    }
    return order
  }

  /// An axis of the file as one of a picture.
  private func pictureAxis(_ axis: Int, of input: ONNXActivation, rank: Int) throws(ModelFileError) -> Int {
    let axis = try self.axis(axis, rank: rank)
    guard input.hasBatch else { return axis }
    guard axis > 0 else { throw problem("it works along the axis of the batch; supported are the other axes") }
    return axis - 1
  }
}
