public import Stepping
public import Tensors

/// Walks a signal back through a network, a node a step, last to first; the last step reaches the picture.
public struct BackwardWalk: Walk {
  /// The network that is walked.
  public let network: Network
  /// The forward pass that it goes back through.
  public let trace: Trace
  /// The node that the signal starts from.
  public let node: Int
  /// [C,H,W] or [K], the shape of the node's output.
  public let seed: Tensor
  /// How ReLUs pass signals.
  public let rule: BackwardRule

  public var stepCount: Int? { Network.ancestors(of: node, in: network.nodes).count { $0 } }

  /// The walk at its start, with the seed where it was put.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// The whole walk at once, with the signals at every node.
  public func finished() -> BackwardPass {
    var iterator = makeIterator()
    while iterator.next() != nil {}
    return iterator.pass
  }

  /// A place in the walk, with all signals that have arrived.
  public struct Iterator: Walker {
    private let walk: BackwardWalk
    /// All signals so far.
    public private(set) var pass: BackwardPass
    public private(set) var current: Reached

    init(walk: BackwardWalk) {
      self.walk = walk
      pass = BackwardPass(trace: walk.trace, node: walk.node, seed: walk.seed, rule: walk.rule)
      current = Reached(
        layer: walk.network.nodes[walk.node].name, node: walk.node, passed: nil, gradient: walk.seed, rule: walk.rule,
        rectified: nil)
    }

    /// Takes the signal through one more layer; nil once it is at the picture.
    public mutating func next() -> Reached? {
      guard let passed = pass.front else { return nil }
      let isReLU = walk.network.nodes[passed].layer is ReLU
      let rectified = isReLU ? Reached.Rectified(signal: current.gradient, input: input(of: passed)) : nil
      pass.advance(in: walk.network)
      let source = pass.front.map(Network.Source.node) ?? .image
      current = Reached(
        layer: walk.network.name(of: source), node: pass.front, passed: walk.network.nodes[passed].name,
        gradient: pass.gradient(at: source) ?? Tensor(shape: walk.trace.image.shape), rule: walk.rule,
        rectified: rectified)
      return current
    }

    private func input(of node: Int) -> Tensor {
      Network.tensor(walk.network.nodes[node].inputs[0], walk.trace.input, walk.trace.outputs)
    }

    public var footprint: Int { current.gradient.count * MemoryLayout<Float>.stride }
  }
}

extension BackwardWalk {
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
    /// How ReLUs pass signals.
    public let rule: BackwardRule

    /// Where the layer just passed is a ReLU: the signal that came to it, and its input in the forward pass.
    struct Rectified {
      let signal: Tensor
      let input: Tensor
    }
    let rectified: Rectified?

    /// Where the layer just passed is a ReLU: how many signals its rule stopped. Counted when asked for.
    public var signals: PassedSignals? {
      rectified.map { ReLU().signals($0.signal, input: $0.input, rule: rule) }
    }

    public var headline: String {
      guard let passed else { return "the signal starts at \(layer) \(shapeText(gradient.shape))" }
      let reached = "through \(passed) to \(layer) \(shapeText(gradient.shape))"
      guard let signals else { return reached }
      let reasons = [
        rule == .deconvnet ? nil : "\(signals.stoppedForward) where its input was not positive",
        rule == .gradient ? nil : "\(signals.stoppedBackward) that were negative",
      ]
      return "\(reached): stopped \(signals.stopped) of \(signals.arrived) signals, "
        + reasons.compactMap { $0 }.joined(separator: ", ")
    }

    /// `gradient`, `layer`, `passed`, and after a ReLU `arrived`, `stopped`, `stopped_forward`, `stopped_backward`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "gradient": .tensor(gradient)
      case "layer": .text(layer)
      case "passed": passed.map(Quantity.text)
      case "arrived": signals.map { .number(Double($0.arrived)) }
      case "stopped": signals.map { .number(Double($0.stopped)) }
      case "stopped_forward": signals.map { .number(Double($0.stoppedForward)) }
      case "stopped_backward": signals.map { .number(Double($0.stoppedBackward)) }
      default: nil
      }
    }
  }
}

extension Network {
  /// A walk back from a node, with a signal of the shape of its output (without a batch axis).
  public func backward(
    _ trace: Trace, from node: Int, seed: Tensor, rule: BackwardRule = .gradient
  ) throws(NetworkError) -> BackwardWalk {
    try check(seed, at: node, in: trace)
    return BackwardWalk(network: self, trace: trace, node: node, seed: seed, rule: rule)
  }

  /// The signal at the picture [C,H,W]: the whole pass back as a plain loop, to the same bits as the walk.
  public func imageGradient(
    _ trace: Trace, from node: Int, seed: Tensor, rule: BackwardRule = .gradient
  ) throws(NetworkError) -> Tensor {
    try check(seed, at: node, in: trace)
    let seed = seed.reshaped([1] + seed.shape)
    let plan = backwardPlan(
      after: trace.outputs.pass, trace.outputs.plan, from: node, box: SignalBox.ofSeed(seed), rule: rule)
    let signal = trace.outputs.read { plan.run(seed, in: $0.activations, threads: threads) }
    return recipe.backward(signal, shape: trace.image.shape)
  }

  /// A node's output and the signal at the picture [C,H,W], by a pass that keeps nothing else.
  ///
  /// The same bits as those of `forward(_:through:)` and `imageGradient(_:from:seed:rule:)`, in less time and memory.
  public func imageGradient(
    of image: Tensor, from node: Int, seed: Tensor, rule: BackwardRule = .gradient
  ) throws(NetworkError) -> (output: Tensor, gradient: Tensor) {
    let shapes = try shapes(for: image.shape, through: node)
    guard seed.shape == shapes[node] else {
      throw .wrongSeed(layer: nodes[node].name, shape: shapes[node], seed: seed.shape)
    }
    let (input, seed) = (recipe.applied(to: image.reshaped([1] + image.shape)), seed.reshaped([1] + seed.shape))
    let pass = PassPlans.Forward(input: input.shape, last: node, keeping: .ancestors)
    let forward = forwardPlan(pass, shapes: shapes)
    let backward = backwardPlan(after: pass, forward, from: node, box: SignalBox.ofSeed(seed), rule: rule)
    let (output, signal) = forward.run(input, thenBack: backward, seed: seed, from: node, threads: threads)
    return (output.reshaped(shapes[node]), recipe.backward(signal, shape: image.shape))
  }

  /// A seed for a unit of a node, checked against its output.
  public func seed(_ unit: Unit, of node: Int, in trace: Trace) throws(NetworkError) -> Tensor {
    guard node < trace.count else { throw .notComputed(layer: nodes[node].name) }
    try unit.check(against: trace.shape(of: node), layer: nodes[node].name)
    return unit.seed(for: trace.output(node))
  }

  private func check(_ seed: Tensor, at node: Int, in trace: Trace) throws(NetworkError) {
    guard node < trace.count else { throw .notComputed(layer: nodes[node].name) }
    guard seed.shape == trace.shape(of: node) else {
      throw .wrongSeed(layer: nodes[node].name, shape: trace.shape(of: node), seed: seed.shape)
    }
  }
}

extension InputRecipe {
  /// The signal at a picture, given the one behind the recipe; zeros where none came there.
  fileprivate func backward(_ signal: Tensor?, shape: [Int]) -> Tensor {
    signal.map { backward($0).reshaped(shape) } ?? Tensor(shape: shape)
  }
}
