extension Tensor {
  /// How an axis divides the tensor: `outer` blocks, in each `inner` rows of `length` elements that lie `inner` apart.
  private func division(at axis: Int) -> (outer: Int, length: Int, inner: Int) {
    (shape[..<axis].reduce(1, *), shape[axis], shape[(axis + 1)...].reduce(1, *))
  }

  /// Turns each row along an axis into another of `length` numbers: the body reads the one and writes the other.
  ///
  /// The body sees both as contiguous. Rows of the last axis are so already; others are copied, sixteen neighbours at
  /// a time, because they share what the processor fetches from memory.
  func mapRows(
    along axis: Int, toLength length: Int,
    _ body: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> Tensor {
    let (outer, rowLength, inner) = division(at: axis)
    var resultShape = shape
    resultShape[axis] = length
    return Tensor(shape: resultShape) { result in
      withUnsafeElements { elements in
        if inner == 1 {
          for row in 0..<outer {
            body(elements.row(row, of: rowLength), result.row(row, of: length))
          }
          return
        }
        guard inner > 0 else { return }
        let width = min(inner, 16)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: width * (rowLength + length)) { scratch in
          let gathered = UnsafeMutableBufferPointer(rebasing: scratch[..<(width * rowLength)])
          let produced = UnsafeMutableBufferPointer(rebasing: scratch[(width * rowLength)...])
          for block in 0..<outer {
            for first in stride(from: 0, to: inner, by: width) {
              let columns = min(width, inner - first)
              let source = block * rowLength * inner + first
              for place in 0..<rowLength {
                for column in 0..<columns {
                  gathered[column * rowLength + place] = elements[source + place * inner + column]
                }
              }
              for column in 0..<columns {
                body(UnsafeBufferPointer(gathered.row(column, of: rowLength)), produced.row(column, of: length))
              }
              let target = block * length * inner + first
              for place in 0..<length {
                for column in 0..<columns {
                  result[target + place * inner + column] = produced[column * length + place]
                }
              }
            }
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
