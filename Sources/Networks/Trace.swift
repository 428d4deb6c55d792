public import Tensors

/// A forward pass with everything that it computed.
public struct Trace: Sendable {
  /// The picture that was looked at, [C,H,W] in 0…1.
  public let image: Tensor

  /// What the first layer saw, after the recipe, [1,C,H,W].
  package let input: Tensor

  /// The outputs with a batch axis of 1, in the order of the nodes, up to the last one asked for.
  package let outputs: Activations

  /// How many nodes were computed: those with numbers below this.
  public var count: Int { outputs.count }

  /// A node's output without a batch axis.
  public func output(_ node: Int) -> Tensor {
    let batched = outputs[node]
    return batched.reshaped(Array(batched.shape.dropFirst()))
  }

  /// The shape of a node's output without a batch axis.
  public func shape(of node: Int) -> [Int] { Array(outputs.shapes[node].dropFirst()) }

  /// What a layer reads: a node's output, or the picture after the recipe, without a batch axis.
  public func activation(_ source: Network.Source) -> Tensor {
    switch source {
    case .image: input.reshaped(Array(input.shape.dropFirst()))
    case .node(let node): output(node)
    }
  }
}
