/// A length cut into strips that differ by one grain at most, so that threads get equal shares.
struct Strips: Sendable {
  private let length: Int
  private let grain: Int
  let count: Int

  /// Strips of at most a size, and at least so many of them where the length allows.
  ///
  /// - Parameter grain: what all strips but the last are multiples of, and the size is rounded up to.
  init(_ length: Int, ofAtMost most: Int, atLeast least: Int = 1, multiplesOf grain: Int = 1) {
    (self.length, self.grain) = (length, grain)
    let grains = (length + grain - 1) / grain
    let most = Swift.max((most + grain - 1) / grain, 1)
    count = length == 0 ? 0 : Swift.min(grains, Swift.max(1, least, (grains + most - 1) / most))
  }

  /// The length of the longest.
  var size: Int { count == 0 ? 0 : Swift.min(length, (grains + count - 1) / count * grain) }

  subscript(_ strip: Int) -> Range<Int> {
    strip * grains / count * grain..<Swift.min(length, (strip + 1) * grains / count * grain)
  }

  private var grains: Int { (length + grain - 1) / grain }
}
