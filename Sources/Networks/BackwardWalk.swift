public import Stepping
public import Tensors

/// Walks a signal back through a network, a node a step, last to first; the last step reaches the picture.
public struct BackwardWalk: Walk {
  public let network: Network
  public let trace: Trace
  public let node: Int
  /// [C,H,W] or [K], the shape of the node's output.
  public let seed: Tensor
  public let rule: BackwardRule

  public var stepCount: Int? { 0 }

  public func makeIterator() -> Iterator {
    let pass = BackwardPass(trace: trace, node: node, rule: rule)
    return Iterator(
      walk: self, pass: pass,
      current: Reached(
        layer: "", node: node, passed: nil, gradient: seed, signals: nil, rule: rule))
  }

  /// The whole walk at once.
  public func finished() -> BackwardPass { makeIterator().pass }

  public struct Iterator: Walker {
    let walk: BackwardWalk
    /// All signals so far.
    public private(set) var pass: BackwardPass
    public private(set) var current: Reached

    init(walk: BackwardWalk, pass: BackwardPass, current: Reached) {
      self.walk = walk
      self.pass = pass
      self.current = current
    }

    public mutating func next() -> Reached? { nil }

    public var footprint: Int { current.gradient.count * MemoryLayout<Float>.stride }
  }

  /// Where the signal is after a step.
  public struct Reached: Step {
    /// The name of the layer reached, `input` for the picture.
    public let layer: String
    /// The node reached; nil for the picture.
    public let node: Int?
    /// The name of the layer that the signal just passed; nil at the start.
    public let passed: String?
    /// The complete signal at the output of the node reached (or at the picture), without the batch axis.
    public let gradient: Tensor
    /// Where the layer just passed is a ReLU: how many signals it stopped.
    public let signals: PassedSignals?
    public let rule: BackwardRule

    public var headline: String { layer }

    /// `gradient`, `layer`, and at a ReLU `arrived`, `stopped`, `stopped_forward`, `stopped_backward`.
    public func quantity(_ name: String) -> Quantity? { nil }
  }
}

extension Network {
  /// A walk back from a node, with a signal of the shape of its output (without a batch axis).
  public func backward(
    _ trace: Trace, from node: Int, seed: Tensor, rule: BackwardRule = .gradient
  ) throws(NetworkError) -> BackwardWalk {
    BackwardWalk(network: self, trace: trace, node: node, seed: seed, rule: rule)
  }

  /// The signal at the picture [C,H,W]: the whole pass back as a plain loop, to the same bits as the walk.
  public func imageGradient(
    _ trace: Trace, from node: Int, seed: Tensor, rule: BackwardRule = .gradient
  ) throws(NetworkError) -> Tensor { throw .emptyNetwork }
}
