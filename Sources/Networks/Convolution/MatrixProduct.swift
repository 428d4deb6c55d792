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
