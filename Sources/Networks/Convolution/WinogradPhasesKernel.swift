/// Winograd's method on small pictures: all tiles at once, in three phases.
///
/// A strip of a small picture has so few tiles that reading the filters takes longer than multiplying by them. Here
/// each is read once: rows of tiles are transformed, the 36 products shared out, and the rows transformed back.
struct WinogradPhasesKernel: ConvolutionKernel {
  let sizes: ConvolutionSizes
  let matrices: WinogradMatrices
  private let tiles: WinogradTiles

  /// With as many tiles as this, strips are as good and need no memory in common.
  private static let mostTiles = 56

  /// Products that are one part.
  private static let productsOfPart = 9

  init(sizes: ConvolutionSizes, matrices: WinogradMatrices) {
    (self.sizes, self.matrices) = (sizes, matrices)
    tiles = WinogradTiles(whole: sizes)
  }

  /// Whether it is faster than strips, where `WinogradKernel` covers the sizes.
  static func suits(_ sizes: ConvolutionSizes) -> Bool {
    let tiles = WinogradTiles(whole: sizes)
    return tiles.strips.size * tiles.across <= mostTiles && sizes.channels >= 16
  }

  var phases: [Int] { [rows, Winograd.products / Self.productsOfPart, rows] }

  /// Rows of tiles, all of them in one strip.
  private var rows: Int { tiles.strips.size }

  /// The transformed inputs and the products.
  var shared: Int { Winograd.products * (pitches.0 + pitches.1) }

  private var pitches: (Int, Int) { (tiles.pitch(channels: sizes.channels), tiles.pitch(channels: sizes.filters)) }

  func compute(
    phase: Int, part: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>,
    shared: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let products = shared + Winograd.products * pitches.0
    switch phase {
    case 0:
      Scratch.lend(tiles.workspace) { workspace in
        tiles.transformInput(
          input, rows: part..<part + 1, into: shared + part * tiles.across * sizes.channels, pitch: pitches.0,
          workspace: workspace)
      }
    case 1:
      for product in part * Self.productsOfPart..<(part + 1) * Self.productsOfPart {
        matrices.multiply(
          product, shared + product * pitches.0, tiles: rows * tiles.across, into: products + product * pitches.1)
      }
    default:
      matrices.withBias { bias in
        tiles.transformOutput(
          products + part * tiles.across * sizes.filters, pitch: pitches.1, rows: part..<part + 1, bias: bias,
          into: output, finish: finish)
      }
    }
  }
}
