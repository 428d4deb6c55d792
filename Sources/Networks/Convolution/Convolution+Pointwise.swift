/// Kernels of 1 × 1 at stride 1: the filters times the channels of each place, straight from the picture.
///
/// The way back to the input is the same with the filters transposed.
struct PointwiseKernel: StripKernel {
  private let images: Int
  private let groups: Int
  /// Numbers in one plane, the same before and after.
  private let plane: Int
  /// Channels of a group that come in and that go out.
  private let incoming: Int
  private let outgoing: Int
  /// [O, C/groups], read by columns on the way back.
  private let weight: [Float]
  private let isBackward: Bool
  private let bias: [Float]?
  /// The places of a plane, and the channels that go out; one of them is whole.
  private let places: Strips
  private let channels: Strips

  /// Places of a plane that is not cut: the product is faster the more columns it has.
  private static let smallPlane = 256

  init(forward sizes: ConvolutionSizes, weight: [Float], bias: [Float]?, atLeast strips: Int) {
    self.init(
      sizes, incoming: sizes.groupChannels, outgoing: sizes.groupFilters, weight: weight, isBackward: false, bias: bias,
      atLeast: strips)
  }

  init(backward sizes: ConvolutionSizes, weight: [Float], atLeast strips: Int) {
    self.init(
      sizes, incoming: sizes.groupFilters, outgoing: sizes.groupChannels, weight: weight, isBackward: true, bias: nil,
      atLeast: strips)
  }

  private init(
    _ sizes: ConvolutionSizes, incoming: Int, outgoing: Int, weight: [Float], isBackward: Bool, bias: [Float]?,
    atLeast strips: Int
  ) {
    images = sizes.images
    groups = sizes.groups
    plane = sizes.inputPlane
    self.incoming = incoming
    self.outgoing = outgoing
    self.weight = weight
    self.isBackward = isBackward
    self.bias = bias
    let blocks = Swift.max(1, images * groups)
    let least = (strips + blocks - 1) / blocks
    let isSmall = plane < Self.smallPlane
    // Strips of 256 kB stay in the second-level cache.
    let most = isSmall ? plane : Swift.max(64, (1 << 16) / (incoming + outgoing))
    places = Strips(plane, ofAtMost: most, atLeast: isSmall ? 1 : least)
    channels = Strips(outgoing, ofAtMost: outgoing, atLeast: isSmall ? least : 1)
  }

  /// Whether the method can do it at all.
  static func covers(_ sizes: ConvolutionSizes) -> Bool {
    sizes.window.kernel == 1 && sizes.window.stride == 1 && sizes.window.padding == 0
  }

  var strips: Int { images * groups * channels.count * places.count }

  func compute(
    strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, finish: ResolvedFinish
  ) {
    let (row, column) = strip.quotientAndRemainder(dividingBy: places.count)
    let block = row / channels.count
    let group = block % groups
    let (channels, places) = (channels[row % channels.count], places[column])
    let start = (block * outgoing + channels.lowerBound) * plane + places.lowerBound
    let result = output + start
    fillWithBias(result, channels: channels, group: group, count: places.count)
    weight.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress else { return }
      let filters = weight + group * incoming * outgoing
      multiplyInBlocks(
        isBackward
          ? MatrixView(start: filters + channels.lowerBound, pitch: outgoing, transposed: true)
          : MatrixView(start: filters + channels.lowerBound * incoming, pitch: incoming),
        MatrixView(start: input + (block * incoming * plane + places.lowerBound), pitch: plane), into: result,
        pitch: plane, rows: channels.count, columns: places.count, inner: incoming, adding: bias != nil)
    }
    finish.apply(to: output, start: start, rows: channels.count, columns: places.count, pitch: plane)
  }

  /// Where the product is added to.
  private func fillWithBias(
    _ result: UnsafeMutablePointer<Float>, channels: Range<Int>, group: Int, count: Int
  ) {
    guard let bias else { return }
    for (row, channel) in channels.enumerated() {
      (result + row * plane).update(repeating: bias[group * outgoing + channel], count: count)
    }
  }

  /// Adds the gradient at the filters: the signal at each place times what came in there.
  static func addWeightGradient(
    _ gradient: UnsafePointer<Float>, _ input: UnsafePointer<Float>, sizes: ConvolutionSizes,
    to result: UnsafeMutablePointer<Float>
  ) {
    let plane = sizes.inputPlane
    for block in 0..<sizes.images * sizes.groups {
      multiply(
        MatrixView(start: gradient + block * sizes.groupFilters * plane, pitch: plane),
        MatrixView(start: input + block * sizes.groupChannels * plane, pitch: plane, transposed: true),
        into: result + block % sizes.groups * sizes.groupFilters * sizes.groupChannels, pitch: sizes.groupChannels,
        rows: sizes.groupFilters, columns: sizes.groupChannels, inner: plane, adding: true)
    }
  }
}
