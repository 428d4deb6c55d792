public import Tensors

/// How many numbers fall into each of several equal bins; a bin holds its lower edge, the last one also its upper.
public struct Histogram: Equatable, Sendable {
  /// One more than there are bins, rising.
  public let edges: [Double]
  public let counts: [Int]
  /// Numbers that are NaN or infinite, and in no bin.
  public let missing: Int

  /// Counts the numbers of a tensor between its least and its largest; numbers that are all equal stand in the middle
  /// of a range of 1. At least one bin is made.
  public init(of tensor: Tensor, bins: Int = 10) {
    let bins = Swift.min(Swift.max(bins, 1), 10_000)
    let finite = tensor.elements.filter { $0.isFinite }.map(Double.init)
    var (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    if low == high {
      // Beyond 2⁵³ half of one is lost in the number, and bins without a width would hold nothing.
      let half = Swift.max(0.5, low.ulp)
      (low, high) = (low - half, high + half)
    }
    let width = (high - low) / Double(bins)
    var counts = [Int](repeating: 0, count: bins)
    for value in finite { counts[Swift.min(Swift.max(Int((value - low) / width), 0), bins - 1)] += 1 }
    edges = (0...bins).map { $0 == bins ? high : low + Double($0) * width }
    self.counts = counts
    missing = tensor.count - finite.count
  }

  /// A histogram that was counted elsewhere.
  public init(edges: [Double], counts: [Int], missing: Int = 0) {
    precondition(edges.count == counts.count + 1, "\(edges.count) edges for \(counts.count) bins")
    self.edges = edges
    self.counts = counts
    self.missing = missing
  }
}
