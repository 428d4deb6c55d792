extension WinogradTiles {
  /// Transforms a strip's products back, Aᵀ m A, and adds the bias.
  func transformOutput(
    _ planes: UnsafePointer<Float>, pitch: Int, rows: Range<Int>, filters: Int, bias: [Float]?,
    into output: UnsafeMutablePointer<Float>, workspace: UnsafeMutablePointer<Float>
  ) {
    for filter in 0..<filters {
      let offset = Winograd.Lanes(repeating: bias?[filter] ?? 0)
      for (index, row) in rows.enumerated() {
        let (image, tile) = row.quotientAndRemainder(dividingBy: down)
        let place =
          output + (image &* filters &+ filter) &* (self.output.height &* self.output.width)
          + 4 &* tile &* self.output.width
        let from = planes + (filter &* rows.count &+ index) &* places
        forEachGroup { group, tile in
          transformProducts(from + tile, pitch: pitch, offset: offset, to: workspace + 64 &* group)
        }
        putRows(workspace, to: place, count: Swift.min(4, self.output.height &- 4 &* tile))
      }
    }
  }

  /// Four tiles beside one another, whose lanes are still tiles: 4 rows of 4 vectors.
  ///
  /// They go through memory, for of lanes that move right after a sum the compiler makes sums of lanes moved before.
  @inline(__always)
  private func transformProducts(
    _ planes: UnsafePointer<Float>, pitch: Int, offset: Winograd.Lanes, to place: UnsafeMutablePointer<Float>
  ) {
    @inline(__always) func down(_ j: Int) -> Winograd.Four {
      Winograd.output(Winograd.loadSix(planes + j &* pitch, pitch: 6 &* pitch))
    }
    let c = (down(0), down(1), down(2), down(3), down(4), down(5))
    @inline(__always) func put(_ m: Winograd.Six, row: Int) {
      let y = Winograd.output(m)
      Winograd.store(y.0 + offset, place + 16 &* row)
      Winograd.store(y.1 + offset, place + (16 &* row &+ 4))
      Winograd.store(y.2 + offset, place + (16 &* row &+ 8))
      Winograd.store(y.3 + offset, place + (16 &* row &+ 12))
    }
    put((c.0.0, c.1.0, c.2.0, c.3.0, c.4.0, c.5.0), row: 0)
    put((c.0.1, c.1.1, c.2.1, c.3.1, c.4.1, c.5.1), row: 1)
    put((c.0.2, c.1.2, c.2.2, c.3.2, c.4.2, c.5.2), row: 2)
    put((c.0.3, c.1.3, c.2.3, c.3.3, c.4.3, c.5.3), row: 3)
  }

  /// A row of tiles as up to four rows of the plane.
  @inline(__always)
  private func putRows(_ groups: UnsafePointer<Float>, to place: UnsafeMutablePointer<Float>, count: Int) {
    forEachGroup { group, tile in
      for row in 0..<count {
        let from = groups + (64 &* group &+ 16 &* row)
        let tiles = Winograd.transposed(
          (Winograd.load(from), Winograd.load(from + 4), Winograd.load(from + 8), Winograd.load(from + 12)))
        putRow(tiles, place + row &* output.width, column: 4 &* tile)
      }
    }
  }

  /// Sixteen numbers of a row, or as many as it has.
  @inline(__always)
  private func putRow(_ tiles: Winograd.Four, _ row: UnsafeMutablePointer<Float>, column: Int) {
    if column &+ 16 <= output.width {
      Winograd.store(tiles.0, row + column)
      Winograd.store(tiles.1, row + column + 4)
      Winograd.store(tiles.2, row + column + 8)
      Winograd.store(tiles.3, row + column + 12)
    } else {
      putEnd(tiles.0, row, column: column)
      putEnd(tiles.1, row, column: column &+ 4)
      putEnd(tiles.2, row, column: column &+ 8)
      putEnd(tiles.3, row, column: column &+ 12)
    }
  }

  @inline(__always)
  private func putEnd(_ tile: Winograd.Lanes, _ row: UnsafeMutablePointer<Float>, column: Int) {
    if column &+ 4 <= output.width {
      Winograd.store(tile, row + column)
    } else {
      for lane in 0..<Swift.max(0, output.width &- column) { row[column &+ lane] = tile[lane] }
    }
  }
}
