/// Kernels of 1 × 1 at stride 1: the filters times the channels of each place, straight from the picture.
///
/// The way back to the input is the same with the filters transposed.
struct PointwiseKernel: ConvolutionKernel {
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
  /// Places in one strip, and strips in one group of one picture.
  private let places: Int
  private let parts: Int

  init(forward sizes: ConvolutionSizes, weight: [Float], bias: [Float]?) {
    self.init(
      sizes, incoming: sizes.groupChannels, outgoing: sizes.groupFilters, weight: weight, isBackward: false, bias: bias)
  }

  init(backward sizes: ConvolutionSizes, weight: [Float]) {
    self.init(
      sizes, incoming: sizes.groupFilters, outgoing: sizes.groupChannels, weight: weight, isBackward: true, bias: nil)
  }

  private init(
    _ sizes: ConvolutionSizes, incoming: Int, outgoing: Int, weight: [Float], isBackward: Bool, bias: [Float]?
  ) {
    images = sizes.images
    groups = sizes.groups
    plane = sizes.inputPlane
    self.incoming = incoming
    self.outgoing = outgoing
    self.weight = weight
    self.isBackward = isBackward
    self.bias = bias
    // Strips of 256 kB stay in the second-level cache.
    places = Swift.min(plane, Swift.max(64, (1 << 16) / (incoming + outgoing)))
    parts = (plane + places - 1) / places
  }

  /// Whether the method can do it at all.
  static func covers(_ sizes: ConvolutionSizes) -> Bool {
    sizes.window.kernel == 1 && sizes.window.stride == 1 && sizes.window.padding == 0
  }

  var strips: Int { images * groups * parts }

  func compute(strip: Int, from input: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
    let (block, part) = strip.quotientAndRemainder(dividingBy: parts)
    let (first, group) = (part * places, block % groups)
    let count = Swift.min(places, plane - first)
    let result = output + (block * outgoing * plane + first)
    fillWithBias(result, group: group, count: count)
    weight.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress else { return }
      multiply(
        MatrixView(
          start: weight + group * incoming * outgoing, pitch: isBackward ? outgoing : incoming, transposed: isBackward),
        MatrixView(start: input + (block * incoming * plane + first), pitch: plane), into: result, pitch: plane,
        rows: outgoing, columns: count, inner: incoming, adding: bias != nil)
    }
  }

  /// Where the product is added to.
  private func fillWithBias(_ result: UnsafeMutablePointer<Float>, group: Int, count: Int) {
    guard let bias else { return }
    for channel in 0..<outgoing {
      (result + channel * plane).update(repeating: bias[group * outgoing + channel], count: count)
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
