import Tensors

// Shapes of layers with two inputs are without the batch axis and aligned at the end, as numpy's; the batch axis stays
// in front. So an input with fewer axes gets its axes of length 1 behind the batch axis.

extension Tensor {
  /// [N,…] with axes of length 1 behind the batch axis, up to a rank that counts it.
  func aligned(to rank: Int) -> Tensor {
    rank <= self.rank ? self : reshaped([shape[0]] + Array(repeating: 1, count: rank - self.rank) + shape.dropFirst())
  }

  /// The sums over all places that one element of the smaller shape stands for when it is broadcast.
  ///
  /// - Parameter smaller: as many axes or fewer, aligned at the end; lengths agree or are 1.
  func summed(to smaller: [Int]) -> Tensor {
    if smaller == shape { return self }
    let places = BroadcastPlaces(smaller, in: shape)
    var sums = [Double](repeating: 0, count: smaller.reduce(1, *))
    withUnsafeElements { elements in
      places.forEachRow { row, start, step in
        let line = elements[row * places.rowLength..<(row + 1) * places.rowLength]
        if step == 0 {
          sums[start] += line.reduce(0) { $0 + Double($1) }
        } else {
          for (i, element) in line.enumerated() { sums[start + i] += Double(element) }
        }
      }
    }
    return Tensor(shape: smaller, elements: sums.map { Float($0) })
  }
}

/// The element of a smaller tensor that stands at each place of the shape that it is broadcast to.
struct BroadcastPlaces {
  private let shape: [Int]
  private let strides: [Int]

  init(_ smaller: [Int], in shape: [Int]) {
    var (step, strides) = (1, [Int](repeating: 0, count: shape.count))
    for (axis, length) in zip(shape.indices.reversed(), smaller.reversed()) {
      if length > 1 { strides[axis] = step }
      step *= length
    }
    (self.shape, self.strides) = (shape, strides)
  }

  var rowLength: Int { shape.last ?? 1 }

  /// Calls `body` with the number of each row along the last axis, the element at its start and the step along it.
  func forEachRow(_ body: (_ row: Int, _ start: Int, _ step: Int) -> Void) {
    var (index, start) = ([Int](repeating: 0, count: shape.count), 0)
    for row in 0..<shape.dropLast().reduce(1, *) {
      body(row, start, strides.last ?? 0)
      for axis in stride(from: shape.count - 2, through: 0, by: -1) {
        index[axis] += 1
        start += strides[axis]
        if index[axis] < shape[axis] { break }
        start -= strides[axis] * shape[axis]
        index[axis] = 0
      }
    }
  }
}

/// The index of the element of a smaller shape that an index of the broadcast one reads.
func broadcastIndex(_ index: [Int], in smaller: [Int]) -> [Int] {
  zip(index.suffix(smaller.count), smaller).map { $1 == 1 ? 0 : $0 }
}

/// All indices of a shape whose element is the one at `index` of a smaller shape that is broadcast to it.
func broadcastReaders(of index: [Int], in smaller: [Int], shape: [Int]) -> [[Int]] {
  let aligned = Array(repeating: 1, count: shape.count - smaller.count) + smaller
  let places = Array(repeating: 0, count: shape.count - smaller.count) + index
  return shape.indices.reduce([[]]) { readers, axis in
    let along = aligned[axis] == shape[axis] ? places[axis]..<places[axis] + 1 : 0..<shape[axis]
    return readers.flatMap { reader in along.map { reader + [$0] } }
  }
}
