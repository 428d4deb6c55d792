public import Tensors

/// What of a layer's output a signal starts from, or a score is read at.
public enum Unit: Sendable, Equatable {
  /// Every position of a channel: their sum. On a vector, its element of that number.
  case channel(Int)
  /// One activation: one index an axis.
  case position([Int])
  /// The position where the channel is strongest; the first one in row-major order wins.
  case strongest(channel: Int)

  /// Throws where a layer's output of this shape has no such unit.
  public func check(against shape: [Int], layer: String) throws(NetworkError) {
    switch self {
    case .channel(let channel), .strongest(let channel):
      guard let count = shape.first, channel >= 0, channel < count else {
        throw .unitOutOfRange(layer: layer, unit: channel, count: shape.first ?? 0)
      }
    case .position(let index):
      guard index.count == shape.count, zip(index, shape).allSatisfy({ $0 >= 0 && $0 < $1 }) else {
        throw .positionOutOfRange(layer: layer, position: index, shape: shape)
      }
    }
  }

  /// A signal of the output's shape: 1 at the unit, 0 elsewhere.
  public func seed(for output: Tensor) -> Tensor {
    var seed = Tensor(shape: output.shape)
    for position in positions(in: output) { seed[flat: position] = 1 }
    return seed
  }

  /// The unit's value: the sum of the activations that `seed(for:)` marks.
  public func value(in output: Tensor) -> Double {
    positions(in: output).reduce(0) { $0 + Double(output[flat: $1]) }
  }

  /// Where the unit lies in row-major order.
  package func positions(in output: Tensor) -> Range<Int> {
    switch self {
    case .channel(let channel):
      let plane = output.count / output.shape[0]
      return channel * plane..<(channel + 1) * plane
    case .position(let index):
      let offset = output.offset(of: index)
      return offset..<offset + 1
    case .strongest(let channel):
      let plane = output.count / output.shape[0]
      let elements = output.elements[channel * plane..<(channel + 1) * plane]
      let best = elements.indices.reduce(elements.startIndex) { elements[$1] > elements[$0] ? $1 : $0 }
      return best..<best + 1
    }
  }
}
