/// Any convolution back to its input: multiplies the signal by the filters and folds the product back.
struct FoldingKernel: StripKernel {
  let sizes: ConvolutionSizes
  let filters: FoldingFilters
  /// Rows of the input: what several rows of outputs send to one is added up by one part.
  private let bands: Strips

  init(sizes: ConvolutionSizes, filters: FoldingFilters, atLeast strips: Int) {
    (self.sizes, self.filters) = (sizes, filters)
    // A window at the border of two bands is computed for both.
    let most = Swift.max(1, sizes.input.height / Swift.max(1, 4 * sizes.window.reach.height))
    bands = Strips(
      sizes.input.height, ofAtMost: sizes.input.height,
      atLeast: Swift.min(most, sizes.stripsOfGroup(atLeast: strips)))
  }

  var strips: Int { sizes.images * sizes.groups * bands.count }

  func compute(
    strip: Int, from gradient: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let (block, part) = strip.quotientAndRemainder(dividingBy: bands.count)
    let (image, group) = block.quotientAndRemainder(dividingBy: sizes.groups)
    let (band, width, channels) = (bands[part], sizes.input.width, sizes.channels)
    let places = band.count * width
    let start = image * sizes.inputPlane * channels + group * sizes.groupChannels
    let first = start + band.lowerBound * width * channels
    clear(output + first, rows: places, columns: sizes.groupChannels, pitch: channels)
    let rows = sizes.window.vertical.positions(reaching: band, of: sizes.output.height)
    let signal = gradient + (image * sizes.outputPlane * sizes.filters + group * sizes.groupFilters)
    let cut = Strips(unfolding: sizes)
    for top in stride(from: rows.lowerBound, to: rows.upperBound, by: Swift.max(cut.size, 1)) {
      fold(
        signal, group: group, rows: top..<Swift.min(top + cut.size, rows.upperBound), into: output + start, band: band)
    }
    finish.apply(to: output, start: first, rows: places, columns: sizes.groupChannels, pitch: channels)
  }

  /// Adds what some output rows send back to some input rows.
  private func fold(
    _ signal: UnsafePointer<Float>, group: Int, rows: Range<Int>, into picture: UnsafeMutablePointer<Float>,
    band: Range<Int>
  ) {
    let places = rows.count * sizes.output.width
    Scratch.lend(sizes.groupTaps * places) { matrix in
      filters.withMatrix(firstFilter: group * sizes.groupFilters) { filters in
        multiplyInBlocks(
          MatrixView(start: signal + rows.lowerBound * sizes.output.width * sizes.filters, pitch: sizes.filters),
          filters, into: matrix, pitch: sizes.groupTaps, rows: places, columns: sizes.groupTaps,
          inner: sizes.groupFilters)
      }
      Unfolding(sizes: sizes).fold(matrix, rows: rows, into: picture, band: band)
    }
  }
}
