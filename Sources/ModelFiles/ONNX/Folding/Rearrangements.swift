import Tensors

/// What operators that only move numbers make of constants.
extension ONNXNode {
  func foldedReshaping() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    return input.reshaped(try reshaped(input.shape, to: try wantedShape()))
  }

  func foldedSqueezing() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    let axes = try squeezedAxes(of: input.shape)
    return input.reshaped(input.shape.indices.filter { !axes.contains($0) }.map { input.shape[$0] })
  }

  func foldedUnsqueezing() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    var shape = input.shape
    for axis in try addedAxes(to: input.rank) { shape.insert(1, at: axis) }
    return input.reshaped(shape)
  }

  func foldedTransposition() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    let order = try permutation(rank: input.rank)
    try checkedCount(input.shape)
    let strides = input.shape.rowMajorStrides
    return input.strided(order.map { input.shape[$0] }, order.map { strides[$0] })
  }

  /// Whole numbers stay such where all inputs are.
  func foldedConcatenation() throws(ModelFileError) -> ONNXConstant {
    var parts: [ONNXConstant] = []
    for place in inputs.indices { parts.append(try neededConstant(place, "input \(place + 1)")) }
    let axis = try axis(try integer("axis"), rank: parts[0].rank)
    var shape = parts[0].shape
    for part in parts.dropFirst() {
      var own = part.shape
      guard own.count == shape.count else { throw problem("its inputs have different numbers of axes") }
      let (length, overflow) = shape[axis].addingReportingOverflow(own[axis])
      own[axis] = shape[axis]
      guard own == shape, !overflow else { throw problem("its inputs do not fit each other") }
      shape[axis] = length
    }
    try checkedCount(shape)
    let outer = shape[..<axis].reduce(1, *)
    let whole = parts.compactMap(\.integers)
    let isFromShape = parts.contains { $0.fromShape != nil }
    let origins = parts.map { $0.fromShape ?? Array(repeating: false, count: isFromShape ? $0.count : 0) }
    return ONNXConstant(
      shape: shape,
      whole.count == parts.count
        ? .integers(Self.joined(whole, outer: outer)) : .floats(Self.joined(parts.map(\.floats), outer: outer)),
      fromShape: isFromShape ? Self.joined(origins, outer: outer) : nil)
  }

  /// A block of each part in turn; those without numbers are passed over, for there may be countless empty blocks.
  private static func joined<Number>(_ parts: [[Number]], outer: Int) -> [Number] {
    let parts = parts.filter { !$0.isEmpty }
    if parts.isEmpty { return [] }
    return (0..<outer).flatMap { block in
      parts.flatMap { part in part[block * (part.count / outer)..<(block + 1) * (part.count / outer)] }
    }
  }
}
