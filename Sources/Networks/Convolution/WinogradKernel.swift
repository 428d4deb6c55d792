/// 3 × 3 kernels at stride 1: a quarter of the multiplications (see `Winograd`), the products as 36 matrix products.
///
/// The way back to the input is the same with the kernels flipped and channels and filters exchanged.
struct WinogradKernel: StripKernel {
  let sizes: ConvolutionSizes
  let matrices: WinogradMatrices
  private let tiles: WinogradTiles

  init(sizes: ConvolutionSizes, matrices: WinogradMatrices, atLeast strips: Int) {
    self.sizes = sizes
    self.matrices = matrices
    tiles = WinogradTiles(sizes, atLeast: strips)
  }

  /// Whether the method can do it at all.
  static func covers(_ sizes: ConvolutionSizes) -> Bool {
    covers(sizes.window, groups: sizes.groups) && Swift.min(sizes.channels, sizes.filters) >= 4
  }

  /// Whether it can do it where there are four channels and four filters.
  static func covers(_ window: Window, groups: Int) -> Bool {
    let border = window.padding
    return window.kernel == 3 && window.stride == 1 && window.dilation == 1 && groups == 1
      && Swift.max(border.top, border.left, border.bottom, border.right) <= 2
      && Swift.min(border.top, border.left, border.bottom, border.right) >= 0
  }

  var strips: Int { tiles.strips.count }

  func compute(
    strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let rows = tiles.strips[strip]
    let pitches = (tiles.pitch(channels: sizes.channels), tiles.pitch(channels: sizes.filters))
    let numbers = Winograd.products * (pitches.0 + pitches.1)
    Scratch.lend(numbers + tiles.workspace) { scratch in
      let products = scratch + Winograd.products * pitches.0
      tiles.transformInput(
        input, rows: rows, into: scratch, pitch: pitches.0, workspace: scratch + numbers)
      for product in 0..<Winograd.products {
        matrices.multiply(
          product, scratch + product &* pitches.0, tiles: rows.count * tiles.across,
          into: products + product &* pitches.1)
      }
      matrices.withBias { bias in
        tiles.transformOutput(
          products, pitch: pitches.1, rows: rows, bias: bias, into: output, finish: finish)
      }
    }
  }
}

extension ConvolutionSizes {
  /// Those of the convolution with flipped kernels that sends a signal back, where the stride is 1.
  var reversed: ConvolutionSizes {
    let reach = window.reach
    var window = self.window
    window.padding = Padding(
      top: reach.height - 1 - window.padding.top, left: reach.width - 1 - window.padding.left,
      bottom: reach.height - 1 - window.padding.bottom, right: reach.width - 1 - window.padding.right)
    return ConvolutionSizes(
      images: images, channels: filters, filters: channels, groups: groups, input: output, output: input,
      window: window)
  }
}

extension WinogradKernel {
  /// Adds the gradient at the filters: Gᵀ[Σ (A r Aᵀ) ∘ (Bᵀ d B)]G, the sum over tiles as 36 matrix products.
  static func addWeightGradient(
    _ gradient: UnsafePointer<Float>, _ input: UnsafePointer<Float>, sizes: ConvolutionSizes,
    to weight: UnsafeMutablePointer<Float>
  ) {
    let tiles = WinogradTiles(sizes)
    let pitches = (tiles.pitch(channels: sizes.channels), tiles.pitch(channels: sizes.filters))
    let pairs = WinogradFilters.pitch(filters: sizes.filters, channels: sizes.channels)
    let numbers = Winograd.products * (pitches.0 + pitches.1 + pairs)
    Scratch.lend(numbers + tiles.workspace) { scratch in
      let signals = scratch + Winograd.products * pitches.0
      let sums = signals + Winograd.products * pitches.1
      for strip in 0..<tiles.strips.count {
        let rows = tiles.strips[strip]
        tiles.transformInput(
          input, rows: rows, into: scratch, pitch: pitches.0, workspace: scratch + numbers)
        tiles.transformSignal(gradient, rows: rows, into: signals, pitch: pitches.1)
        for product in 0..<Winograd.products {
          multiply(
            MatrixView(start: scratch + product &* pitches.0, pitch: sizes.channels, transposed: true),
            MatrixView(start: signals + product &* pitches.1, pitch: sizes.filters),
            into: sums + product &* pairs, pitch: sizes.filters, rows: sizes.channels, columns: sizes.filters,
            inner: rows.count * tiles.across, adding: strip > 0)
        }
      }
      WinogradFilters.addGradient(sums, filters: sizes.filters, channels: sizes.channels, to: weight)
    }
  }
}
