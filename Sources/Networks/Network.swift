internal import Foundation
import Tensors

/// A directed graph of named layers from a picture to scores.
///
/// The built-in networks and imported ones are all of this type, so every method works on any layer of any of them.
public struct Network: Sendable {
  /// Where a node takes an input from, or where a signal is.
  public enum Source: Hashable, Sendable {
    case image
    case node(Int)
  }

  /// A layer in its place.
  public struct Node: Sendable {
    /// What the layer is called.
    public let name: String
    /// The layer itself, with its weights.
    public package(set) var layer: any Layer
    /// Where it takes each of its inputs from.
    public let inputs: [Source]
    /// The output's shape at the declared input size, without the batch axis.
    public let shape: [Int]
  }

  /// What the network is called.
  public var name: String
  /// The declared size of a picture, [C,H,W].
  public let inputShape: [Int]
  /// How a picture becomes what the first layers see.
  public private(set) var recipe: InputRecipe
  /// One name a class, or none at all.
  public private(set) var classes: [String] {
    didSet { classNames = ClassNames(classes) }
  }

  /// What these are called, and which class answers to a name.
  private(set) var classNames: ClassNames

  /// The layers, each after those that it takes its inputs from.
  public internal(set) var nodes: [Node] {
    didSet { plans = PassPlans() }
  }

  /// What passes through these layers need, planned once.
  private(set) var plans = PassPlans()

  /// The names of the nodes that the network puts out, in order.
  public let outputs: [String]
  /// The node of the scores: the input of the final softmax or log softmax, else the last output.
  public let scores: Int
  /// The node that makes probabilities of the scores.
  public let probabilities: Int
  /// The node that the last fully connected or 1×1 convolution layer up to the scores reads; nil where there is none.
  public let code: Int?

  /// The most threads that a pass or a batch is shared out to.
  public var threads = ProcessInfo.processInfo.activeProcessorCount

  /// The same network on so many threads.
  public func on(threads: Int) -> Network {
    var network = self
    network.threads = threads
    return network
  }

  /// Connects layers by name and checks their shapes.
  ///
  /// - Parameters:
  ///   - inputShape: the declared size of a picture, [C,H,W].
  ///   - classes: one name a class, or none.
  ///   - layers: each after those that it reads; `input` is the picture. A softmax is added where none comes last.
  ///   - outputs: the names of the layers that are put out; nil for all that no other layer reads.
  /// - Throws: `NetworkError.shapeMismatch` with the layer and both shapes, and others that name what is wrong.
  public init(
    name: String, inputShape: [Int], recipe: InputRecipe = InputRecipe(), classes: [String] = [],
    layers: [(name: String, layer: any Layer, inputs: [String])], outputs: [String]? = nil
  ) throws(NetworkError) {
    guard inputShape.count == 3, inputShape.allSatisfy({ $0 > 0 }) else { throw .wrongInputShape(inputShape) }
    try recipe.check(channels: inputShape[0])
    var builder = NetworkBuilder(inputShape: inputShape)
    for (name, layer, inputs) in layers { try builder.add(name, layer, inputs: inputs) }
    guard !builder.nodes.isEmpty else { throw .emptyNetwork }
    var ends = try Self.ends(of: builder.nodes, named: outputs)
    let roles = Self.roles(of: builder.nodes, ends: ends)
    if let softmax = roles.added {
      ends.append(builder.nodes.count)
      try builder.add(softmax, of: roles.scores)
    }
    let nodes = builder.nodes
    (scores, probabilities) = (roles.scores, roles.probabilities)
    code = Self.code(of: nodes, scores: scores)
    self.outputs = ends.map { nodes[$0].name }
    (self.name, self.inputShape, self.recipe, self.classes, self.nodes) = (name, inputShape, recipe, classes, nodes)
    classNames = ClassNames(classes)
    try checkClasses()
  }

  /// The same layers with another recipe and other class names.
  ///
  /// - Throws: `NetworkError.wrongRecipe`, `uselessRecipe` or `classCount`.
  public func with(recipe: InputRecipe, classes: [String]) throws(NetworkError) -> Network {
    try recipe.check(channels: inputShape[0])
    var network = self
    (network.recipe, network.classes) = (recipe, classes)
    try network.checkClasses()
    return network
  }

  private func checkClasses() throws(NetworkError) {
    guard classes.isEmpty || classes.count == classCount else {
      throw .classCount(classes: classes.count, scores: nodes[scores].shape)
    }
  }

  /// The number of the node of that name, or of one of the roles `scores`, `probabilities` and `code`.
  public func layer(named name: String) throws(NetworkError) -> Int {
    if let node = nodes.firstIndex(where: { $0.name == name }) { return node }
    switch name {
    case "scores": return scores
    case "probabilities": return probabilities
    case "code":
      guard let code else { throw .noCode }
      return code
    default: throw .unknownLayer(name, known: nodes.map(\.name))
    }
  }

  /// The name of a node, `input` for the picture.
  public func name(of source: Source) -> String {
    switch source {
    case .image: "input"
    case .node(let node): nodes[node].name
    }
  }

  /// Changes a node's weight and bias; their shapes stay.
  public mutating func update(_ node: Int, _ change: (inout any Layer) -> Void) {
    change(&nodes[node].layer)
  }
}

extension Network {
  /// For each node whether a node depends on it; a node depends on itself.
  package static func ancestors(of node: Int, in nodes: [Node]) -> [Bool] {
    var ancestors = [Bool](repeating: false, count: nodes.count)
    ancestors[node] = true
    for later in stride(from: node, through: 0, by: -1) where ancestors[later] {
      for case .node(let input) in nodes[later].inputs { ancestors[input] = true }
    }
    return ancestors
  }

  /// The shape of what a layer reads.
  package static func shape(of source: Source, in nodes: [Node], inputShape: [Int]) -> [Int] {
    if case .node(let node) = source { nodes[node].shape } else { inputShape }
  }

  static func shape(of source: Source, _ shapes: [[Int]], inputShape: [Int]) -> [Int] {
    if case .node(let node) = source { shapes[node] } else { inputShape }
  }
}

extension Layer {
  /// The output's shape, or an error that names the layer.
  func outputShape(_ inputs: [[Int]], named name: String) throws(NetworkError) -> [Int] {
    do {
      return try outputShape(inputs)
    } catch {
      throw .shapeMismatch(layer: name, problem: error)
    }
  }
}
