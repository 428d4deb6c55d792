extension WinogradTiles {
  /// Transforms products back, Aᵀ m A, adds the bias and finishes.
  ///
  /// - Parameters:
  ///   - planes: the products of the strip's tiles, filter 0 of the first tile first.
  ///   - bias: one a filter.
  func transformOutput(
    _ planes: UnsafePointer<Float>, pitch: Int, rows: Range<Int>, bias: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    if let wide = WideLanes(count: sizes.filters) {
      var from = planes
      for row in rows {
        transformOutput(from, pitch: pitch, row: row, bias: bias, into: output, finish: finish, by: wide)
        from += across &* sizes.filters
      }
      return
    }
    guard case .pooling(let pooled, let keeps) = finish else {
      return finish.withLanes { finish in
        transformOutput(planes, pitch: pitch, rows: rows, bias: bias, into: output, finish)
      }
    }
    forEachTile(planes, pitch: pitch, rows: rows, bias: bias) { y, tile in
      if keeps { putTile(y, tile, into: output, Rectifying()) }
      poolTile(y, tile, into: pooled)
    }
  }

  private func transformOutput(
    _ planes: UnsafePointer<Float>, pitch: Int, rows: Range<Int>, bias: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, _ finish: some LaneFinish
  ) {
    forEachTile(planes, pitch: pitch, rows: rows, bias: bias) { y, tile in
      putTile(y, tile, into: output, finish)
    }
  }

  /// Where a tile lies, and its first filter of four.
  private struct Tile {
    let image: Int
    let row: Int
    let column: Int
    let filter: Int
  }

  /// Calls `put` with each tile's 4 × 4 outputs, of four filters at a time.
  @inline(__always)
  private func forEachTile(
    _ planes: UnsafePointer<Float>, pitch: Int, rows: Range<Int>, bias: UnsafePointer<Float>,
    _ put: (_ y: Winograd.FourRows, _ tile: Tile) -> Void
  ) {
    var from = planes
    for row in rows {
      let (image, row) = row.quotientAndRemainder(dividingBy: down)
      for column in 0..<across {
        forEachFour(of: sizes.filters) { filter in
          put(
            transformed(from + filter, pitch: pitch, offset: Lanes(from: bias + filter)),
            Tile(image: image, row: row, column: column, filter: filter))
        }
        from += sizes.filters
      }
    }
  }

  @inline(__always)
  private func transformed(_ planes: UnsafePointer<Float>, pitch: Int, offset: Lanes) -> Winograd.FourRows {
    @inline(__always) func down(_ j: Int) -> Winograd.Four {
      Winograd.output(Winograd.loadSix(planes + j &* pitch, pitch: 6 &* pitch))
    }
    let c = (down(0), down(1), down(2), down(3), down(4), down(5))
    @inline(__always) func along(_ m: Winograd.Six) -> Winograd.Four {
      let y = Winograd.output(m)
      return (y.0 + offset, y.1 + offset, y.2 + offset, y.3 + offset)
    }
    return (
      along((c.0.0, c.1.0, c.2.0, c.3.0, c.4.0, c.5.0)), along((c.0.1, c.1.1, c.2.1, c.3.1, c.4.1, c.5.1)),
      along((c.0.2, c.1.2, c.2.2, c.3.2, c.4.2, c.5.2)), along((c.0.3, c.1.3, c.2.3, c.3.3, c.4.3, c.5.3))
    )
  }

  /// Writes as much of a tile as the output has of it.
  @inline(__always)
  private func putTile(
    _ y: Winograd.FourRows, _ tile: Tile, into result: UnsafeMutablePointer<Float>, _ finish: some LaneFinish
  ) {
    let (width, pitch) = (sizes.output.width, sizes.outputPitch)
    let (height, columns) = (sizes.output.height &- 4 &* tile.row, width &- 4 &* tile.column)
    let place = ((tile.image &* sizes.output.height &+ 4 &* tile.row) &* width &+ 4 &* tile.column) &* pitch
    @inline(__always) func put(_ y: Winograd.Four, row: Int) {
      let place = place &+ row &* width &* pitch &+ tile.filter
      @inline(__always) func put(_ y: Lanes, _ place: Int) { finish(y, at: place).store(to: result + place) }
      put(y.0, place)
      if columns > 1 { put(y.1, place &+ pitch) }
      if columns > 2 { put(y.2, place &+ 2 &* pitch) }
      if columns > 3 { put(y.3, place &+ 3 &* pitch) }
    }
    put(y.0, row: 0)
    if height > 1 { put(y.1, row: 1) }
    if height > 2 { put(y.2, row: 2) }
    if height > 3 { put(y.3, row: 3) }
  }

  /// Rectifies a tile and pools it by 2 × 2, to up to two rows of two places.
  @inline(__always)
  private func poolTile(_ y: Winograd.FourRows, _ tile: Tile, into pooled: UnsafeMutablePointer<Float>) {
    let (height, width) = (sizes.output.height / 2, sizes.output.width / 2)
    let (row, column) = (2 &* tile.row, 2 &* tile.column)
    let place = ((tile.image &* height &+ row) &* width &+ column) &* sizes.filters &+ tile.filter
    let to = pooled + place
    @inline(__always) func put(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes, _ place: UnsafeMutablePointer<Float>) {
      Rectifying()(Lanes.largest(a, b, c, d), at: 0).store(to: place)
    }
    @inline(__always) func pool(_ upper: Winograd.Four, _ lower: Winograd.Four, _ to: UnsafeMutablePointer<Float>) {
      if column < width { put(upper.0, upper.1, lower.0, lower.1, to) }
      if column &+ 1 < width { put(upper.2, upper.3, lower.2, lower.3, to + sizes.filters) }
    }
    if row < height { pool(y.0, y.1, to) }
    if row &+ 1 < height { pool(y.2, y.3, to + width &* sizes.filters) }
  }
}
