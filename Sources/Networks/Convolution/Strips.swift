/// A length cut into strips of equal size, the last one perhaps shorter.
struct Strips: Sendable {
  private let length: Int
  /// The length of each strip but perhaps the last.
  let size: Int

  /// Strips of at most a size, and at least so many of them where the length allows.
  init(_ length: Int, ofAtMost most: Int, atLeast least: Int = 1) {
    self.length = length
    let fewest = (length + Swift.max(most, 1) - 1) / Swift.max(most, 1)
    let count = Swift.max(1, least, fewest)
    size = Swift.max(1, (length + count - 1) / count)
  }

  var count: Int { (length + size - 1) / size }

  subscript(_ strip: Int) -> Range<Int> {
    strip * size..<Swift.min(length, (strip + 1) * size)
  }
}

extension Strips {
  /// Output rows whose unfolded matrix, of so many rows, stays in the second-level cache: 128 kB.
  init(unfolding sizes: ConvolutionSizes, matrixRows: Int, atLeast least: Int = 1) {
    let numbers = Swift.max(1, matrixRows * sizes.output.width)
    self.init(sizes.output.height, ofAtMost: (1 << 15) / numbers, atLeast: least)
  }
}
