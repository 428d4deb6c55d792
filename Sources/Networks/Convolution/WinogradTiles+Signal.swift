extension WinogradTiles {
  /// Transforms the signal at a strip's outputs for the gradient at the filters: A r Aᵀ.
  func transformSignal(
    _ gradient: UnsafePointer<Float>, filters: Int, rows: Range<Int>, into planes: UnsafeMutablePointer<Float>,
    pitch: Int
  ) {
    for filter in 0..<filters {
      for (index, row) in rows.enumerated() {
        let (image, tile) = row.quotientAndRemainder(dividingBy: down)
        let place =
          gradient + (image &* filters &+ filter) &* (output.height &* output.width) + 4 &* tile &* output.width
        let to = planes + (filter &* rows.count &+ index) &* places
        let height = Swift.min(4, output.height &- 4 &* tile)
        forEachGroup { tile in
          transformSignal(place, column: 4 &* tile, height: height, to: to + tile, pitch: pitch)
        }
      }
    }
  }

  @inline(__always)
  private func transformSignal(
    _ place: UnsafePointer<Float>, column: Int, height: Int, to planes: UnsafeMutablePointer<Float>, pitch: Int
  ) {
    @inline(__always) func along(_ row: Int) -> Winograd.Six {
      guard row < height else { return (.zero, .zero, .zero, .zero, .zero, .zero) }
      return Winograd.signal(Lanes.transposed(rowOfFour(place + row &* output.width, column: column)))
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

  /// Sixteen numbers of a row, zeros beyond its end.
  @inline(__always)
  private func rowOfFour(_ row: UnsafePointer<Float>, column: Int) -> Winograd.Four {
    @inline(__always) func four(_ column: Int) -> Lanes { Lanes(from: row, column: column, width: output.width) }
    return (four(column), four(column &+ 4), four(column &+ 8), four(column &+ 12))
  }
}
