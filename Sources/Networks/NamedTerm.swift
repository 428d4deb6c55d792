import Tensors

/// A term whose factors are named as a learner types them: `scores.weight[3,17]` × `code[17]`.
public struct NamedTerm: Sendable, Equatable {
  /// One number of the product.
  public struct Factor: Sendable, Equatable {
    /// "code", "scores.weight", "relu1.grad", or words for a number that has no name, such as "1/4".
    public var name: String
    /// Empty for a number that has no name.
    public var index: [Int]
    /// What it is.
    public var value: Float
  }

  /// What is multiplied.
  public var factors: [Factor]
  /// The product of the factors, in double precision.
  public var value: Double

  /// A term whose value is the product of its factors, or is given where that is more exact.
  init(factors: [Factor], value: Double? = nil) {
    self.factors = factors
    self.value = value ?? factors.reduce(1) { $0 * Double($1.value) }
  }
}

extension Network {
  /// The terms that add up to one element of a node's output.
  ///
  /// - Parameter index: [c,y,x] or [k], in the output's shape.
  public func terms(of node: Int, index: [Int], in trace: Trace) throws(NetworkError) -> [NamedTerm] {
    guard node < trace.count else { throw .notComputed(layer: nodes[node].name) }
    try check(index, in: trace.shape(of: node), of: nodes[node].name)
    return nodes[node].layer.terms(ofOutput: index, inputs: inputs(of: node, trace)).map { named($0, at: node) }
  }

  /// The terms that add up to one element of a signal in a backward pass, at a node's output or at the picture.
  ///
  /// One for each way in which the element enters each layer that reads it.
  public func terms(
    ofGradientAt source: Source, index: [Int], in pass: BackwardPass
  ) throws(NetworkError) -> [NamedTerm] {
    guard let signal = pass.gradient(at: source) else {
      throw .unreachable(layer: name(of: source), from: nodes[pass.node].name)
    }
    try check(index, in: signal.shape, of: name(of: source))
    if source == .node(pass.node) {
      return [NamedTerm(factors: [.init(name: "seed", index: index, value: signal[flat: signal.offset(of: index)])])]
    }
    let readers = nodes.indices.filter { $0 <= pass.node && pass.gradients[.node($0)] != nil }
    return readers.flatMap { terms(ofGradientAt: source, index: index, through: $0, in: pass) }
  }

  private func terms(ofGradientAt source: Source, index: [Int], through reader: Int, in pass: BackwardPass)
    -> [NamedTerm]
  {
    guard let gradient = pass.gradients[.node(reader)] else { return [] }
    let node = nodes[reader]
    return node.inputs.indices.filter { node.inputs[$0] == source }.flatMap { input in
      node.layer.terms(
        ofInputGradient: source == .image ? recipe.networkIndex(index, channels: inputShape[0]) : index, of: input,
        gradient: gradient, inputs: inputs(of: reader, pass.trace), output: pass.trace.outputs[reader], rule: pass.rule
      ).map { source == .image ? prepared(named($0, at: reader), channel: index[0]) : named($0, at: reader) }
    }
  }

  private func inputs(of node: Int, _ trace: Trace) -> [Tensor] {
    nodes[node].inputs.map { Self.tensor($0, trace.input, trace.outputs) }
  }

  private func named(_ term: Term, at node: Int) -> NamedTerm {
    let factors = term.factors.map { factor in
      NamedTerm.Factor(name: name(of: factor.source, at: node), index: factor.index, value: factor.value)
    }
    return NamedTerm(factors: factors, value: term.value)
  }

  private func name(of source: Term.Factor.Source, at node: Int) -> String {
    let own = nodes[node].name
    return switch source {
    case .weight: own + ".weight"
    case .bias: own + ".bias"
    case .output: own
    case .gradient: own + ".grad"
    case .constant(let words): words
    case .input(let number):
      nodes[node].inputs[number] == .image ? recipe.inputName : name(of: nodes[node].inputs[number])
    }
  }

  /// The recipe's slope as one more factor of a gradient at the picture.
  private func prepared(_ term: NamedTerm, channel: Int) -> NamedTerm {
    let slope = recipe.slope(channel: channel)
    guard slope != 1 else { return term }
    let factor = NamedTerm.Factor(name: "scale/std", index: [], value: slope)
    return NamedTerm(factors: term.factors + [factor], value: term.value * Double(slope))
  }

  private func check(_ index: [Int], in shape: [Int], of layer: String) throws(NetworkError) {
    guard index.count == shape.count, zip(index, shape).allSatisfy({ $0 >= 0 && $0 < $1 }) else {
      throw .indexOutOfRange(layer: layer, index: index, shape: shape)
    }
  }
}
