internal import CLanes

/// Winograd's transforms on more channels at a time than `Lanes` takes, where the processor has vectors for them.
///
/// They compute `Winograd.input` and `Winograd.output`, but for rounding; in C, where a function can ask for a kind of
/// processor.
enum WideTransforms {
  case eight, sixteen

  /// Numbers in the longest vectors of this processor.
  private static let widest = Int(winograd_widest())

  /// nil where `Lanes` is as wide as it gets: on other processors, and where there are fewer channels.
  init?(channels: Int) {
    switch Swift.min(Self.widest, channels) {
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: return nil
    }
  }

  /// Bᵀd down the columns of six rows, to six lines.
  func columns(
    of rows: (
      UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>,
      UnsafePointer<Float>
    ), count: Int, into lines: UnsafeMutablePointer<Float>, pitch: Int
  ) {
    let (a, b, c, d, e, f) = rows
    switch self {
    case .eight: winograd_columns_8(a, b, c, d, e, f, count, lines, pitch)
    case .sixteen: winograd_columns_16(a, b, c, d, e, f, count, lines, pitch)
    }
  }

  /// Bᵀd along the six lines, to 36 planes of [tile][channel].
  func lines(
    _ lines: UnsafePointer<Float>, linePitch: Int, tiles: Int, channels: Int,
    into planes: UnsafeMutablePointer<Float>, pitch: Int
  ) {
    switch self {
    case .eight: winograd_lines_8(lines, linePitch, tiles, channels, planes, pitch)
    case .sixteen: winograd_lines_16(lines, linePitch, tiles, channels, planes, pitch)
    }
  }

  /// Aᵀ m A of a row of tiles and the bias, finished.
  func output(_ row: winograd_row, _ finish: winograd_finish) {
    withUnsafePointer(to: row) { row in
      switch self {
      case .eight: winograd_output_8(row, finish)
      case .sixteen: winograd_output_16(row, finish)
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
    into output: UnsafeMutablePointer<Float>, finish: ResolvedFinish, by wide: WideTransforms
  ) {
    let (image, row) = row.quotientAndRemainder(dividingBy: down)
    let (height, width) = (sizes.output.height, sizes.output.width)
    let place = (image &* height &+ 4 &* row) &* width &* sizes.outputPitch
    var wideRow = winograd_row()
    (wideRow.products, wideRow.pitch, wideRow.bias) = (products, pitch, bias)
    (wideRow.tiles, wideRow.filters) = (across, sizes.filters)
    wideRow.outputs = output + place
    (wideRow.rows, wideRow.columns, wideRow.place) = (height &- 4 &* row, width, sizes.outputPitch)
    switch finish {
    case .nothing: wide.output(wideRow, winograd_nothing)
    case .rectifying: wide.output(wideRow, winograd_rectifying)
    case .pooling(let pooled, let keeps):
      if !keeps { wideRow.outputs = nil }
      let (pooledHeight, pooledWidth) = (height / 2, width / 2)
      wideRow.pooled = pooled + (image &* pooledHeight &+ 2 &* row) &* pooledWidth &* sizes.filters
      (wideRow.pooled_rows, wideRow.pooled_columns) = (pooledHeight &- 2 &* row, pooledWidth)
      wide.output(wideRow, winograd_rectifying)
    case .passing(let rule, let outputs):
      wideRow.rectified = outputs + place
      wide.output(wideRow, rule.wideFinish)
    }
  }
}

extension BackwardRule {
  fileprivate var wideFinish: winograd_finish {
    switch self {
    case .gradient: winograd_passing_gradient
    case .deconvnet: winograd_passing_deconvnet
    case .guided: winograd_passing_guided
    }
  }
}
