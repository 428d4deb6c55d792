internal import Tensors

/// Any convolution forward: unfolds a strip of rows into a matrix and multiplies the filters by it.
struct UnfoldingKernel: StripKernel {
  let sizes: ConvolutionSizes
  let filters: UnfoldedFilters
  private let cut: Strips

  init(sizes: ConvolutionSizes, filters: UnfoldedFilters, atLeast strips: Int) {
    let blocks = Swift.max(1, sizes.images * sizes.groups)
    self.sizes = sizes
    self.filters = filters
    cut = Strips(unfolding: sizes, matrixRows: filters.pitch, atLeast: (strips + blocks - 1) / blocks)
  }

  var strips: Int { sizes.images * sizes.groups * cut.count }

  func compute(
    strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let (block, part) = strip.quotientAndRemainder(dividingBy: cut.count)
    let rows = cut[part]
    let firstFilter = block % sizes.groups * sizes.groupFilters
    let columns = rows.count * sizes.output.width
    let start = block * sizes.groupFilters * sizes.outputPlane + rows.lowerBound * sizes.output.width
    Scratch.lend(filters.pitch * columns) { matrix in
      Unfolding(sizes: sizes).unfold(
        input + block * sizes.groupChannels * sizes.inputPlane, channels: sizes.groupChannels, rows: rows, into: matrix)
      if filters.hasBias { (matrix + sizes.groupTaps * columns).update(repeating: 1, count: columns) }
      filters.elements.withUnsafeBufferPointer { elements in
        guard let rows = elements.baseAddress else { return }
        multiplyInBlocks(
          MatrixView(start: rows + firstFilter * filters.pitch, pitch: filters.pitch),
          MatrixView(start: matrix, pitch: columns),
          into: output + start, pitch: sizes.outputPlane, rows: sizes.groupFilters, columns: columns,
          inner: filters.pitch, adding: false)
      }
    }
    finish.apply(
      to: output, start: start, rows: sizes.groupFilters, columns: columns, pitch: sizes.outputPlane)
  }
}

/// Filters as the rows of a matrix: [O, C/groups·kh·kw], and the bias as a last column that meets ones.
struct UnfoldedFilters: Sendable {
  let elements: [Float]
  let pitch: Int
  let hasBias: Bool

  init(_ weight: Tensor, bias: Tensor?) {
    let filters = weight.shape[0]
    let taps = weight.count / Swift.max(1, filters)
    hasBias = bias != nil
    pitch = hasBias ? taps + 1 : taps
    guard let bias else {
      elements = weight.elements
      return
    }
    var rows: [Float] = []
    rows.reserveCapacity(filters * pitch)
    for filter in 0..<filters {
      rows.append(contentsOf: weight.elements[filter * taps..<(filter + 1) * taps])
      rows.append(bias[flat: filter])
    }
    elements = rows
  }
}

/// Any convolution back to its input: multiplies the signal by the filters and folds the product back.
struct FoldingKernel: StripKernel {
  let sizes: ConvolutionSizes
  /// [O, C/groups·kh·kw].
  let weight: [Float]
  private let cut: Strips
  /// The channels of a group: rows of outputs reach into one another's inputs, channels do not.
  private let parts: Strips

  init(sizes: ConvolutionSizes, weight: [Float], atLeast strips: Int) {
    self.sizes = sizes
    self.weight = weight
    let blocks = Swift.max(1, sizes.images * sizes.groups)
    parts = Strips(sizes.groupChannels, ofAtMost: 16, atLeast: (strips + blocks - 1) / blocks)
    cut = Strips(unfolding: sizes, matrixRows: parts.size * sizes.taps)
  }

  var strips: Int { sizes.images * sizes.groups * parts.count }

  func compute(
    strip: Int, from gradient: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let (block, part) = strip.quotientAndRemainder(dividingBy: parts.count)
    let channels = parts[part]
    let start = (block * sizes.groupChannels + channels.lowerBound) * sizes.inputPlane
    let picture = output + start
    picture.update(repeating: 0, count: channels.count * sizes.inputPlane)
    let signal = gradient + block * sizes.groupFilters * sizes.outputPlane
    let taps = block % sizes.groups * sizes.groupFilters * sizes.groupTaps + channels.lowerBound * sizes.taps
    weight.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress else { return }
      for index in 0..<cut.count {
        fold(signal, through: weight + taps, channels: channels.count, rows: cut[index], into: picture)
      }
    }
    let numbers = channels.count * sizes.inputPlane
    finish.apply(to: output, start: start, rows: 1, columns: numbers, pitch: numbers)
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

extension UnfoldingKernel {
  /// Adds the gradient at the filters: the signal times what the taps met, strip by strip.
  static func addWeightGradient(
    _ gradient: UnsafePointer<Float>, _ input: UnsafePointer<Float>, sizes: ConvolutionSizes,
    to result: UnsafeMutablePointer<Float>
  ) {
    let cut = Strips(unfolding: sizes, matrixRows: sizes.groupTaps)
    let most = cut.size * sizes.output.width
    Scratch.lend(sizes.groupTaps * most) { matrix in
      for block in 0..<sizes.images * sizes.groups {
        let group = block % sizes.groups
        let picture = input + block * sizes.groupChannels * sizes.inputPlane
        let signal = gradient + block * sizes.groupFilters * sizes.outputPlane
        for part in 0..<cut.count {
          let rows = cut[part]
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
