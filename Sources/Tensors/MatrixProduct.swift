import COpenBLAS

/// What must hold of OpenBLAS wherever it is called.
package enum BLAS {
  /// To be read before the first call: a product runs on one thread, for work is divided among threads further out.
  package static let onOneThread: Void = openblas_set_num_threads(1)

  /// The processor that OpenBLAS takes this one for: `SkylakeX`, `Haswell`, `Zen`.
  package static var processor: String { String(cString: openblas_get_corename()) }
}

extension Tensor {
  /// The matrix product by numpy's `matmul`: the last two axes are matrices, the axes before them broadcast.
  ///
  /// A vector on the left is a row, one on the right a column, and that axis disappears again.
  ///
  /// - Throws: `TensorError.noProduct`, `TensorError.tooLarge`.
  public func matrixProduct(_ other: Tensor) throws(TensorError) -> Tensor {
    guard rank > 0 && other.rank > 0 else { throw .noProduct(shape, other.shape) }
    let left = rank == 1 ? reshaped([1, count]) : self
    let right = other.rank == 1 ? other.reshaped([other.count, 1]) : other
    guard left.shape[left.rank - 1] == right.shape[right.rank - 2],
      let batch = try? Tensor.broadcastShape(left.shape.dropLast(2), right.shape.dropLast(2))
    else { throw .noProduct(shape, other.shape) }

    let matrix = [left.shape[left.rank - 2], right.shape[right.rank - 1]]
    _ = try Tensor.checkedCount(batch + matrix)
    let product = Tensor.product(of: left, right, shape: batch + matrix)
    let kept = (rank == 1 ? [] : [matrix[0]]) + (other.rank == 1 ? [] : [matrix[1]])
    return product.reshaped(batch + kept)
  }

  /// The products of matrices whose lengths agree.
  private static func product(of left: Tensor, _ right: Tensor, shape: [Int]) -> Tensor {
    let batch = Array(shape.dropLast(2))
    let (rows, columns, inner) = (shape[shape.count - 2], shape[shape.count - 1], left.shape[left.rank - 1])
    let sizes = (left: rows * inner, right: inner * columns, result: rows * columns)
    let lefts = left.shape.dropLast(2).broadcastStrides(to: batch).map { $0 * sizes.left }
    let rights = right.shape.dropLast(2).broadcastStrides(to: batch).map { $0 * sizes.right }
    var odometer = Odometer(shape: batch, lefts, rights)

    return Tensor(shape: shape) { result in
      guard var target = result.baseAddress, sizes.result > 0, inner > 0 else { return result.update(repeating: 0) }
      left.withUnsafeElements { left in
        right.withUnsafeElements { right in
          for _ in 0..<odometer.rows {
            for place in 0..<odometer.rowLength {
              multiply(
                left.baseAddress! + odometer.offsets.0 + place * odometer.rowStrides.0,
                right.baseAddress! + odometer.offsets.1 + place * odometer.rowStrides.1,
                into: target, rows: rows, inner: inner, columns: columns)
              target += sizes.result
            }
            odometer.advance()
          }
        }
      }
    }
  }
}

/// One matrix product of row-major matrices.
private func multiply(
  _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
  rows: Int, inner: Int, columns: Int
) {
  BLAS.onOneThread
  let (m, n, k) = (Int32(rows), Int32(columns), Int32(inner))
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, left, k, right, n, 0, result, n)
}
