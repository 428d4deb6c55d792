extension WinogradTiles {
  /// Transforms some filters' products back, Aᵀ m A, adds the bias and finishes.
  ///
  /// - Parameters:
  ///   - planes: the products of the strip's rows, filter 0 first.
  ///   - filters: which of them; the output has `count` filters.
  func transformOutput(
    _ planes: UnsafePointer<Float>, pitch: Int, rows: Range<Int>, filters: Range<Int>, of count: Int, bias: [Float]?,
    into output: UnsafeMutablePointer<Float>, workspace: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    @inline(__always) func transform(_ finish: some LaneFinish) {
      transformOutput(
        planes, pitch: pitch, rows: rows, filters: filters, of: count, bias: bias, workspace: workspace
      ) { place, _, tile in
        putRows(workspace, to: output, place: place, count: rowsOfPlane(tile), finish)
      }
    }
    switch finish {
    case .nothing: transform(Unchanged())
    case .rectifying: transform(Rectifying())
    case .pooling(let pooled, let keeps):
      transformOutput(
        planes, pitch: pitch, rows: rows, filters: filters, of: count, bias: bias, workspace: workspace
      ) { place, plane, tile in
        if keeps { putRows(workspace, to: output, place: place, count: rowsOfPlane(tile), Rectifying()) }
        poolRows(workspace, plane: plane, tile: tile, into: pooled)
      }
    case .passing(.gradient, let outputs): transform(PassingGradient(outputs: outputs))
    case .passing(.deconvnet, _): transform(PassingDeconvnet())
    case .passing(.guided, let outputs): transform(PassingGuided(outputs: outputs))
    }
  }

  /// Calls `put` when a row of tiles lies in the workspace: with the first number's place in the output, and the numbers
  /// of the plane and of the row of tiles in it.
  @inline(__always)
  private func transformOutput(
    _ planes: UnsafePointer<Float>, pitch: Int, rows: Range<Int>, filters: Range<Int>, of count: Int, bias: [Float]?,
    workspace: UnsafeMutablePointer<Float>, _ put: (_ place: Int, _ plane: Int, _ tile: Int) -> Void
  ) {
    for filter in filters {
      let offset = Winograd.Lanes(repeating: bias?[filter] ?? 0)
      for (index, row) in rows.enumerated() {
        let (image, tile) = row.quotientAndRemainder(dividingBy: down)
        let plane = image &* count &+ filter
        let from = planes + (filter &* rows.count &+ index) &* places
        forEachGroup { group, tile in
          transformProducts(from + tile, pitch: pitch, offset: offset, to: workspace + 64 &* group)
        }
        put(plane &* (output.height &* output.width) &+ 4 &* tile &* output.width, plane, tile)
      }
    }
  }

  /// How many rows of the plane a row of tiles has.
  @inline(__always)
  private func rowsOfPlane(_ tile: Int) -> Int { Swift.min(4, output.height &- 4 &* tile) }

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
  private func putRows(
    _ groups: UnsafePointer<Float>, to result: UnsafeMutablePointer<Float>, place: Int, count: Int,
    _ finish: some LaneFinish
  ) {
    forEachGroup { group, tile in
      for row in 0..<count {
        let from = groups + (64 &* group &+ 16 &* row)
        let tiles = Winograd.transposed(
          (Winograd.load(from), Winograd.load(from + 4), Winograd.load(from + 8), Winograd.load(from + 12)))
        putRow(tiles, result, place: place &+ row &* output.width, column: 4 &* tile, finish)
      }
    }
  }

  /// Sixteen numbers of a row, or as many as it has.
  @inline(__always)
  private func putRow(
    _ tiles: Winograd.Four, _ result: UnsafeMutablePointer<Float>, place: Int, column: Int, _ finish: some LaneFinish
  ) {
    if column &+ 16 <= output.width {
      let first = place &+ column
      Winograd.store(finish(tiles.0, at: first), result + first)
      Winograd.store(finish(tiles.1, at: first &+ 4), result + (first &+ 4))
      Winograd.store(finish(tiles.2, at: first &+ 8), result + (first &+ 8))
      Winograd.store(finish(tiles.3, at: first &+ 12), result + (first &+ 12))
    } else {
      putEnd(tiles.0, result, place: place, column: column, finish)
      putEnd(tiles.1, result, place: place, column: column &+ 4, finish)
      putEnd(tiles.2, result, place: place, column: column &+ 8, finish)
      putEnd(tiles.3, result, place: place, column: column &+ 12, finish)
    }
  }

  @inline(__always)
  private func putEnd(
    _ tile: Winograd.Lanes, _ result: UnsafeMutablePointer<Float>, place: Int, column: Int, _ finish: some LaneFinish
  ) {
    guard column < output.width else { return }
    let first = place &+ column
    let finished = finish(tile, at: first)
    if column &+ 4 <= output.width {
      Winograd.store(finished, result + first)
    } else {
      for lane in 0..<output.width &- column { result[first &+ lane] = finished[lane] }
    }
  }
}
