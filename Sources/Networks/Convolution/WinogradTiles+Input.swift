extension WinogradTiles {
  /// Transforms the inputs of a strip's tiles: V = Bᵀ d B.
  ///
  /// - Parameter planes: where the strip's tiles go, channel 0 of the first tile first.
  func transformInput(
    _ input: UnsafePointer<Float>, rows: Range<Int>, into planes: UnsafeMutablePointer<Float>, pitch: Int,
    workspace: UnsafeMutablePointer<Float>
  ) {
    let lines = Lines(workspace, of: self)
    lines.clearBorders()
    var to = planes
    for row in rows {
      let (image, tile) = row.quotientAndRemainder(dividingBy: down)
      transformColumns(input + image &* sizes.inputPlane &* sizes.channels, top: 4 &* tile &- padding.top, into: lines)
      transformLines(lines, into: to, pitch: pitch)
      to += across &* sizes.channels
    }
  }

  /// Numbers that `transformInput` works in.
  var workspace: Int { 6 * linePitch + sizes.input.width * sizes.channels + 4 }

  private var padding: Padding { sizes.window.padding }

  /// Numbers in a line: the tiles' columns and the two that the last one sees behind its own, and a cache line.
  private var linePitch: Int { (4 * across + 2) * sizes.channels + 16 }

  /// Six rows of a picture, transformed, with zeros at both ends.
  private struct Lines {
    let start: UnsafeMutablePointer<Float>
    let pitch: Int
    /// Numbers before the picture, of the picture, and behind it.
    private let (before, length, behind): (Int, Int, Int)
    /// A row of zeros.
    let zeros: UnsafeMutablePointer<Float>

    init(_ workspace: UnsafeMutablePointer<Float>, of tiles: WinogradTiles) {
      let channels = tiles.sizes.channels
      (start, pitch) = (workspace, tiles.linePitch)
      (before, length) = (tiles.padding.left &* channels, tiles.sizes.input.width &* channels)
      behind = Swift.max(0, (4 &* tiles.across &+ 2) &* channels &- before &- length)
      zeros = workspace + 6 &* pitch
    }

    /// Where the picture begins in the first line.
    var picture: UnsafeMutablePointer<Float> { start + before }

    func clearBorders() {
      for line in 0..<6 {
        let first = start + line &* pitch
        first.update(repeating: 0, count: before)
        (first + before + length).update(repeating: 0, count: behind)
      }
      zeros.update(repeating: 0, count: length)
    }
  }

  /// Bᵀd down the columns of six rows, each column once though it lies in two tiles.
  @inline(__always)
  private func transformColumns(_ picture: UnsafePointer<Float>, top: Int, into lines: Lines) {
    let length = sizes.input.width &* sizes.channels
    @inline(__always) func row(_ index: Int) -> UnsafePointer<Float> {
      let y = top &+ index
      return y >= 0 && y < sizes.input.height ? picture + y &* length : UnsafePointer(lines.zeros)
    }
    let rows = (row(0), row(1), row(2), row(3), row(4), row(5))
    let (to, pitch) = (lines.picture, lines.pitch)
    if let wide = WideLanes(count: sizes.channels) {
      return wide.columns(of: rows, count: length, into: to, pitch: pitch)
    }
    forEachFour(of: length) { place in
      let result = Winograd.input(
        (
          Lanes(from: rows.0 + place), Lanes(from: rows.1 + place), Lanes(from: rows.2 + place),
          Lanes(from: rows.3 + place), Lanes(from: rows.4 + place), Lanes(from: rows.5 + place)
        ))
      Winograd.storeSix(result, to + place, pitch: pitch)
    }
  }

  /// Bᵀd along the lines.
  @inline(__always)
  private func transformLines(_ lines: Lines, into planes: UnsafeMutablePointer<Float>, pitch: Int) {
    let channels = sizes.channels
    if let wide = WideLanes(count: channels) {
      return wide.lines(
        lines.start, linePitch: lines.pitch, tiles: across, channels: channels, into: planes, pitch: pitch)
    }
    for i in 0..<6 {
      for tile in 0..<across {
        let from = lines.start + (i &* lines.pitch &+ 4 &* tile &* channels)
        let to = planes + (6 &* i &* pitch &+ tile &* channels)
        forEachFour(of: channels) { channel in
          let six = Winograd.loadSix(from + channel, pitch: channels)
          Winograd.storeSix(Winograd.input(six), to + channel, pitch: pitch)
        }
      }
    }
  }
}
