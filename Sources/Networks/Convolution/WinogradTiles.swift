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

  /// Tiles that a strip has at least though there were more threads.
  private static let usefulTiles = 32

  init(_ sizes: ConvolutionSizes, atLeast least: Int = 1) {
    self.init(sizes) { rows, places in
      let bytesOfRow = 4 * Winograd.products * (sizes.channels + sizes.filters) * places
      let most = Swift.max(Self.budget / bytesOfRow, Self.leastTiles / places)
      return Strips(rows, ofAtMost: most, atLeast: least)
    }
  }

  /// All rows as one strip.
  init(whole sizes: ConvolutionSizes) {
    self.init(sizes) { rows, _ in Strips(rows, ofAtMost: rows) }
  }

  /// - Parameter cut: given the rows of tiles of all pictures and the places in each.
  private init(_ sizes: ConvolutionSizes, cut: (_ rows: Int, _ places: Int) -> Strips) {
    output = sizes.output
    input = sizes.input
    padding = sizes.window.padding
    across = (output.width + 3) / 4
    places = Swift.max(across, 4)
    down = (output.height + 3) / 4
    strips = cut(down * sizes.images, places)
  }

  /// Strips to cut into, so that threads have something to share but no strip is too small.
  static func usefulStrips(of sizes: ConvolutionSizes, most: Int) -> Int {
    let tiles = WinogradTiles(whole: sizes)
    return Swift.max(1, Swift.min(most, tiles.strips.size * tiles.places / Self.usefulTiles))
  }

  /// Numbers from one of the 36 planes to the next: a cache line more than they hold, for planes a power of two apart
  /// would all fall into the same few lines of the first-level cache.
  func pitch(channels: Int) -> Int { channels * strips.size * places + 16 }

  /// Numbers in one of the six lines that a row of tiles needs, zeros at both ends included.
  var linePitch: Int { 4 * places + 8 }

  /// Numbers that `transformInput` works in: the lines of a strip and a line of zeros.
  var workspace: Int { strips.size * 6 * linePitch + input.width + 4 }

  /// Calls `body` with the first of each four tiles of a row; the last four may overlap those before.
  @inline(__always)
  func forEachGroup(_ body: (_ tile: Int) -> Void) {
    for group in 0..<(places &+ 3) &>> 2 { body(Swift.min(4 &* group, places &- 4)) }
  }
}
