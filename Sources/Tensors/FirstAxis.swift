extension Tensor {
  /// Some entries of the first axis, as a tensor of the same rank: of a batch of pictures a smaller batch.
  ///
  /// - Precondition: there is an axis, and the range lies in it.
  public func entries(_ range: Range<Int>) -> Tensor {
    precondition(
      rank > 0 && range.lowerBound >= 0 && range.upperBound <= shape[0], "entries \(range) of shape \(shape)")
    if range == 0..<shape[0] { return self }
    let size = shape.dropFirst().reduce(1, *)
    return Tensor(
      shape: [range.count] + shape.dropFirst(),
      elements: Array(elements[(range.lowerBound * size)..<(range.upperBound * size)]))
  }

  /// One entry of the first axis, without that axis: of a batch one picture, of a picture one plane.
  public func entry(_ index: Int) -> Tensor {
    entries(index..<(index + 1)).reshaped(Array(shape.dropFirst()))
  }
}
