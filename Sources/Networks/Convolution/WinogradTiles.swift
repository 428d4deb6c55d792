/// How the outputs of a batch fall into tiles of 4 × 4, and the tiles into strips; moves planes into tiles and back.
///
/// In transformed memory the 36 values of a tile stand in 36 planes, [channel][tile] each: what the 36 matrix products
/// read and write. A strip is a run of rows of tiles, which may go on from one picture to the next.
struct WinogradTiles: Sendable {
  /// Tiles beside one another, and places that a row of them takes up: vectors need four.
  let across: Int
  let places: Int
  /// Rows of tiles in one picture.
  let down: Int
  /// The rows of tiles of all pictures.
  let strips: Strips
  let output: Extent
  let input: Extent
  let padding: Padding

  /// Bytes of a strip's transformed inputs and outputs, well within a second-level cache.
  private static let budget = 600_000

  /// Tiles that a strip has for all that: with fewer, the filters would be read too often.
  private static let leastTiles = 64

  init(_ sizes: ConvolutionSizes, atLeast least: Int = 1) {
    output = sizes.output
    input = sizes.input
    padding = sizes.window.padding
    across = (output.width + 3) / 4
    places = Swift.max(across, 4)
    down = (output.height + 3) / 4
    let bytesOfRow = 4 * Winograd.products * (sizes.channels + sizes.filters) * places
    let most = Swift.max(Self.budget / bytesOfRow, Self.leastTiles / places)
    strips = Strips(down * sizes.images, ofAtMost: most, atLeast: least)
  }

  /// Numbers from one of the 36 planes to the next: a cache line more than they hold, for planes a power of two apart
  /// would all fall into the same few lines of the first-level cache.
  func pitch(channels: Int) -> Int { channels * strips.size * places + 16 }

  /// Numbers in one of the six lines that a row of tiles needs, zeros at both ends included.
  var linePitch: Int { 4 * places + 8 }

  /// Numbers that `transformInput` works in: the lines of a strip and a line of zeros.
  var workspace: Int { Swift.max(strips.size * 6 * linePitch + input.width + 4, 16 * (places + 3)) }

  /// Zeros all of the workspace, whose borders then stay zero.
  func clear(_ workspace: UnsafeMutablePointer<Float>) {
    workspace.update(repeating: 0, count: self.workspace)
  }
}

extension WinogradTiles {
  /// Transforms the inputs of a strip's tiles, of all channels: V = Bᵀ d B.
  func transformInput(
    _ input: UnsafePointer<Float>, channels: Int, rows: Range<Int>, into planes: UnsafeMutablePointer<Float>,
    pitch: Int, workspace: UnsafeMutablePointer<Float>
  ) {
    for channel in 0..<channels {
      var lines = workspace
      for row in rows {
        let (image, tile) = row.quotientAndRemainder(dividingBy: down)
        let plane = input + (image &* channels &+ channel) &* (self.input.height &* self.input.width)
        transformColumns(plane, firstRow: 4 &* tile &- padding.top, into: lines, zeros: workspace + workspaceZeros)
        lines += 6 &* linePitch
      }
      transformLines(workspace, rows: rows.count, into: planes + channel &* rows.count &* places, pitch: pitch)
    }
  }

  private var workspaceZeros: Int { strips.size * 6 * linePitch }

  /// Bᵀd down the columns of six rows, each column once though it lies in two tiles.
  @inline(__always)
  private func transformColumns(
    _ plane: UnsafePointer<Float>, firstRow: Int, into lines: UnsafeMutablePointer<Float>,
    zeros: UnsafeMutablePointer<Float>
  ) {
    let width = input.width
    @inline(__always) func row(_ index: Int) -> UnsafePointer<Float> {
      let y = firstRow &+ index
      return y >= 0 && y < input.height ? plane + y &* width : UnsafePointer(zeros)
    }
    let rows = (row(0), row(1), row(2), row(3), row(4), row(5))
    let to = lines + padding.left
    let pitch = linePitch
    @inline(__always) func transform(at x: Int) {
      let result = Winograd.input(
        (
          Winograd.load(rows.0 + x), Winograd.load(rows.1 + x), Winograd.load(rows.2 + x), Winograd.load(rows.3 + x),
          Winograd.load(rows.4 + x), Winograd.load(rows.5 + x)
        ))
      Winograd.storeSix(result, to + x, pitch: pitch)
    }
    var x = 0
    while x &+ 4 <= width {
      transform(at: x)
      x &+= 4
    }
    if x < width { transform(at: width &- 4) }
  }

  /// Bᵀd along the lines, after which lanes are tiles.
  @inline(__always)
  private func transformLines(
    _ lines: UnsafeMutablePointer<Float>, rows: Int, into planes: UnsafeMutablePointer<Float>, pitch: Int
  ) {
    for row in 0..<rows {
      forEachGroup { _, tile in
        let from = lines + row &* 6 &* linePitch + 4 &* tile
        let to = planes + row &* places + tile
        for i in 0..<6 {
          let line = from + i &* linePitch
          let d = Winograd.transposed(
            (Winograd.load(line), Winograd.load(line + 4), Winograd.load(line + 8), Winograd.load(line + 12)))
          let next = (
            Winograd.shifted(d.0, filledFrom: Winograd.load(line + 16)),
            Winograd.shifted(d.1, filledFrom: Winograd.load(line + 17))
          )
          let result = Winograd.input((d.0, d.1, d.2, d.3, next.0, next.1))
          Winograd.storeSix(result, to + 6 &* i &* pitch, pitch: pitch)
        }
      }
    }
  }

  /// Calls `body` with the number and the first of each four tiles of a row; the last four may overlap those before.
  @inline(__always)
  private func forEachGroup(_ body: (_ group: Int, _ tile: Int) -> Void) {
    for group in 0..<(places &+ 3) &>> 2 { body(group, Swift.min(4 &* group, places &- 4)) }
  }
}

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
        forEachGroup { _, tile in
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
      return Winograd.signal(Winograd.transposed(rowOfFour(place + row &* output.width, column: column)))
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
    if column &+ 16 <= output.width {
      (
        Winograd.load(row + column), Winograd.load(row + column + 4), Winograd.load(row + column + 8),
        Winograd.load(row + column + 12)
      )
    } else {
      (
        endOfRow(row, column: column), endOfRow(row, column: column &+ 4), endOfRow(row, column: column &+ 8),
        endOfRow(row, column: column &+ 12)
      )
    }
  }

  @inline(__always)
  private func endOfRow(_ row: UnsafePointer<Float>, column: Int) -> Winograd.Lanes {
    if column &+ 4 <= output.width { return Winograd.load(row + column) }
    var lanes = Winograd.Lanes.zero
    for lane in 0..<Swift.max(0, output.width &- column) { lanes[lane] = row[column &+ lane] }
    return lanes
  }
}

extension Winograd {
  @inline(__always)
  static func storeSix(_ six: Six, _ place: UnsafeMutablePointer<Float>, pitch: Int) {
    store(six.0, place)
    store(six.1, place + pitch)
    store(six.2, place + 2 &* pitch)
    store(six.3, place + 3 &* pitch)
    store(six.4, place + 4 &* pitch)
    store(six.5, place + 5 &* pitch)
  }

  @inline(__always)
  static func loadSix(_ place: UnsafePointer<Float>, pitch: Int) -> Six {
    (
      load(place), load(place + pitch), load(place + 2 &* pitch), load(place + 3 &* pitch), load(place + 4 &* pitch),
      load(place + 5 &* pitch)
    )
  }
}
