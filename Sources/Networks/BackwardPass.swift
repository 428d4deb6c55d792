public import Tensors

/// Signals on their way from a node back to the picture, and all that were computed so far.
public struct BackwardPass: Sendable {
  public let trace: Trace
  /// The node that the seed was put into.
  public let node: Int
  public let rule: BackwardRule
  /// The complete signals so far, with a batch axis.
  package var gradients: [Network.Source: Tensor] = [:]

  /// The signal at a node's output, or at the picture (in 0…1, before the recipe); nil where it has not arrived.
  public func gradient(at source: Network.Source) -> Tensor? {
    guard let batched = gradients[source] else { return nil }
    return batched.reshaped(Array(batched.shape.dropFirst()))
  }
}

/// What a rule did to the signals at one ReLU.
public struct PassedSignals: Sendable, Equatable {
  /// Signals that were not zero when they came.
  public var arrived: Int
  /// Stopped because the ReLU's input was not positive in the forward pass.
  public var stoppedForward: Int
  /// Stopped because the signal itself was negative.
  public var stoppedBackward: Int
  /// Stopped for either reason (some for both).
  public var stopped: Int
}
