public import Networks
public import Tensors

/// A score along the way from one picture to another, on which pixels change in a given order (Petsiuk et al. 2018,
/// section 4.1).
///
/// From a picture to a plain one it is the deletion curve, the other way round the insertion curve. Where the score is a
/// sum over pixels, both of one order add up to the scores of the two pictures at every share, and so do the curves of an
/// order and of its reverse: of all orders the mean area is half of that sum.
public struct PixelCurve: Sendable {
  /// The score with 0, 1/n, 2/n, … and all of the pixels changed.
  public let scores: [Float]

  /// - Parameters:
  ///   - score: what is asked for.
  ///   - start: [C,H,W], of the size that the score was made definite for.
  ///   - end: of the same shape.
  ///   - order: each of the H·W pixels once, by its place in row-major order; a pixel changes in all channels.
  ///   - parts: n, into how many equal parts the way is divided, at least 1.
  /// - Complexity: n + 1 forward passes, batched.
  public init(
    of score: Score, in network: Network, from start: Tensor, to end: Tensor, order: [Int], parts: Int = 16
  ) {
    precondition(start.shape == end.shape && parts > 0, "\(start.shape) to \(end.shape) in \(parts) parts")
    let plane = order.count
    var picture = start
    var changed = 0
    var pictures: [Float] = []
    pictures.reserveCapacity((parts + 1) * start.count)
    for part in 0...parts {
      let next = (plane * part + parts / 2) / parts
      for pixel in order[changed..<next] {
        for place in stride(from: pixel, to: start.count, by: plane) { picture[flat: place] = end[flat: place] }
      }
      changed = next
      pictures += picture.elements
    }
    scores = network.scores(score, of: Tensor(shape: [parts + 1] + start.shape, elements: pictures))
  }

  /// The mean score along the way, by the trapezoid rule.
  public var area: Double {
    let sum = scores.reduce(0) { $0 + Double($1) } - Double(scores[0] + scores[scores.count - 1]) / 2
    return sum / Double(scores.count - 1)
  }
}
