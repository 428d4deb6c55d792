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

/// C = A·B in blocks of rows that OpenBLAS computes without copying its factors first.
///
/// It copies them into its own order where a product has more than a million multiplications. Where one factor is
/// narrow, as the tiles of a small picture are, the copy takes about as long as the product.
func multiplyInBlocks(
  _ a: MatrixView, _ b: MatrixView, into c: UnsafeMutablePointer<Float>, pitch: Int, rows: Int, columns: Int,
  inner: Int
) {
  let most = 1_000_000 / Swift.max(columns * inner, 1) / 8 * 8
  guard most < rows && most >= 16 else {
    return multiply(a, b, into: c, pitch: pitch, rows: rows, columns: columns, inner: inner, adding: false)
  }
  for block in stride(from: 0, to: rows, by: most) {
    multiply(
      MatrixView(start: a.start + block * a.pitch, pitch: a.pitch), b, into: c + block * pitch, pitch: pitch,
      rows: Swift.min(most, rows - block), columns: columns, inner: inner, adding: false)
  }
}
