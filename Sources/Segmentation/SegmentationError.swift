import Tensors

/// What can be wrong with what a segmentation is asked for.
public enum SegmentationError: Error, Equatable, Sendable {
  /// A graph's capacities are no square matrix.
  case noGraph(shape: [Int])
  /// A capacity is negative or no finite number.
  case capacity(Float, from: Int, to: Int)
  /// A graph has no node of this number.
  case nodeOutOfRange(Int, count: Int)
  /// The flow is to end where it begins.
  case sourceIsSink(Int)
}

extension SegmentationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noGraph(let shape):
      "capacities are a matrix [N,N], from each row's node to each column's, not \(shapeText(shape))"
    case .capacity(let number, let from, let to):
      "the capacity from \(from) to \(to) is \(Double(number).written(precision: 4)): capacities are finite and at least 0"
    case .nodeOutOfRange(let node, let count): "the graph has nodes 0 to \(count - 1), not \(node)"
    case .sourceIsSink(let node): "source and sink are both \(node): they need to be two nodes"
    }
  }
}
