extension WinogradTiles {
  /// Transforms the inputs of a strip's tiles, of some channels: V = Bᵀ d B.
  ///
  /// - Parameters:
  ///   - channels: which of them; the input has `count` channels.
  ///   - planes: where the strip's rows go, channel 0 first.
  func transformInput(
    _ input: UnsafePointer<Float>, channels: Range<Int>, of count: Int, rows: Range<Int>,
    into planes: UnsafeMutablePointer<Float>, pitch: Int, workspace: UnsafeMutablePointer<Float>
  ) {
    // Borders then stay zero.
    workspace.update(repeating: 0, count: self.workspace)
    for channel in channels {
      var lines = workspace
      for row in rows {
        let (image, tile) = row.quotientAndRemainder(dividingBy: down)
        let plane = input + (image &* count &+ channel) &* (self.input.height &* self.input.width)
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
          Lanes(from: rows.0 + x), Lanes(from: rows.1 + x), Lanes(from: rows.2 + x), Lanes(from: rows.3 + x),
          Lanes(from: rows.4 + x), Lanes(from: rows.5 + x)
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
      forEachGroup { tile in
        let from = lines + row &* 6 &* linePitch + 4 &* tile
        let to = planes + row &* places + tile
        for i in 0..<6 {
          let line = from + i &* linePitch
          let d = Lanes.transposed(
            (Lanes(from: line), Lanes(from: line + 4), Lanes(from: line + 8), Lanes(from: line + 12)))
          let next = (
            d.0.shifted(filledFrom: Lanes(from: line + 16)),
            d.1.shifted(filledFrom: Lanes(from: line + 17))
          )
          let result = Winograd.input((d.0, d.1, d.2, d.3, next.0, next.1))
          Winograd.storeSix(result, to + 6 &* i &* pitch, pitch: pitch)
        }
      }
    }
  }
}
