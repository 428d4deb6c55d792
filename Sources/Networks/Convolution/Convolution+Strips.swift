internal import Tensors

/// Any convolution forward: unfolds a strip of rows into a matrix and multiplies it by the filters.
struct UnfoldingKernel: StripKernel {
  let sizes: ConvolutionSizes
  let filters: UnfoldedFilters
  let bias: [Float]?
  private let cut: Strips

  init(sizes: ConvolutionSizes, filters: UnfoldedFilters, bias: [Float]?, atLeast strips: Int) {
    let blocks = Swift.max(1, sizes.images * sizes.groups)
    (self.sizes, self.filters, self.bias) = (sizes, filters, bias)
    cut = Strips(unfolding: sizes, atLeast: (strips + blocks - 1) / blocks)
  }

  var strips: Int { sizes.images * sizes.groups * cut.count }

  func compute(
    strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let (block, part) = strip.quotientAndRemainder(dividingBy: cut.count)
    let (image, group) = block.quotientAndRemainder(dividingBy: sizes.groups)
    let rows = cut[part]
    let places = rows.count * sizes.output.width
    let first = image * sizes.outputPlane + rows.lowerBound * sizes.output.width
    let start = first * sizes.outputPitch + group * sizes.groupFilters
    Scratch.lend(sizes.groupTaps * places + Unfolding.overrun) { matrix in
      Unfolding(sizes: sizes).unfold(
        input + (image * sizes.inputPlane * sizes.channels + group * sizes.groupChannels), rows: rows, into: matrix)
      filters.withMatrix(group: group) { filters in
        multiplyInBlocks(
          MatrixView(start: matrix, pitch: sizes.groupTaps), filters, into: output + start, pitch: sizes.outputPitch,
          rows: places, columns: sizes.groupFilters, inner: sizes.groupTaps)
      }
    }
    finish.apply(
      to: output, start: start, rows: places, columns: sizes.groupFilters, pitch: sizes.outputPitch,
      bias: bias.map { $0[(group * sizes.groupFilters)...].prefix(sizes.groupFilters) })
  }
}

/// Any convolution back to its input: multiplies the signal by the filters and folds the product back.
struct FoldingKernel: StripKernel {
  let sizes: ConvolutionSizes
  let filters: FoldingFilters
  /// Rows of the input: what several rows of outputs send to one is added up by one part.
  private let bands: Strips

  init(sizes: ConvolutionSizes, filters: FoldingFilters, atLeast strips: Int) {
    (self.sizes, self.filters) = (sizes, filters)
    let blocks = Swift.max(1, sizes.images * sizes.groups)
    // A window at the border of two bands is computed for both.
    let most = Swift.max(1, sizes.input.height / Swift.max(1, 4 * sizes.window.reach.height))
    bands = Strips(
      sizes.input.height, ofAtMost: sizes.input.height, atLeast: Swift.min(most, (strips + blocks - 1) / blocks))
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
    for place in 0..<places { (output + first + place * channels).update(repeating: 0, count: sizes.groupChannels) }
    let rows = sizes.window.rows(reaching: band, of: sizes.output.height)
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

extension UnfoldingKernel {
  /// Adds the gradient at the filters: what the taps met times the signal, strip by strip.
  static func addWeightGradient(
    _ gradient: UnsafePointer<Float>, _ input: UnsafePointer<Float>, sizes: ConvolutionSizes,
    to result: UnsafeMutablePointer<Float>
  ) {
    let cut = Strips(unfolding: sizes)
    let (taps, filters) = (sizes.groupTaps, sizes.groupFilters)
    let most = taps * cut.size * sizes.output.width + Unfolding.overrun
    Scratch.lend(most + taps * filters) { matrix in
      let sums = matrix + most
      for group in 0..<sizes.groups {
        for image in 0..<sizes.images {
          let picture = input + (image * sizes.inputPlane * sizes.channels + group * sizes.groupChannels)
          let signal = gradient + (image * sizes.outputPlane * sizes.filters + group * filters)
          for part in 0..<cut.count {
            let rows = cut[part]
            Unfolding(sizes: sizes).unfold(picture, rows: rows, into: matrix)
            multiply(
              MatrixView(start: matrix, pitch: taps, transposed: true),
              MatrixView(start: signal + rows.lowerBound * sizes.output.width * sizes.filters, pitch: sizes.filters),
              into: sums, pitch: filters, rows: taps, columns: filters, inner: rows.count * sizes.output.width,
              adding: image + part > 0)
          }
        }
        UnfoldedFilters.add(sums, to: result + group * filters * taps, sizes: sizes)
      }
    }
  }
}
