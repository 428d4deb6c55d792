import Tensors

/// Any convolution forward: unfolds a strip of rows into a matrix and multiplies the filters by it.
struct UnfoldingKernel: ConvolutionKernel {
  let sizes: ConvolutionSizes
  /// [O, C/groups·kh·kw].
  let weight: [Float]
  let bias: [Float]?
  private let cut: RowCut

  init(sizes: ConvolutionSizes, weight: [Float], bias: [Float]?) {
    self.sizes = sizes
    self.weight = weight
    self.bias = bias
    cut = RowCut(sizes, matrixRows: sizes.groupTaps)
  }

  var strips: Int { sizes.images * sizes.groups * cut.count }

  func compute(strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
    let (block, part) = strip.quotientAndRemainder(dividingBy: cut.count)
    let (image, group) = block.quotientAndRemainder(dividingBy: sizes.groups)
    let rows = cut.rows(part)
    let picture = input + (image * sizes.channels + group * sizes.groupChannels) * sizes.inputPlane
    let firstFilter = group * sizes.groupFilters
    let result =
      output + (image * sizes.filters + firstFilter) * sizes.outputPlane + rows.lowerBound * sizes.output.width
    let columns = rows.count * sizes.output.width
    fillWithBias(result, firstFilter: firstFilter, columns: columns)
    Scratch.lend(sizes.groupTaps * columns) { matrix in
      Unfolding(sizes: sizes).unfold(picture, channels: sizes.groupChannels, rows: rows, into: matrix)
      weight.withUnsafeBufferPointer { weight in
        guard let filters = weight.baseAddress else { return }
        multiply(
          MatrixView(start: filters + firstFilter * sizes.groupTaps, pitch: sizes.groupTaps),
          MatrixView(start: matrix, pitch: columns), into: result, pitch: sizes.outputPlane,
          rows: sizes.groupFilters, columns: columns, inner: sizes.groupTaps, adding: bias != nil)
      }
    }
  }

  /// Where the product is added to.
  private func fillWithBias(_ result: UnsafeMutablePointer<Float>, firstFilter: Int, columns: Int) {
    guard let bias else { return }
    for filter in 0..<sizes.groupFilters {
      (result + filter * sizes.outputPlane).update(repeating: bias[firstFilter + filter], count: columns)
    }
  }
}

/// Any convolution back to its input: multiplies the signal by the filters and folds the product back.
struct FoldingKernel: ConvolutionKernel {
  let sizes: ConvolutionSizes
  /// [O, C/groups·kh·kw].
  let weight: [Float]
  private let cut: RowCut
  /// Channels in one strip, and strips in one group.
  private let channels: Int
  private let parts: Int

  init(sizes: ConvolutionSizes, weight: [Float]) {
    self.sizes = sizes
    self.weight = weight
    channels = Swift.min(sizes.groupChannels, 16)
    parts = (sizes.groupChannels + channels - 1) / channels
    cut = RowCut(sizes, matrixRows: channels * sizes.taps)
  }

  var strips: Int { sizes.images * sizes.groups * parts }

  func compute(strip: Int, from gradient: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
    let (block, part) = strip.quotientAndRemainder(dividingBy: parts)
    let (image, group) = block.quotientAndRemainder(dividingBy: sizes.groups)
    let first = part * channels
    let count = Swift.min(channels, sizes.groupChannels - first)
    let picture = output + (image * sizes.channels + group * sizes.groupChannels + first) * sizes.inputPlane
    picture.update(repeating: 0, count: count * sizes.inputPlane)
    let signal = gradient + (image * sizes.filters + group * sizes.groupFilters) * sizes.outputPlane
    let taps = group * sizes.groupFilters * sizes.groupTaps + first * sizes.taps
    weight.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress else { return }
      for index in 0..<cut.count {
        fold(signal, through: weight + taps, channels: count, rows: cut.rows(index), into: picture)
      }
    }
  }

  /// Adds what some output rows send back to some channels.
  private func fold(
    _ signal: UnsafePointer<Float>, through filters: UnsafePointer<Float>, channels: Int, rows: Range<Int>,
    into picture: UnsafeMutablePointer<Float>
  ) {
    let columns = rows.count * sizes.output.width
    Scratch.lend(channels * sizes.taps * columns) { matrix in
      multiply(
        MatrixView(start: filters, pitch: sizes.groupTaps, transposed: true),
        MatrixView(start: signal + rows.lowerBound * sizes.output.width, pitch: sizes.outputPlane),
        into: matrix, pitch: columns, rows: channels * sizes.taps, columns: columns, inner: sizes.groupFilters,
        adding: false)
      Unfolding(sizes: sizes).fold(matrix, channels: channels, rows: rows, into: picture)
    }
  }
}

extension Convolution {
  /// The gradient at the filters of any convolution: the signal times what the taps met, strip by strip.
  func unfoldedWeightGradient(_ gradient: Tensor, input: Tensor, sizes: ConvolutionSizes) -> Tensor {
    var result = Tensor(shape: [
      sizes.filters, sizes.groupChannels, sizes.window.kernel.height, sizes.window.kernel.width,
    ])
    result.withUnsafeMutableElements { result in
      gradient.withUnsafeElements { gradient in
        input.withUnsafeElements { input in
          guard let result = result.baseAddress, let gradient = gradient.baseAddress, let input = input.baseAddress
          else { return }
          addUnfoldedWeightGradient(gradient, input, sizes: sizes, to: result)
        }
      }
    }
    return result
  }

  private func addUnfoldedWeightGradient(
    _ gradient: UnsafePointer<Float>, _ input: UnsafePointer<Float>, sizes: ConvolutionSizes,
    to result: UnsafeMutablePointer<Float>
  ) {
    let cut = RowCut(sizes, matrixRows: sizes.groupTaps)
    let most = cut.rows(0).count * sizes.output.width
    Scratch.lend(sizes.groupTaps * most) { matrix in
      for block in 0..<sizes.images * sizes.groups {
        let group = block % sizes.groups
        let picture = input + block * sizes.groupChannels * sizes.inputPlane
        let signal = gradient + block * sizes.groupFilters * sizes.outputPlane
        for part in 0..<cut.count {
          let rows = cut.rows(part)
          let columns = rows.count * sizes.output.width
          Unfolding(sizes: sizes).unfold(picture, channels: sizes.groupChannels, rows: rows, into: matrix)
          multiply(
            MatrixView(start: signal + rows.lowerBound * sizes.output.width, pitch: sizes.outputPlane),
            MatrixView(start: matrix, pitch: columns, transposed: true),
            into: result + group * sizes.groupFilters * sizes.groupTaps, pitch: sizes.groupTaps,
            rows: sizes.groupFilters, columns: sizes.groupTaps, inner: columns, adding: true)
        }
      }
    }
  }
}

/// Output rows cut into strips whose unfolded matrix stays in the second-level cache.
struct RowCut: Sendable {
  private let rowsInStrip: Int
  private let height: Int

  /// Numbers of an unfolded strip: 128 kB.
  private static let budget = 1 << 15

  init(_ sizes: ConvolutionSizes, matrixRows: Int) {
    height = sizes.output.height
    rowsInStrip = Swift.max(1, Swift.min(height, Self.budget / Swift.max(1, matrixRows * sizes.output.width)))
  }

  var count: Int { (height + rowsInStrip - 1) / rowsInStrip }

  func rows(_ strip: Int) -> Range<Int> {
    strip * rowsInStrip..<Swift.min(height, (strip + 1) * rowsInStrip)
  }
}
