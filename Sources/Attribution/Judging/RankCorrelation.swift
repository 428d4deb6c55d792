package import Tensors

extension Tensor {
  /// The places of all elements, the largest first; of equal ones the one that comes first in row-major order, NaN last.
  var descendingOrder: [Int] {
    do {
      return try largest(count).places
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Spearman's correlation of the flattened tensors: Pearson's of their ranks, equal elements sharing the mean of the
  /// ranks that they take (Spearman 1904).
  ///
  /// - Returns: −1…1; NaN where one of them is constant or holds NaN, or they differ in their counts.
  package func rankCorrelation(with other: Tensor) -> Double {
    guard !elements.contains(where: \.isNaN), !other.elements.contains(where: \.isNaN) else { return .nan }
    return (try? ranks.correlation(other.ranks)) ?? .nan
  }

  /// The place of each element in descending order, from 0 on.
  private var ranks: Tensor {
    let order = descendingOrder
    var ranks = Tensor(shape: [count])
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, elements[order[end]] == elements[order[start]] { end += 1 }
      // Halves are exact in 32 bits up to 2²³ pixels.
      for place in start..<end { ranks[flat: order[place]] = Float(start + end - 1) / 2 }
      start = end
    }
    return ranks
  }
}
