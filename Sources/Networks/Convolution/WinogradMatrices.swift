/// What the transformed tiles of a convolution are multiplied by, and what is added after it.
struct WinogradMatrices: Sendable {
  /// The channels that come in, and the filters that go out.
  private let (channels, filters): (Int, Int)
  /// 36 matrices [channels][filters].
  private let elements: [Float]
  /// One number a filter.
  private let bias: [Float]

  /// Channels that are summed up at a time: longer sums round more.
  private static let longestSum = 256

  init(_ elements: [Float], channels: Int, filters: Int, bias: [Float]?) {
    (self.elements, self.channels, self.filters) = (elements, channels, filters)
    self.bias = bias ?? Array(repeating: 0, count: filters)
  }

  /// M = V·U for one of the 36 planes.
  func multiply(
    _ product: Int, _ inputs: UnsafePointer<Float>, tiles: Int, into products: UnsafeMutablePointer<Float>
  ) {
    elements.withUnsafeBufferPointer { elements in
      guard let elements = elements.baseAddress else { return }
      let matrix = elements + product &* WinogradFilters.pitch(filters: filters, channels: channels)
      for first in stride(from: 0, to: channels, by: Self.longestSum) {
        multiplyInBlocks(
          MatrixView(start: inputs + first, pitch: channels),
          MatrixView(start: matrix + first &* filters, pitch: filters), into: products, pitch: filters, rows: tiles,
          columns: filters, inner: Swift.min(Self.longestSum, channels &- first), adding: first > 0)
      }
    }
  }

  func withBias(_ body: (UnsafePointer<Float>) -> Void) {
    bias.withUnsafeBufferPointer { bias in
      if let start = bias.baseAddress { body(start) }
    }
  }
}
