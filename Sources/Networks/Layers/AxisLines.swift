import Tensors

/// The lines of a batch along an axis: the numbers that a softmax makes one distribution of.
struct AxisLines {
  private let shape: [Int]
  /// The axis, the batch axis counted.
  private let axis: Int

  /// - Parameter axis: without the batch axis, counted from the end where negative.
  init(_ shape: [Int], axis: Int) {
    (self.shape, self.axis) = (shape, axis < 0 ? shape.count + axis : axis + 1)
  }

  private var step: Int { shape[(axis + 1)...].reduce(1, *) }

  /// Calls `body` with the places, in row-major order, of the numbers that lie along the axis, line by line.
  func forEachLine(_ body: ([Int]) -> Void) {
    let (length, step) = (shape[axis], step)
    for block in 0..<shape[..<axis].reduce(1, *) {
      for inner in 0..<step {
        body((0..<length).map { block * length * step + $0 * step + inner })
      }
    }
  }

  /// The places of the line that an index of the first picture lies on.
  func line(through index: [Int], of batch: Tensor) -> [Int] {
    let first = batch.offset(of: [0] + index) - index[axis - 1] * step
    return (0..<shape[axis]).map { first + $0 * step }
  }
}
