/// A length cut into strips that differ by one at most, so that threads get equal shares.
struct Strips: Sendable {
  private let length: Int
  let count: Int

  /// Strips of at most a size, and at least so many of them where the length allows.
  init(_ length: Int, ofAtMost most: Int, atLeast least: Int = 1) {
    self.length = length
    let fewest = (length + Swift.max(most, 1) - 1) / Swift.max(most, 1)
    count = length == 0 ? 0 : Swift.min(length, Swift.max(1, least, fewest))
  }

  /// The length of the longest.
  var size: Int { count == 0 ? 0 : (length + count - 1) / count }

  subscript(_ strip: Int) -> Range<Int> {
    strip * length / count..<(strip + 1) * length / count
  }
}

extension Strips {
  /// Output rows whose unfolded matrix stays in the second-level cache: 128 kB.
  init(unfolding sizes: ConvolutionSizes, atLeast least: Int = 1) {
    let numbers = Swift.max(1, sizes.groupTaps * sizes.output.width)
    self.init(sizes.output.height, ofAtMost: (1 << 15) / numbers, atLeast: least)
  }
}
