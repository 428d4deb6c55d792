extension WinogradTiles {
  /// A row of tiles rectified and pooled by 2 × 2 on its way from the workspace: up to two rows of half the width.
  @inline(__always)
  func poolRows(
    _ groups: UnsafePointer<Float>, plane: Int, tile: Int, into pooled: UnsafeMutablePointer<Float>
  ) {
    let (height, width) = (output.height / 2, output.width / 2)
    for pair in 0..<Swift.min(2, height &- 2 &* tile) {
      let row = pooled + (plane &* height &+ 2 &* tile &+ pair) &* width
      forEachGroup { group, tile in
        let (upper, lower) = (
          lines(groups, group: group, row: 2 &* pair), lines(groups, group: group, row: 2 &* pair &+ 1)
        )
        let left = halved(larger(upper.0, lower.0), larger(upper.1, lower.1))
        let right = halved(larger(upper.2, lower.2), larger(upper.3, lower.3))
        put(left, row, column: 2 &* tile, width: width)
        put(right, row, column: 2 &* tile &+ 4, width: width)
      }
    }
  }

  /// Sixteen numbers of a row, rectified.
  @inline(__always)
  private func lines(_ groups: UnsafePointer<Float>, group: Int, row: Int) -> Winograd.Four {
    let from = groups + (64 &* group &+ 16 &* row)
    let tiles = Winograd.transposed(
      (Winograd.load(from), Winograd.load(from + 4), Winograd.load(from + 8), Winograd.load(from + 12)))
    let finish = Rectifying()
    return (finish(tiles.0, at: 0), finish(tiles.1, at: 0), finish(tiles.2, at: 0), finish(tiles.3, at: 0))
  }

  /// The larger one of each two neighbours among eight.
  @inline(__always)
  private func halved(_ first: Winograd.Lanes, _ second: Winograd.Lanes) -> Winograd.Lanes {
    larger(
      Winograd.Lanes(first[0], first[2], second[0], second[2]), Winograd.Lanes(first[1], first[3], second[1], second[3])
    )
  }

  @inline(__always)
  private func put(_ lanes: Winograd.Lanes, _ row: UnsafeMutablePointer<Float>, column: Int, width: Int) {
    if column &+ 4 <= width {
      Winograd.store(lanes, row + column)
    } else {
      for lane in 0..<Swift.max(0, width &- column) { row[column &+ lane] = lanes[lane] }
    }
  }
}
