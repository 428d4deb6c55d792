internal import COpenBLAS
internal import Tensors

/// A matrix in row-major order that begins at a pointer: how long its rows are, and whether it is read by columns.
struct MatrixView {
  var start: UnsafePointer<Float>
  var pitch: Int
  var transposed = false
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

/// C = A·B, or C += A·B, in blocks of rows that OpenBLAS computes without copying the factors first.
///
/// It copies them into its own order where a product has more than a million multiplications. Where one factor is
/// narrow, as a few tiles or a few vectors are, the copy takes longer than the product.
func multiplyInBlocks(
  _ a: MatrixView, _ b: MatrixView, into c: UnsafeMutablePointer<Float>, pitch: Int, rows: Int, columns: Int,
  inner: Int, adding: Bool = false
) {
  let most = 1_000_000 / Swift.max(columns * inner, 1) / 8 * 8
  let size = most >= 8 ? Swift.min(most, rows) : rows
  for block in stride(from: 0, to: rows, by: Swift.max(size, 1)) {
    multiply(
      MatrixView(start: a.start + (a.transposed ? block : block * a.pitch), pitch: a.pitch, transposed: a.transposed),
      b, into: c + block * pitch, pitch: pitch, rows: Swift.min(size, rows - block), columns: columns, inner: inner,
      adding: adding)
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
