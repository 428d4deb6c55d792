/// Winograd's method on small pictures: all tiles at once, in three phases.
///
/// A strip of a small picture has so few tiles that reading the filters takes longer than multiplying by them. Here
/// each is read once: channels are transformed, the 36 products shared out, and filters transformed back.
struct WinogradPhasesKernel: ConvolutionKernel {
  let sizes: ConvolutionSizes
  /// 36 matrices [O][C].
  let matrices: [Float]
  let bias: [Float]?
  private let tiles: WinogradTiles
  private let channels: Strips
  private let filters: Strips

  /// With as many tiles as this, strips are as good and need no memory in common.
  private static let mostTiles = 56

  /// Products that are one part.
  private static let productsOfPart = 9

  init(sizes: ConvolutionSizes, matrices: [Float], bias: [Float]?) {
    (self.sizes, self.matrices, self.bias) = (sizes, matrices, bias)
    tiles = WinogradTiles(whole: sizes)
    channels = Strips(sizes.channels, ofAtMost: 64, atLeast: 4)
    filters = Strips(sizes.filters, ofAtMost: 64, atLeast: 4)
  }

  /// Whether it is faster than strips, where `WinogradKernel` covers the sizes.
  static func suits(_ sizes: ConvolutionSizes) -> Bool {
    let tiles = WinogradTiles(whole: sizes)
    return tiles.strips.size * tiles.places <= mostTiles && sizes.channels >= 16
  }

  var phases: [Int] { [channels.count, Winograd.products / Self.productsOfPart, filters.count] }

  /// The transformed inputs and the products.
  var shared: Int { Winograd.products * (pitches.0 + pitches.1) }

  private var pitches: (Int, Int) { (tiles.pitch(channels: sizes.channels), tiles.pitch(channels: sizes.filters)) }

  func compute(
    phase: Int, part: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>,
    shared: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let products = shared + Winograd.products * pitches.0
    let rows = 0..<tiles.strips.size
    switch phase {
    case 0:
      Scratch.lend(tiles.workspace) { workspace in
        tiles.transformInput(
          input, channels: channels[part], of: sizes.channels, rows: rows, into: shared, pitch: pitches.0,
          workspace: workspace)
      }
    case 1:
      for product in part * Self.productsOfPart..<(part + 1) * Self.productsOfPart {
        multiplyPlane(product, shared, into: products)
      }
    default:
      tiles.transformOutput(
        products, pitch: pitches.1, rows: rows, filters: filters[part], of: sizes.filters, bias: bias, into: output,
        finish: finish)
    }
  }

  /// M = U·V for one of the 36 planes.
  private func multiplyPlane(
    _ product: Int, _ inputs: UnsafePointer<Float>, into products: UnsafeMutablePointer<Float>
  ) {
    let count = tiles.strips.size * tiles.places
    matrices.withUnsafeBufferPointer { matrices in
      guard let matrices = matrices.baseAddress else { return }
      multiplyInBlocks(
        MatrixView(
          start: matrices + product * WinogradFilters.pitch(filters: sizes.filters, channels: sizes.channels),
          pitch: sizes.channels),
        MatrixView(start: inputs + product * pitches.0, pitch: count), into: products + product * pitches.1,
        pitch: count, rows: sizes.filters, columns: count, inner: sizes.channels)
    }
  }
}
