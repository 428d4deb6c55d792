extension WinogradTiles {
  /// Transforms some filters' products back, Aᵀ m A, adds the bias and finishes.
  ///
  /// - Parameters:
  ///   - planes: the products of the strip's rows, filter 0 first.
  ///   - filters: which of them; the output has `count` filters.
  func transformOutput(
    _ planes: UnsafePointer<Float>, pitch: Int, rows: Range<Int>, filters: Range<Int>, of count: Int, bias: [Float]?,
    into output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    @inline(__always) func transform(_ finish: some LaneFinish) {
      forEachFourTiles(planes, pitch: pitch, rows: rows, filters: filters, of: count, bias: bias) {
        y, plane, tile, column in
        putTiles(y, plane: plane, tile: tile, column: column, into: output, finish)
      }
    }
    switch finish {
    case .nothing: transform(Unchanged())
    case .rectifying: transform(Rectifying())
    case .pooling(let pooled, let keeps):
      forEachFourTiles(planes, pitch: pitch, rows: rows, filters: filters, of: count, bias: bias) {
        y, plane, tile, column in
        if keeps { putTiles(y, plane: plane, tile: tile, column: column, into: output, Rectifying()) }
        poolTiles(y, plane: plane, tile: tile, column: column, into: pooled)
      }
    case .passing(.gradient, let outputs): transform(PassingGradient(outputs: outputs))
    case .passing(.deconvnet, _): transform(PassingDeconvnet())
    case .passing(.guided, let outputs): transform(PassingGuided(outputs: outputs))
    }
  }

  /// Calls `put` with four tiles beside one another, the number of their plane, that of the row of tiles in it, and
  /// the column where the first begins.
  @inline(__always)
  private func forEachFourTiles(
    _ planes: UnsafePointer<Float>, pitch: Int, rows: Range<Int>, filters: Range<Int>, of count: Int, bias: [Float]?,
    _ put: (_ y: Winograd.FourRows, _ plane: Int, _ tile: Int, _ column: Int) -> Void
  ) {
    for filter in filters {
      let offset = Lanes(repeating: bias?[filter] ?? 0)
      for (index, row) in rows.enumerated() {
        let (image, tile) = row.quotientAndRemainder(dividingBy: down)
        let from = planes + (filter &* rows.count &+ index) &* places
        forEachGroup { first in
          put(transformed(from + first, pitch: pitch, offset: offset), image &* count &+ filter, tile, 4 &* first)
        }
      }
    }
  }

  /// Four tiles beside one another, whose lanes are still tiles.
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

  /// Four tiles as up to four rows of the plane.
  @inline(__always)
  private func putTiles(
    _ y: Winograd.FourRows, plane: Int, tile: Int, column: Int, into result: UnsafeMutablePointer<Float>,
    _ finish: some LaneFinish
  ) {
    let (height, width) = (output.height, output.width)
    let place = (plane &* height &+ 4 &* tile) &* width
    putRow(y.0, result, place: place, column: column, finish)
    if 4 &* tile &+ 1 < height { putRow(y.1, result, place: place &+ width, column: column, finish) }
    if 4 &* tile &+ 2 < height { putRow(y.2, result, place: place &+ 2 &* width, column: column, finish) }
    if 4 &* tile &+ 3 < height { putRow(y.3, result, place: place &+ 3 &* width, column: column, finish) }
  }

  /// Sixteen numbers of a row, or as many as it has.
  @inline(__always)
  private func putRow(
    _ y: Winograd.Four, _ result: UnsafeMutablePointer<Float>, place: Int, column: Int, _ finish: some LaneFinish
  ) {
    let tiles = Lanes.transposed(y)
    @inline(__always) func put(_ tile: Lanes, _ column: Int) {
      guard column < output.width else { return }
      finish(tile, at: place &+ column).store(to: result + place, column: column, width: output.width)
    }
    put(tiles.0, column)
    put(tiles.1, column &+ 4)
    put(tiles.2, column &+ 8)
    put(tiles.3, column &+ 12)
  }
}
