/// How the outputs of a batch fall into tiles of 4 × 4, and the tiles into strips; moves pictures into tiles and back.
///
/// In transformed memory the 36 values of a tile stand in 36 planes, [tile][channel] each: what the 36 matrix products
/// read and write. A strip is a run of rows of tiles, which may go on from one picture to the next.
struct WinogradTiles: Sendable {
  let sizes: ConvolutionSizes
  /// Tiles beside one another.
  let across: Int
  /// Rows of tiles in one picture.
  let down: Int
  /// The rows of tiles of all pictures.
  let strips: Strips

  /// Bytes of a strip's transformed inputs and outputs, well within a second-level cache.
  private static let budget = 600_000

  /// Tiles that a strip has for all that: with fewer, the filters would be read too often.
  private static let leastTiles = 64

  /// Tiles that a strip has at least though there were more threads.
  private static let usefulTiles = 32

  init(_ sizes: ConvolutionSizes, atLeast least: Int = 1) {
    self.init(sizes) { rows, across in
      let bytesOfRow = 4 * Winograd.products * (sizes.channels + sizes.filters) * across
      let most = Swift.max(Self.budget / bytesOfRow, Self.leastTiles / across)
      return Strips(rows, ofAtMost: most, atLeast: least)
    }
  }

  /// All rows as one strip.
  init(whole sizes: ConvolutionSizes) {
    self.init(sizes) { rows, _ in Strips(rows, ofAtMost: rows) }
  }

  /// - Parameter cut: given the rows of tiles of all pictures and the tiles in each.
  private init(_ sizes: ConvolutionSizes, cut: (_ rows: Int, _ across: Int) -> Strips) {
    self.sizes = sizes
    across = (sizes.output.width + 3) / 4
    down = (sizes.output.height + 3) / 4
    strips = cut(down * sizes.images, across)
  }

  /// Strips to cut into, so that threads have something to share but no strip is too small.
  static func usefulStrips(of sizes: ConvolutionSizes, most: Int) -> Int {
    let tiles = WinogradTiles(whole: sizes)
    return Swift.max(1, Swift.min(most, tiles.strips.size * tiles.across / Self.usefulTiles))
  }

  /// Numbers from one of the 36 planes to the next: a cache line more than they hold, for planes a power of two apart
  /// would all fall into the same few lines of the first-level cache.
  func pitch(channels: Int) -> Int { channels * strips.size * across + 16 }
}
