public import Tensors

/// The mean over some axes.
public struct AxisMean: Layer {
  /// The axes without the batch axis, counted from the end where negative.
  public let axes: [Int]
  /// Whether they stay, with the length 1.
  public let keepsAxes: Bool

  /// Over at least one axis.
  public init(axes: [Int], keepsAxes: Bool = true) {
    (self.axes, self.keepsAxes) = (axes, keepsAxes)
  }

  public var summary: String {
    "mean over \(axes.count == 1 ? "axis" : "axes") \(axes.map(String.init).joined(separator: ", "))"
  }

  public var mixesPositions: Bool { true }

  /// The shape without the axes, or with lengths of 1 there.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let shape = try oneInput(inputs, "one input")
    let places = places(in: shape)
    guard !axes.isEmpty, places.count == axes.count else {
      let list = axes.map(String.init).joined(separator: ", ")
      throw ShapeError(
        expected: axes.isEmpty ? "axes to take means over" : "an input with axes \(list)", received: inputs)
    }
    return keepsAxes
      ? shape.indices.map { places.contains($0) ? 1 : shape[$0] }
      : shape.indices.filter { !places.contains($0) }.map { shape[$0] }
  }

  /// The axes counted from the start.
  private func places(in shape: [Int]) -> Set<Int> { Set(axes.compactMap { axis($0, of: shape) }) }

  /// The sums in double precision, divided by how many numbers they hold.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let kept = keptShape(inputs[0])
    let count = Float(inputs[0].count / kept.reduce(1, *))
    let means = inputs[0].summed(to: kept).map { $0 / count }
    return keepsAxes ? means : means.reshaped(withoutAxes(inputs[0]))
  }

  /// Each signal spread evenly over the numbers of its mean.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let kept = keptShape(inputs[0])
    let share = 1 / Float(inputs[0].count / kept.reduce(1, *))
    let places = BroadcastPlaces(kept, in: inputs[0].shape)
    let back = gradient.withUnsafeElements { signal in
      Tensor(shape: inputs[0].shape) { back in
        places.forEachRow { row, start, step in
          for i in 0..<places.rowLength { back[row * places.rowLength + i] = share * signal[start + i * step] }
        }
      }
    }
    return [back]
  }

  /// Every number of the mean, times one and the same share.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let shape = Array(inputs[0].shape.dropFirst())
    let kept = Array(keptShape(inputs[0]).dropFirst())
    let taps = broadcastReaders(of: keptIndex(index, shape), in: kept, shape: shape)
    return taps.map { Term([.share(of: taps.count), .init(.input(0), $0, inputs[0][first: $0])]) }
  }

  /// The signal of the element's mean times its share.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let shape = Array(inputs[0].shape.dropFirst())
    let places = places(in: shape)
    let count = places.reduce(1) { $0 * shape[$1] }
    let reader = shape.indices.filter { keepsAxes || !places.contains($0) }.map { places.contains($0) ? 0 : index[$0] }
    return [Term([.share(of: count), .init(.gradient, reader, gradient[first: reader])])]
  }

  /// An output index with 0 for each axis that the means are over.
  private func keptIndex(_ index: [Int], _ shape: [Int]) -> [Int] {
    if keepsAxes { return index }
    let places = places(in: shape)
    var rest = index[...]
    return shape.indices.map { places.contains($0) ? 0 : rest.removeFirst() }
  }

  /// The batch's shape with lengths of 1 where the means are over.
  private func keptShape(_ batch: Tensor) -> [Int] {
    let places = places(in: Array(batch.shape.dropFirst()))
    return batch.shape.indices.map { places.contains($0 - 1) ? 1 : batch.shape[$0] }
  }

  private func withoutAxes(_ batch: Tensor) -> [Int] {
    let places = places(in: Array(batch.shape.dropFirst()))
    return batch.shape.indices.filter { !places.contains($0 - 1) }.map { batch.shape[$0] }
  }
}
