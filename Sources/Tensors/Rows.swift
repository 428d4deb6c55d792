extension Tensor {
  /// Turns each row along an axis into another of `length` numbers: the body reads the one and writes the other.
  ///
  /// The body sees both as contiguous, whichever the axis is.
  func mapRows(
    along axis: Int, toLength length: Int,
    _ body: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> Tensor {
    let outer = shape[..<axis].reduce(1, *)
    let columns = shape[(axis + 1)...].reduce(1, *)
    var resultShape = shape
    resultShape[axis] = length
    return Tensor(shape: resultShape) { result in
      withUnsafeElements { elements in
        for block in 0..<outer {
          let source = elements.row(block, of: shape[axis] * columns)
          let target = result.row(block, of: length * columns)
          if columns == 1 {
            body(source, target)
          } else if columns > 1 {
            mapColumns(of: source, into: target, count: columns, body)
          }
        }
      }
    }
  }

  /// One number for each row along an axis; the axis disappears.
  func reduceRows(along axis: Int, _ body: (UnsafeBufferPointer<Float>) -> Double) -> Tensor {
    var remaining = shape
    remaining.remove(at: axis)
    return mapRows(along: axis, toLength: 1) { row, result in result[0] = Float(body(row)) }.reshaped(remaining)
  }
}

/// Turns each column of one matrix into a column of another, by way of copies that are contiguous.
///
/// Sixteen neighbours are copied at a time, because they share what the processor fetches from memory.
private func mapColumns(
  of source: UnsafeBufferPointer<Float>, into target: UnsafeMutableBufferPointer<Float>, count: Int,
  _ body: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
) {
  let (height, newHeight) = (source.count / count, target.count / count)
  withUnsafeTemporaryAllocation(of: Float.self, capacity: 16 * (height + newHeight)) { scratch in
    let gathered = UnsafeMutableBufferPointer(rebasing: scratch[..<(16 * height)])
    let produced = UnsafeMutableBufferPointer(rebasing: scratch[(16 * height)...])
    for first in stride(from: 0, to: count, by: 16) {
      let columns = min(16, count - first)
      for row in 0..<height {
        for column in 0..<columns { gathered[column * height + row] = source[row * count + first + column] }
      }
      for column in 0..<columns {
        body(UnsafeBufferPointer(gathered.row(column, of: height)), produced.row(column, of: newHeight))
      }
      for row in 0..<newHeight {
        for column in 0..<columns { target[row * count + first + column] = produced[column * newHeight + row] }
      }
    }
  }
}

extension UnsafeBufferPointer<Float> {
  /// The row of that number in a matrix with rows of `length`.
  func row(_ number: Int, of length: Int) -> UnsafeBufferPointer {
    UnsafeBufferPointer(rebasing: self[(number * length)..<((number + 1) * length)])
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// The row of that number in a matrix with rows of `length`.
  func row(_ number: Int, of length: Int) -> UnsafeMutableBufferPointer {
    UnsafeMutableBufferPointer(rebasing: self[(number * length)..<((number + 1) * length)])
  }
}
