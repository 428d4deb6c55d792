internal import COpenBLAS
internal import Tensors

/// A matrix in row-major order that begins at a pointer: how long its rows are, and whether it is read by columns.
struct MatrixView {
  var start: UnsafePointer<Float>
  var pitch: Int
  var transposed = false

  /// The same without so many of its first rows.
  func moved(rows: Int) -> MatrixView {
    MatrixView(start: start + (transposed ? rows : rows * pitch), pitch: pitch, transposed: transposed)
  }

  /// The same without so many of its first columns.
  func moved(columns: Int) -> MatrixView {
    MatrixView(start: start + (transposed ? columns * pitch : columns), pitch: pitch, transposed: transposed)
  }
}

/// C = A·B, or C += A·B, on the calling thread.
@inline(__always)
func multiply(
  _ a: MatrixView, _ b: MatrixView, into c: UnsafeMutablePointer<Float>, pitch: Int, rows: Int, columns: Int,
  inner: Int, adding: Bool
) {
  BLAS.onOneThread
  cblas_sgemm(
    CblasRowMajor, a.transposed ? CblasTrans : CblasNoTrans, b.transposed ? CblasTrans : CblasNoTrans,
    blasint(rows), blasint(columns), blasint(inner), 1, a.start, blasint(a.pitch), b.start, blasint(b.pitch),
    adding ? 1 : 0, c, blasint(pitch))
}

/// C = A·B, or C += A·B, in blocks that OpenBLAS computes without copying the factors first.
///
/// It copies them into its own order where a product has more than a million multiplications. Where one factor is
/// narrow, as a few tiles or a few vectors are, the copy takes longer than the product.
func multiplyInBlocks(
  _ a: MatrixView, _ b: MatrixView, into c: UnsafeMutablePointer<Float>, pitch: Int, rows: Int, columns: Int,
  inner: Int, adding: Bool = false
) {
  let most = 1_000_000
  let (someRows, someColumns) = (most / Swift.max(columns * inner, 1), most / Swift.max(rows * inner, 1))
  // Blocks of fewer are slower than the copy.
  if rows > someRows, someRows >= 32 {
    for row in stride(from: 0, to: rows, by: someRows) {
      multiply(
        a.moved(rows: row), b, into: c + row * pitch, pitch: pitch, rows: Swift.min(someRows, rows - row),
        columns: columns, inner: inner, adding: adding)
    }
  } else {
    let step = rows > someRows && someColumns >= 32 ? someColumns / 32 * 32 : Swift.max(columns, 1)
    for column in stride(from: 0, to: columns, by: step) {
      multiply(
        a, b.moved(columns: column), into: c + column, pitch: pitch, rows: rows,
        columns: Swift.min(step, columns - column), inner: inner, adding: adding)
    }
  }
}

/// y = x·B, where reading B once is all of the work.
func multiply(
  vector x: UnsafePointer<Float>, _ b: MatrixView, into y: UnsafeMutablePointer<Float>, columns: Int, inner: Int
) {
  BLAS.onOneThread
  cblas_sgemv(
    CblasRowMajor, CblasTrans, blasint(inner), blasint(columns), 1, b.start, blasint(b.pitch), x, 1, 0, y, 1)
}

/// y += A·x, where reading A once is all of the work.
func multiply(
  _ a: MatrixView, vector x: UnsafePointer<Float>, addingTo y: UnsafeMutablePointer<Float>, rows: Int, inner: Int
) {
  BLAS.onOneThread
  cblas_sgemv(CblasRowMajor, CblasNoTrans, blasint(rows), blasint(inner), 1, a.start, blasint(a.pitch), x, 1, 1, y, 1)
}
