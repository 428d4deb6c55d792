public import Networks
public import Stepping
public import Tensors

/// Sends a signal from a unit of any layer back to the picture, a layer a step, under a rule for the ReLUs.
///
/// Under `gradient` what arrives is the gradient of the unit at the picture (Simonyan et al. 2014, section 3); under
/// `deconvnet` (Zeiler and Fergus 2014, section 2.1) and `guided` (Springenberg et al. 2015, section 3.4) it is a map that is
/// easier to look at and no gradient.
public struct Backprop: Walk {
  public let network: Network
  /// The forward pass up to the layer that the signal starts from.
  public let trace: Trace
  /// The node that the signal starts from.
  public let layer: Int
  /// One position where the strongest was asked for.
  public let unit: Unit
  public let rule: BackwardRule
  private let walk: BackwardWalk

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes.
  ///   - layer: a node; nil for the scores.
  ///   - unit: nil for the top class of scores or probabilities, elsewhere for the strongest activation.
  /// - Throws: the network's error about the unit or the picture's size.
  public init(
    of image: Tensor, in network: Network, layer: Int? = nil, unit: Unit? = nil, rule: BackwardRule = .gradient
  ) throws(AttributionError) {
    let node = layer ?? network.scores
    let trace = try passingOn { () throws(NetworkError) in try network.forward(image, through: node) }
    let unit = try network.definite(unit, of: node, in: trace)
    walk = try passingOn { () throws(NetworkError) in
      let seed = try network.seed(unit, of: node, in: trace)
      return try network.backward(trace, from: node, seed: seed, rule: rule)
    }
    (self.network, self.trace, self.layer, self.unit, self.rule) = (network, trace, node, unit, rule)
  }

  public var stepCount: Int? { walk.stepCount }

  /// The map at the picture, [C,H,W], as the walk's last step has it: the whole pass at once.
  public var gradient: Tensor {
    do {
      return try network.imageGradient(trace, from: layer, seed: walk.seed, rule: rule)
    } catch {
      preconditionFailure("\(name): \(error)")
    }
  }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self, inner: walk.makeIterator()) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: Backprop
    private var inner: BackwardWalk.Iterator
    /// The signal before the last step.
    private var former: Tensor?

    init(walk: Backprop, inner: BackwardWalk.Iterator) {
      self.walk = walk
      self.inner = inner
    }

    /// All signals so far, for whoever asks where one of their numbers comes from.
    public var pass: BackwardPass { inner.pass }

    public var current: Signal { Signal(walk: walk, reached: inner.current, former: former) }

    /// Takes a step; nil at the end.
    public mutating func next() -> Signal? {
      let signal = inner.current.gradient
      guard inner.next() != nil else { return nil }
      former = signal
      return current
    }

    public var footprint: Int { inner.footprint }
  }

  /// The signal where it has come to.
  public struct Signal: Step {
    let walk: Backprop
    let reached: BackwardWalk.Reached
    let former: Tensor?

    /// The layer at whose output the signal is, `input` for the picture.
    public var layer: String { reached.layer }

    /// The signal there.
    public var current: Tensor { reached.gradient }

    /// The map at the picture; NaN everywhere until the signal is there.
    public var gradient: Tensor {
      reached.node == nil ? reached.gradient : Tensor(shape: walk.trace.image.shape, repeating: .nan)
    }

    public var headline: String {
      if reached.node == nil, let cost = walk.cost { return "\(reached.headline); \(cost)" }
      guard reached.passed == nil else { return reached.headline }
      return "\(walk.name) as a signal, rule \(walk.rule.rawValue)"
        + walk.network.plainPassing(upTo: walk.layer, under: walk.rule)
    }

    /// `gradient`, `current`, `layer`, `multiplyadds`, and what a `BackwardWalk` has besides.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "gradient": .tensor(gradient)
      case "current": .tensor(current)
      case "multiplyadds": .number(Double(walk.multiplyAdds))
      default: reached.quantity(name)
      }
    }

    /// After a ReLU: what it saw, what came, and what each rule passes; after a max pooling its switches.
    public var inside: (any Walk)? {
      guard let former, let passed = walk.node(named: reached.passed) else { return nil }
      let node = walk.network.nodes[passed]
      switch node.layer {
      case is ReLU:
        return RectifierParts(layer: node.name, input: walk.input(of: passed), signal: former, rule: walk.rule)
      case let pooling as MaxPooling:
        return PoolingParts(layer: node.name, pooling: pooling, input: walk.input(of: passed), signal: former)
      default: return nil
      }
    }
  }
}

extension Backprop {
  /// How the unit is called: `scores[cat]`, `conv2_1[5,3,4]`.
  public var name: String { network.name(of: unit, at: layer) }

  fileprivate func node(named name: String?) -> Int? {
    network.nodes.firstIndex { $0.name == name }
  }

  fileprivate func input(of node: Int) -> Tensor {
    switch network.nodes[node].inputs[0] {
    case .image: network.recipe.applied(to: trace.image)
    case .node(let source): trace.output(source)
    }
  }
}

extension Network {
  /// What a headline adds under another rule than `gradient`: which layers pass their plain gradient all the same.
  ///
  /// - Returns: "; the rule changes ReLUs alone: tanh1 passes its plain gradient"; empty where no layer does.
  package func plainPassing(upTo node: Int, under rule: BackwardRule) -> String {
    let names = plainNonlinearities(upTo: node)
    guard rule != .gradient, let first = names.first else { return "" }
    let others = names.count == 1 ? "passes its" : "and \(names.count - 1) more layers pass their"
    return "; the rule changes ReLUs alone: \(first) \(others) plain gradient"
  }

  /// The unit that a picture is about: the top class, or in other layers the strongest activation.
  func strongestUnit(of node: Int, in trace: Trace) -> Unit {
    let output = trace.output(node)
    if node == scores || node == probabilities { return unit(ofClass: topClass(of: output), in: output) }
    let place = output.index(ofFlat: output.argmax())
    return place.count == 1 ? .channel(place[0]) : .position(place)
  }
}
