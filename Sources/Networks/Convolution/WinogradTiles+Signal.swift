extension WinogradTiles {
  /// Transforms the signal at a strip's outputs for the gradient at the filters: A r Aᵀ.
  func transformSignal(
    _ gradient: UnsafePointer<Float>, rows: Range<Int>, into planes: UnsafeMutablePointer<Float>, pitch: Int
  ) {
    var to = planes
    for row in rows {
      let (image, row) = row.quotientAndRemainder(dividingBy: down)
      let height = Swift.min(4, sizes.output.height &- 4 &* row)
      let line = gradient + (image &* sizes.output.height &+ 4 &* row) &* sizes.output.width &* sizes.filters
      for column in 0..<across {
        let width = Swift.min(4, sizes.output.width &- 4 &* column)
        let from = line + 4 &* column &* sizes.filters
        forEachFour(of: sizes.filters) { filter in
          transformSignal(from + filter, height: height, width: width, to: to + filter, pitch: pitch)
        }
        to += sizes.filters
      }
    }
  }

  /// A tile of four filters, zeros beyond the output's end.
  @inline(__always)
  private func transformSignal(
    _ from: UnsafePointer<Float>, height: Int, width: Int, to planes: UnsafeMutablePointer<Float>, pitch: Int
  ) {
    let pixel = sizes.filters
    @inline(__always) func along(_ row: Int) -> Winograd.Six {
      guard row < height else { return (.zero, .zero, .zero, .zero, .zero, .zero) }
      let start = from + row &* sizes.output.width &* pixel
      return Winograd.signal(
        (
          Lanes(from: start), width > 1 ? Lanes(from: start + pixel) : .zero,
          width > 2 ? Lanes(from: start + 2 &* pixel) : .zero, width > 3 ? Lanes(from: start + 3 &* pixel) : .zero
        ))
    }
    let r = (along(0), along(1), along(2), along(3))
    @inline(__always) func put(_ column: Winograd.Four, _ j: Int) {
      Winograd.storeSix(Winograd.signal(column), planes + j &* pitch, pitch: 6 &* pitch)
    }
    put((r.0.0, r.1.0, r.2.0, r.3.0), 0)
    put((r.0.1, r.1.1, r.2.1, r.3.1), 1)
    put((r.0.2, r.1.2, r.2.2, r.3.2), 2)
    put((r.0.3, r.1.3, r.2.3, r.3.3), 3)
    put((r.0.4, r.1.4, r.2.4, r.3.4), 4)
    put((r.0.5, r.1.5, r.2.5, r.3.5), 5)
  }
}
