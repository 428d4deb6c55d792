/// Kernels of 1 × 1 at stride 1: the channels of each place times the filters, straight from the picture.
///
/// The way back to the input is the same with the filters read the other way.
struct PointwiseKernel: StripKernel {
  /// On the way back those of the convolution that sends the signal there.
  private let sizes: ConvolutionSizes
  private let filters: PointwiseFilters
  private let bias: [Float]?
  /// The places of a picture, and the filters of a group; one of them is whole.
  private let places: Strips
  private let columns: Strips

  /// Places of a picture that is not cut, for then the filters would be read too often.
  private static let smallPlane = 128

  /// Filters that a product takes at a time.
  private static let grain = 16

  init(_ sizes: ConvolutionSizes, filters: PointwiseFilters, bias: [Float]?, atLeast strips: Int) {
    (self.sizes, self.filters, self.bias) = (sizes, filters, bias)
    let least = sizes.stripsOfGroup(atLeast: strips)
    let isSmall = sizes.inputPlane < Self.smallPlane
    // Strips of 256 kB stay in the second-level cache.
    let most = isSmall ? sizes.inputPlane : Swift.max(64, (1 << 16) / (sizes.groupChannels + sizes.groupFilters))
    places = Strips(sizes.inputPlane, ofAtMost: most, atLeast: isSmall ? 1 : least)
    columns = Strips(
      sizes.groupFilters, ofAtMost: sizes.groupFilters, atLeast: isSmall ? least : 1, multiplesOf: Self.grain)
  }

  /// Whether the method can do it at all.
  static func covers(_ sizes: ConvolutionSizes) -> Bool {
    sizes.window.kernel == 1 && sizes.window.stride == 1 && sizes.window.padding == 0
  }

  var strips: Int { sizes.images * sizes.groups * columns.count * places.count }

  func compute(
    strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let (row, part) = strip.quotientAndRemainder(dividingBy: places.count)
    let (image, group) = (row / columns.count).quotientAndRemainder(dividingBy: sizes.groups)
    let (columns, places) = (columns[row % columns.count], places[part])
    let first = image * sizes.inputPlane + places.lowerBound
    let filter = group * sizes.groupFilters + columns.lowerBound
    let start = first * sizes.outputPitch + filter
    filters.withMatrix(group: group) { filters in
      multiplyInBlocks(
        MatrixView(start: input + (first * sizes.channels + group * sizes.groupChannels), pitch: sizes.channels),
        filters.moved(columns: columns.lowerBound), into: output + start, pitch: sizes.outputPitch,
        rows: places.count, columns: columns.count, inner: sizes.groupChannels)
    }
    finish.apply(
      to: output, start: start, rows: places.count, columns: columns.count, pitch: sizes.outputPitch,
      bias: bias.map { $0[filter...].prefix(columns.count) })
  }

  /// Adds the gradient at the filters: the signal at each place times what came in there.
  static func addWeightGradient(
    _ gradient: UnsafePointer<Float>, _ input: UnsafePointer<Float>, sizes: ConvolutionSizes,
    to result: UnsafeMutablePointer<Float>
  ) {
    for group in 0..<sizes.groups {
      multiply(
        MatrixView(start: gradient + group * sizes.groupFilters, pitch: sizes.filters, transposed: true),
        MatrixView(start: input + group * sizes.groupChannels, pitch: sizes.channels),
        into: result + group * sizes.groupFilters * sizes.groupChannels, pitch: sizes.groupChannels,
        rows: sizes.groupFilters, columns: sizes.groupChannels, inner: sizes.images * sizes.inputPlane, adding: true)
    }
  }
}

/// The filters of a convolution of 1 × 1, read in one of two ways.
enum PointwiseFilters: Sendable {
  case forward(UnfoldedFilters)
  /// On the way back, with so many of the convolution's filters in a group.
  case backward(FoldingFilters, groupFilters: Int)

  /// The matrix [channels, filters] of a group.
  func withMatrix(group: Int, _ body: (MatrixView) -> Void) {
    switch self {
    case .forward(let filters): filters.withMatrix(group: group, body)
    case .backward(let filters, let count): filters.withMatrix(firstFilter: group * count, body)
    }
  }
}
