/// Some elements of a tensor in some order: those at `offset` + Σ indexᵢ·stridesᵢ.
///
/// Slicing, transposing, flipping and repeating are all the reading of such a view.
struct StridedView {
  var shape: [Int]
  var strides: [Int]
  var offset: Int

  /// The elements in row-major order of the view.
  func copied(from tensor: Tensor) -> Tensor {
    var odometer = Odometer(shape: shape, strides, shape.rowMajorStrides, offsets: (offset, 0))
    let (length, step) = (odometer.rowLength, odometer.rowStrides.0)
    return Tensor(shape: shape) { result in
      tensor.withUnsafeElements { elements in
        guard !result.isEmpty else { return }
        for row in 0..<odometer.rows {
          let out = result.baseAddress! + row * length
          let source = elements.baseAddress! + odometer.offsets.0
          if step == 1 {
            out.update(from: source, count: length)
          } else {
            for i in 0..<length { out[i] = source[i * step] }
          }
          odometer.advance()
        }
      }
    }
  }
}
