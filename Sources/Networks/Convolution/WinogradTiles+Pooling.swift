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
    let rectified = Rectifying()
    let eight = Lanes.alternating(
      rectified(Lanes.largest(upper.0, upper.1, lower.0, lower.1), at: 0),
      rectified(Lanes.largest(upper.2, upper.3, lower.2, lower.3), at: 0))
    eight.0.store(to: row, column: column, width: width)
    eight.1.store(to: row, column: column &+ 4, width: width)
  }
}
