/// 3 × 3 kernels at stride 1: a quarter of the multiplications (see `Winograd`), the products as 36 matrix products.
///
/// The way back to the input is the same with the kernels flipped and channels and filters exchanged.
struct WinogradKernel: StripKernel {
  let sizes: ConvolutionSizes
  /// 36 matrices [O][C].
  let matrices: [Float]
  let bias: [Float]?
  private let tiles: WinogradTiles

  init(sizes: ConvolutionSizes, matrices: [Float], bias: [Float]?, atLeast strips: Int) {
    self.sizes = sizes
    self.matrices = matrices
    self.bias = bias
    tiles = WinogradTiles(sizes, atLeast: strips)
  }

  /// Whether the method can do it at all.
  static func covers(_ sizes: ConvolutionSizes) -> Bool {
    let window = sizes.window
    let border = window.padding
    return window.kernel == 3 && window.stride == 1 && window.dilation == 1 && sizes.groups == 1
      && Swift.max(border.top, border.left, border.bottom, border.right) <= 2
      && Swift.min(border.top, border.left, border.bottom, border.right) >= 0
      && Swift.min(sizes.input.width, sizes.output.width) >= 4
  }

  var strips: Int { tiles.strips.count }

  func compute(
    strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let rows = tiles.strips[strip]
    let pitches = (tiles.pitch(channels: sizes.channels), tiles.pitch(channels: sizes.filters))
    Scratch.lend(Winograd.products * (pitches.0 + pitches.1) + tiles.workspace) { scratch in
      let products = scratch + Winograd.products * pitches.0
      let workspace = products + Winograd.products * pitches.1
      tiles.transformInput(
        input, channels: 0..<sizes.channels, of: sizes.channels, rows: rows, into: scratch, pitch: pitches.0,
        workspace: workspace)
      multiplyPlanes(scratch, into: products, pitches: pitches, tiles: rows.count * tiles.places)
      tiles.transformOutput(
        products, pitch: pitches.1, rows: rows, filters: 0..<sizes.filters, of: sizes.filters, bias: bias,
        into: output, finish: finish)
    }
  }

  /// M = U·V for each of the 36 planes.
  private func multiplyPlanes(
    _ inputs: UnsafePointer<Float>, into products: UnsafeMutablePointer<Float>, pitches: (Int, Int), tiles: Int
  ) {
    matrices.withUnsafeBufferPointer { matrices in
      guard let matrices = matrices.baseAddress else { return }
      let pitch = WinogradFilters.pitch(filters: sizes.filters, channels: sizes.channels)
      for product in 0..<Winograd.products {
        multiplyInBlocks(
          MatrixView(start: matrices + product &* pitch, pitch: sizes.channels),
          MatrixView(start: inputs + product &* pitches.0, pitch: tiles), into: products + product &* pitches.1,
          pitch: tiles, rows: sizes.filters, columns: tiles, inner: sizes.channels)
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
    Scratch.lend(Winograd.products * (pitches.0 + pitches.1 + pairs) + tiles.workspace) { scratch in
      let signals = scratch + Winograd.products * pitches.0
      let sums = signals + Winograd.products * pitches.1
      let workspace = sums + Winograd.products * pairs
      for strip in 0..<tiles.strips.count {
        let rows = tiles.strips[strip]
        tiles.transformInput(
          input, channels: 0..<sizes.channels, of: sizes.channels, rows: rows, into: scratch, pitch: pitches.0,
          workspace: workspace)
        tiles.transformSignal(gradient, filters: sizes.filters, rows: rows, into: signals, pitch: pitches.1)
        let count = rows.count * tiles.places
        for product in 0..<Winograd.products {
          multiply(
            MatrixView(start: signals + product &* pitches.1, pitch: count),
            MatrixView(start: scratch + product &* pitches.0, pitch: count, transposed: true),
            into: sums + product &* pairs, pitch: sizes.channels, rows: sizes.filters, columns: sizes.channels,
            inner: count, adding: strip > 0)
        }
      }
      WinogradFilters.addGradient(sums, filters: sizes.filters, channels: sizes.channels, to: weight)
    }
  }
}
