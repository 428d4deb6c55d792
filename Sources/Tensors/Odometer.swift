/// Counts through the indices of several axes, the last fastest, and keeps where two arrays stand.
///
/// Each array has its own stride an axis: 0 where it is broadcast, negative where it is read backwards. Neighbouring
/// axes that both arrays cross in one even step count as one axis, so that the last one, the row, is as long as may be.
struct Odometer {
  /// The number of rows.
  let rows: Int

  /// The number of elements in a row, and how far apart they lie in each array.
  let rowLength: Int
  let rowStrides: (Int, Int)

  /// Where the current row begins in each array.
  private(set) var offsets: (Int, Int)

  private var lengths: [Int]
  private var strides: [(Int, Int)] = []
  private var index: [Int]

  init(shape: [Int], _ first: [Int], _ second: [Int], offsets: (Int, Int) = (0, 0)) {
    lengths = []
    for axis in shape.indices where shape[axis] != 1 {
      let stride = (first[axis], second[axis])
      if let outer = strides.last, outer == (stride.0 * shape[axis], stride.1 * shape[axis]) {
        lengths[lengths.count - 1] *= shape[axis]
        strides[strides.count - 1] = stride
      } else {
        lengths.append(shape[axis])
        strides.append(stride)
      }
    }
    rowLength = lengths.popLast() ?? 1
    rowStrides = strides.popLast() ?? (1, 1)
    rows = lengths.reduce(1, *)
    index = Array(repeating: 0, count: lengths.count)
    self.offsets = offsets
  }

  /// One row of neighbours in both arrays.
  init(neighbours count: Int) {
    (rows, rowLength, rowStrides, offsets) = (1, count, (1, 1), (0, 0))
    (lengths, index) = ([], [])
  }

  /// Goes to the next row.
  mutating func advance() {
    for axis in stride(from: lengths.count - 1, through: 0, by: -1) {
      index[axis] += 1
      offsets.0 += strides[axis].0
      offsets.1 += strides[axis].1
      if index[axis] < lengths[axis] { return }
      index[axis] = 0
      offsets.0 -= strides[axis].0 * lengths[axis]
      offsets.1 -= strides[axis].1 * lengths[axis]
    }
  }
}
