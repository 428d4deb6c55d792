public import Networks
public import Stepping
public import Tensors

/// Layer-wise relevance propagation: a unit's value is shared out among what it was computed from, a layer a step, down to
/// the picture's numbers (LRP-ε, Bach et al. 2015, equation 58).
///
/// A linear layer's output z_k = Σ_j w_jk·a_j + b_k gives each input R_j = a_j·Σ_k w_jk·R_k/(z_k + ε·sign z_k), with 1 for
/// the sign of 0; biases and ε keep their share. Nonlinearities of single numbers hand on what comes, a maximum hands it to
/// its winner. With ε = 0 that is gradient × input, of networks with biases too.
public struct Relevance: Walk {
  let network: Network
  let trace: Trace
  let layer: Int
  let unit: Unit
  let epsilon: Float
  private let ancestors: [Bool]

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes.
  ///   - layer: a node; nil for the scores.
  ///   - unit: nil for the top class of scores or probabilities, elsewhere for the strongest activation.
  ///   - epsilon: ε, at least 0: the larger, the less of what is nearly cancelled comes through.
  /// - Throws: `AttributionError.noRelevance` for a layer that no rule is known for, or the network's error about the unit
  ///   or the picture's size.
  public init(
    of image: Tensor, in network: Network, layer: Int? = nil, unit: Unit? = nil, epsilon: Float = 0.01
  ) throws(AttributionError) {
    let node = layer ?? network.scores
    trace = try passingOn { () throws(NetworkError) in try network.forward(image, through: node) }
    self.unit = try network.definite(unit, of: node, in: trace)
    (self.network, self.layer, self.epsilon) = (network, node, epsilon)
    ancestors = Network.ancestors(of: node, in: network.nodes)
    for (entry, isAncestor) in zip(network.nodes, ancestors) where isAncestor {
      guard RelevanceRule(entry.layer) != nil else { throw .noRelevance(layer: entry.name) }
    }
  }

  /// How the unit is called.
  public var name: String { network.name(of: unit, at: layer) }

  /// The unit's value, all of which is to be shared out.
  public var value: Double { unit.value(in: trace.output(layer)) }

  public var stepCount: Int? { ancestors.count { $0 } }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: Relevance
    /// What has come to each node from some of its readers.
    private var pending: [Network.Source: Tensor]

    init(walk: Relevance) {
      self.walk = walk
      let output = walk.trace.output(walk.layer)
      pending = [.node(walk.layer): walk.unit.seed(for: output) * output]
    }

    /// The node whose relevance is complete: all that read it come after it and have been passed.
    private var front: Int? {
      pending.keys.compactMap { if case .node(let node) = $0 { node } else { nil } }.max()
    }

    public var current: Reached {
      guard let front, let relevance = pending[.node(front)] else {
        let atInput = pending[.image] ?? Tensor(shape: walk.trace.image.shape)
        return Reached(walk: walk, node: nil, current: walk.throughRecipe(atInput))
      }
      return Reached(walk: walk, node: front, current: relevance)
    }

    /// Takes the relevance through one more layer; nil once it is at the picture.
    public mutating func next() -> Reached? {
      guard let front, let relevance = pending.removeValue(forKey: .node(front)) else { return nil }
      for (source, share) in zip(walk.network.nodes[front].inputs, walk.shares(of: relevance, through: front)) {
        pending[source] = pending[source].map { $0 + share } ?? share
      }
      return current
    }

    public var footprint: Int { pending.values.reduce(0) { $0 + $1.count } * MemoryLayout<Float>.stride }
  }

  /// What each input of a node gets of its relevance.
  fileprivate func shares(of relevance: Tensor, through node: Int) -> [Tensor] {
    let entry = network.nodes[node]
    let inputs = entry.inputs.map { trace.activation($0).batched }
    let output = trace.output(node).batched
    func back(_ signal: Tensor) -> [Tensor] {
      entry.layer.backward(signal, inputs: inputs, output: output, rule: .gradient)
    }
    let shares =
      switch RelevanceRule(entry.layer) ?? .handingOn {
      case .handingOn: [relevance.batched]
      case .routing: back(relevance.batched)
      case .sharing: zip(back(relevance.batched.divided(by: output, epsilon)), inputs).map { $0 * $1 }
      }
    return shares.map { $0.reshaped(Array($0.shape.dropFirst())) }
  }

  /// Through the recipe, which is a linear layer with a bias like others.
  fileprivate func throughRecipe(_ relevance: Tensor) -> Tensor {
    let output = trace.activation(.image).batched
    let signal = network.recipe.backward(relevance.batched.divided(by: output, epsilon))
    return signal.reshaped(trace.image.shape) * trace.image
  }

  /// The relevance where it has come to.
  public struct Reached: Step {
    let walk: Relevance
    /// Nil for the picture.
    let node: Int?
    /// The relevance there.
    public let current: Tensor

    /// The layer at whose output it is, `input` for the picture.
    public var layer: String { node.map { walk.network.nodes[$0].name } ?? "input" }

    /// The relevance of the picture's numbers, [C,H,W]; NaN until it is there.
    public var relevance: Tensor {
      node == nil ? current : Tensor(shape: walk.trace.image.shape, repeating: .nan)
    }

    /// What of the unit's value is shared out here; biases and ε keep the rest.
    public var sum: Double { current.sum() }

    public var headline: String {
      let way = node == nil && !walk.network.recipe.isIdentity ? ", through the input recipe" : ""
      return "at \(layer)\(way): \(Float(sum).words) of \(walk.name)'s \(Float(walk.value).words)"
    }

    /// `relevance`, `current`, `layer` and `sum`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "relevance": .tensor(relevance)
      case "current": .tensor(current)
      case "layer": .text(layer)
      case "sum": .number(sum)
      default: nil
      }
    }
  }
}

/// How a layer shares relevance out.
private enum RelevanceRule {
  /// Each number is computed from one: it gets all.
  case handingOn
  /// To the numbers that were taken.
  case routing
  /// By what each input adds to a sum.
  case sharing

  /// Nil for a layer that is none of these.
  init?(_ layer: any Layer) {
    switch layer {
    case is ReLU, is LeakyReLU, is Clip, is Sigmoid, is Tanh, is HardSwish: self = .handingOn
    case is any Unchanging, is Flatten, is Reshape, is Transposition, is Concatenation, is MaxPooling, is Pad:
      self = .routing
    case is Convolution, is TransposedConvolution, is FullyConnected, is BatchNormalization, is AveragePooling,
      is GlobalAveragePooling, is AxisMean, is Addition, is Resize:
      self = .sharing
    default: return nil
    }
  }
}

extension Tensor {
  fileprivate var batched: Tensor { reshaped([1] + shape) }

  /// R/(z + ε·sign z), with 1 for the sign of 0; 0 where there is nothing to divide by.
  fileprivate func divided(by output: Tensor, _ epsilon: Float) -> Tensor {
    Tensor(
      shape: shape,
      elements: zip(elements, output.elements).map { relevance, z in
        let divisor = z + (z < 0 ? -epsilon : epsilon)
        return divisor == 0 ? 0 : relevance / divisor
      })
  }
}
