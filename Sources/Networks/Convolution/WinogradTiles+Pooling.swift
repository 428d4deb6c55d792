extension WinogradTiles {
  /// Four tiles beside one another rectified and pooled by 2 × 2: up to two rows of eight numbers.
  ///
  /// - Parameter y: the tiles' rows, whose lanes are still tiles, so that a window's four numbers stand in one lane.
  @inline(__always)
  func poolTiles(
    _ y: Winograd.FourRows, plane: Int, tile: Int, column: Int, into pooled: UnsafeMutablePointer<Float>
  ) {
    let (height, width) = (output.height / 2, output.width / 2)
    let row = pooled + (plane &* height &+ 2 &* tile) &* width
    if 2 &* tile < height { poolPair(y.0, y.1, into: row, column: column / 2, width: width) }
    if 2 &* tile &+ 1 < height { poolPair(y.2, y.3, into: row + width, column: column / 2, width: width) }
  }

  @inline(__always)
  private func poolPair(
    _ upper: Winograd.Four, _ lower: Winograd.Four, into row: UnsafeMutablePointer<Float>, column: Int, width: Int
  ) {
    let left = Lanes.larger(.zero, Lanes.largest(upper.0, upper.1, lower.0, lower.1))
    let right = Lanes.larger(.zero, Lanes.largest(upper.2, upper.3, lower.2, lower.3))
    let eight = Lanes.alternating(left, right)
    eight.0.store(to: row, column: column, width: width)
    eight.1.store(to: row, column: column &+ 4, width: width)
  }
}

extension Lanes {
  /// Writes as many of the numbers to a row as it has from a column on.
  @inline(__always)
  func store(to row: UnsafeMutablePointer<Float>, column: Int, width: Int) {
    if column &+ 4 <= width {
      store(to: row + column)
    } else {
      for lane in 0..<Swift.max(0, width &- column) { row[column &+ lane] = self[lane] }
    }
  }
}
