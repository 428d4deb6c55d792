public import Tensors

/// Signals on their way from a node back to the picture, and all that have arrived so far.
public struct BackwardPass: Sendable {
  /// The forward pass that it goes back through.
  public let trace: Trace
  /// The node that the seed was put into.
  public let node: Int
  /// How ReLUs pass signals.
  public let rule: BackwardRule
  /// The complete signals, with a batch axis; at the picture before the recipe.
  package private(set) var gradients: [Network.Source: Tensor] = [:]

  /// Sums of the signals that have come from some of a node's readers.
  private var pending: [Int: Tensor] = [:]
  /// What the pending signals reach; nil for whole planes.
  private var boxes: [Int: SignalBox?] = [:]
  private var atInput: Tensor?

  init(trace: Trace, node: Int, seed: Tensor, rule: BackwardRule) {
    (self.trace, self.node, self.rule) = (trace, node, rule)
    let batched = seed.reshaped([1] + seed.shape)
    pending[node] = batched
    boxes[node] = SignalBox.ofSeed(batched)
    gradients[.node(node)] = pending[node]
  }

  /// The signal at a node's output, or at the picture (in 0…1, before the recipe); nil where it has not arrived.
  public func gradient(at source: Network.Source) -> Tensor? {
    guard let batched = gradients[source] else { return nil }
    return batched.reshaped(Array(batched.shape.dropFirst()))
  }

  /// The node whose signal is complete and is next to pass its layer: all that read it come after it and have passed.
  var front: Int? { pending.keys.max() }

  /// Passes the signal at the front through its layer, and keeps what becomes complete where `keeping`.
  mutating func advance(in network: Network, keeping: Bool = true) {
    guard let front, let signal = pending.removeValue(forKey: front) else { return }
    let node = network.nodes[front]
    let inputs = node.inputs.map { Network.tensor($0, trace.input, trace.outputs) }
    var back = node.layer.backward(signal, inputs: inputs, output: trace.outputs[front], rule: rule)
    let box = boxes.removeValue(forKey: front) ?? nil
    for (number, source) in node.inputs.enumerated() {
      let shape = inputs[number].shape
      let reached = SignalBox.reached(through: node.layer, from: box, output: signal.shape, input: shape)
      if node.layer is Convolution, let reached {
        back[number].withUnsafeMutableElements { reached.clear(outsideIn: $0, shape: shape) }
      }
      add(back[number], box: reached, at: source)
    }
    if let next = self.front {
      if keeping { gradients[.node(next)] = pending[next] }
    } else if let atInput {
      gradients[.image] = network.recipe.backward(atInput)
      self.atInput = nil
    }
  }

  private mutating func add(_ signal: Tensor, box: SignalBox?, at source: Network.Source) {
    switch source {
    case .image: atInput = atInput?.adding(signal) ?? signal
    case .node(let node):
      boxes[node] = boxes[node].map { SignalBox.around($0, box) } ?? box
      pending[node] = pending[node]?.adding(signal) ?? signal
    }
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

  /// Counts that are known.
  public init(arrived: Int, stoppedForward: Int, stoppedBackward: Int, stopped: Int) {
    (self.arrived, self.stopped) = (arrived, stopped)
    (self.stoppedForward, self.stoppedBackward) = (stoppedForward, stoppedBackward)
  }
}
