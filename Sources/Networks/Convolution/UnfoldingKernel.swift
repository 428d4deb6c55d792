internal import Tensors

/// Any convolution forward: unfolds a strip of rows into a matrix and multiplies it by the filters.
struct UnfoldingKernel: StripKernel {
  let sizes: ConvolutionSizes
  let filters: UnfoldedFilters
  let bias: [Float]?
  private let cut: Strips

  init(sizes: ConvolutionSizes, filters: UnfoldedFilters, bias: [Float]?, atLeast strips: Int) {
    (self.sizes, self.filters, self.bias) = (sizes, filters, bias)
    cut = Strips(unfolding: sizes, atLeast: sizes.stripsOfGroup(atLeast: strips))
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

extension Strips {
  /// Output rows whose unfolded matrix stays in the second-level cache: 128 kB.
  init(unfolding sizes: ConvolutionSizes, atLeast least: Int = 1) {
    let numbers = Swift.max(1, sizes.groupTaps * sizes.output.width)
    self.init(sizes.output.height, ofAtMost: (1 << 15) / numbers, atLeast: least)
  }
}
