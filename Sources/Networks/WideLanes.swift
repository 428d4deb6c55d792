internal import CLanes

/// Loops on more numbers at a time than `Lanes` takes, where the processor has vectors for them.
///
/// They compute what the loops on `Lanes` compute, but for the rounding of sums; in C, where a function can ask for a kind
/// of processor.
enum WideLanes {
  case eight, sixteen

  /// Numbers in the longest vectors of this processor.
  private static let widest = Int(wide_widest())

  /// nil where `Lanes` is as wide as it gets: on other processors, and where fewer numbers stand in a row.
  init?(count: Int) {
    switch Swift.min(Self.widest, count) {
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: return nil
    }
  }
}

// MARK: - Winograd's tiles

extension WideLanes {
  /// Bᵀd down the columns of six rows, to six lines.
  func columns(
    of rows: (
      UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>,
      UnsafePointer<Float>
    ), count: Int, into lines: UnsafeMutablePointer<Float>, pitch: Int
  ) {
    let (a, b, c, d, e, f) = rows
    switch self {
    case .eight: wide_columns_8(a, b, c, d, e, f, count, lines, pitch)
    case .sixteen: wide_columns_16(a, b, c, d, e, f, count, lines, pitch)
    }
  }

  /// Bᵀd along the six lines, to 36 planes of [tile][channel].
  func lines(
    _ lines: UnsafePointer<Float>, linePitch: Int, tiles: Int, channels: Int,
    into planes: UnsafeMutablePointer<Float>, pitch: Int
  ) {
    switch self {
    case .eight: wide_lines_8(lines, linePitch, tiles, channels, planes, pitch)
    case .sixteen: wide_lines_16(lines, linePitch, tiles, channels, planes, pitch)
    }
  }

  /// Aᵀ m A of a row of tiles and the bias, finished.
  fileprivate func output(_ row: wide_tiles, _ finish: wide_finish) {
    withUnsafePointer(to: row) { row in
      switch self {
      case .eight: wide_output_8(row, finish)
      case .sixteen: wide_output_16(row, finish)
      }
    }
  }
}

extension WinogradTiles {
  /// Transforms a row of tiles back by wide vectors.
  ///
  /// - Parameter products: of the row's first tile.
  func transformOutput(
    _ products: UnsafePointer<Float>, pitch: Int, row: Int, bias: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, finish: ResolvedFinish, by wide: WideLanes
  ) {
    let (image, row) = row.quotientAndRemainder(dividingBy: down)
    let (height, width) = (sizes.output.height, sizes.output.width)
    let place = (image &* height &+ 4 &* row) &* width &* sizes.outputPitch
    var tiles = wide_tiles()
    (tiles.products, tiles.pitch, tiles.bias) = (products, pitch, bias)
    (tiles.tiles, tiles.filters) = (across, sizes.filters)
    tiles.outputs = output + place
    (tiles.rows, tiles.columns, tiles.place) = (height &- 4 &* row, width, sizes.outputPitch)
    tiles.rectified = finish.outputs.map { $0 + place }
    if case .pooling(let pooled, let keeps) = finish {
      if !keeps { tiles.outputs = nil }
      let (pooledHeight, pooledWidth) = (height / 2, width / 2)
      tiles.pooled = pooled + (image &* pooledHeight &+ 2 &* row) &* pooledWidth &* sizes.filters
      (tiles.pooled_rows, tiles.pooled_columns) = (pooledHeight &- 2 &* row, pooledWidth)
    }
    wide.output(tiles, finish.wide)
  }
}

// MARK: - Finishes and poolings

extension ResolvedFinish {
  /// Adds a bias and finishes as many whole vectors of each row as there are.
  ///
  /// - Returns: how many columns these are.
  func applyWide(
    to result: UnsafeMutablePointer<Float>, start: Int, rows: Int, columns: Int, pitch: Int,
    bias: UnsafePointer<Float>?
  ) -> Int {
    switch WideLanes(count: columns) {
    case nil: return 0
    case .eight:
      wide_finish_8(result, start, rows, columns, pitch, bias, wide, outputs)
      return columns & ~7
    case .sixteen:
      wide_finish_16(result, start, rows, columns, pitch, bias, wide, outputs)
      return columns & ~15
    }
  }

  fileprivate var wide: wide_finish {
    switch self {
    case .nothing: wide_nothing
    case .rectifying, .pooling: wide_rectifying
    case .passing(.gradient, _): wide_passing_gradient
    case .passing(.deconvnet, _): wide_passing_deconvnet
    case .passing(.guided, _): wide_passing_guided
    }
  }

  /// The ReLU's outputs, for the finishes that pass signals.
  fileprivate var outputs: UnsafePointer<Float>? {
    if case .passing(_, let outputs) = self { outputs } else { nil }
  }
}

extension WideLanes {
  /// The largest number of each channel among the taps of a window; a NaN where one of them is one.
  func maxima(
    _ window: UnsafePointer<Float>, taps: UnsafeBufferPointer<Int>, channels: Int,
    into maxima: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .eight: wide_maxima_8(window, taps.baseAddress, taps.count, channels, maxima)
    case .sixteen: wide_maxima_16(window, taps.baseAddress, taps.count, channels, maxima)
    }
  }
}
