import Networks
import Tensors

extension ONNXOperator {
  static let reshapings: [String: ONNXOperator] = [
    "Reshape": ONNXOperator(
      2...2, added: ["allowzero": 14], layer: ONNXNode.reshaping, constant: ONNXNode.foldedReshaping),
    "Squeeze": ONNXOperator(
      1...1, from: [13: 1...2], removed: ["axes": 12], layer: ONNXNode.squeezing, constant: ONNXNode.foldedSqueezing),
    "Unsqueeze": ONNXOperator(
      1...1, from: [13: 2...2], removed: ["axes": 12], layer: ONNXNode.unsqueezing, constant: ONNXNode.foldedUnsqueezing
    ),
  ]
}

extension ONNXNode {
  fileprivate func reshaping() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let wanted = try wantedShape()
    let full = try reshaped(input.fullShape(batch: batch), to: wanted)
    guard full.first == batch else {
      guard batch == 1 else { throw problem("its shape \(shapeText(full)) mixes the \(batch) pictures of a batch") }
      return ONNXPlacement(layer: Reshape(.shape(full)), inputs: [input], hasBatch: false)
    }
    // Lengths that the file leaves open, or takes over from the input, are left to pictures of another size.
    let own = zip(wanted, full).dropFirst().enumerated().map { axis, lengths in
      let isOpen = lengths.0 == -1 || lengths.0 == 0 && input.hasBatch && axis < input.shape.count
      return isOpen ? lengths.0 : lengths.1
    }
    return ONNXPlacement(layer: Reshape(.shape(own)), inputs: [input])
  }

  /// The shape that a reshape is given.
  func wantedShape() throws(ModelFileError) -> [Int] {
    guard let wanted = try integers(1, "shape"), wanted.count <= Self.largestRank else {
      throw problem("its shape is missing, or has too many axes")
    }
    return wanted
  }

  /// The shape that comes out: 0 takes a length over from the input, −1 is what is left.
  func reshaped(_ shape: [Int], to wanted: [Int]) throws(ModelFileError) -> [Int] {
    let keeps = try !flag("allowzero")
    let refusal = problem("\(shapeText(shape)) cannot become \(shapeText(wanted))")
    var full = wanted
    for axis in wanted.indices where wanted[axis] == 0 && keeps {
      guard axis < shape.count else { throw refusal }
      full[axis] = shape[axis]
    }
    let count = shape.reduce(1, *)
    if let free = full.firstIndex(of: -1) {
      full[free] = 1
      guard let known = try? Tensor.checkedCount(full), known > 0, count % known == 0 else { throw refusal }
      full[free] = count / known
    }
    guard let wantedCount = try? Tensor.checkedCount(full), wantedCount == count else { throw refusal }
    return full
  }

  /// Axes are an attribute before version 13, an input since.
  func reshapingAxes() throws(ModelFileError) -> [Int]? {
    try opset < 13 ? integers("axes") : integers(1, "axes")
  }

  /// The axes of a shape that a squeeze takes away, which have length 1.
  func squeezedAxes(of shape: [Int]) throws(ModelFileError) -> [Int] {
    guard let given = try reshapingAxes() else { return shape.indices.filter { shape[$0] == 1 } }
    let axes = try axes(given, rank: shape.count)
    guard axes.allSatisfy({ shape[$0] == 1 }) else {
      throw problem("its axes \(shapeText(axes)) of \(shapeText(shape)) do not have length 1")
    }
    return axes
  }

  /// The axes of the output that an unsqueeze adds to so many.
  func addedAxes(to rank: Int) throws(ModelFileError) -> [Int] {
    guard let given = try reshapingAxes(), rank + given.count <= Self.largestRank else {
      throw problem("its axes are missing, or too many")
    }
    return try axes(given, rank: rank + given.count)
  }

  fileprivate func squeezing() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let axes = try squeezedAxes(of: input.fullShape(batch: batch))
    guard input.hasBatch else {
      return ONNXPlacement(layer: Reshape(.squeeze(axes)), inputs: [input], hasBatch: false)
    }
    let own = axes.filter { $0 > 0 }.map { $0 - 1 }
    let layer: any Layer = own.isEmpty ? Identity() : Reshape(.squeeze(own))
    return ONNXPlacement(layer: layer, inputs: [input], hasBatch: axes.first != 0)
  }

  fileprivate func unsqueezing() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let rank = input.fullShape(batch: batch).count
    var axes = try addedAxes(to: rank)
    if input.hasBatch {
      if axes.first == 0 {
        guard batch == 1 else { throw problem("it puts an axis before the one of the batch") }
        // The new first axis is the batch's from here on, and the former one an axis of the picture.
        let former = (0..<rank + axes.count).first { !axes.contains($0) } ?? 0
        axes = (axes.dropFirst() + [former]).sorted()
      }
      axes = axes.map { $0 - 1 }
      let layer: any Layer = axes.isEmpty ? Identity() : Reshape(.unsqueeze(axes))
      return ONNXPlacement(layer: layer, inputs: [input])
    }
    let own = axes.first == 0 ? axes.dropFirst().map { $0 - 1 } : axes
    let layer: any Layer = own.isEmpty ? Identity() : Reshape(.unsqueeze(own))
    return ONNXPlacement(layer: layer, inputs: [input], hasBatch: axes.first == 0)
  }
}
