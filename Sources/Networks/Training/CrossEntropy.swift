internal import Foundation
public import Tensors

/// −log of the probability that the scores give to the right class, and its gradient at the scores.
public struct CrossEntropy: Sendable {
  /// The share of certainty that is spread over all classes alike (Szegedy et al. 2016, section 7).
  public var smoothing: Float

  /// With hard labels, or smoothed ones.
  public init(smoothing: Float = 0) { self.smoothing = smoothing }

  /// For scores [N,K]: the sum of the losses, how many rows are right, and the gradient of the sum [N,K].
  ///
  /// ∂/∂z = p − t, with p = softmax(z) and t the labels as one-hot rows (smoothed).
  public func callAsFunction(_ scores: Tensor, labels: [Int]) -> (loss: Double, right: Int, gradient: Tensor) {
    let classes = scores.count / Swift.max(labels.count, 1)
    var (loss, right, gradient) = (0.0, 0, scores)
    for (row, label) in labels.enumerated() {
      let places = row * classes..<(row + 1) * classes
      let best = scores.largest(in: places)
      let exponentials = places.map { exp(Double(scores[flat: $0]) - Double(scores[flat: best])) }
      let sum = exponentials.reduce(0, +)
      for (column, exponential) in exponentials.enumerated() {
        let target = (column == label ? 1 - Double(smoothing) : 0) + Double(smoothing) / Double(classes)
        gradient[flat: places.lowerBound + column] = Float(exponential / sum - target)
        if target > 0 { loss -= target * (log(exponential) - log(sum)) }
      }
      right += best == places.lowerBound + label ? 1 : 0
    }
    return (loss, right, gradient)
  }
}
