public import Tensors

/// A directed graph of named layers from a picture to scores.
///
/// The built-in networks and imported ones are all of this type, so every method works on any layer of any of them.
public struct Network: Sendable {
  /// Where a node takes an input from.
  public enum Source: Hashable, Sendable {
    case image
    case node(Int)
  }

  /// A layer in its place.
  public struct Node: Sendable {
    public let name: String
    public var layer: any Layer
    public let inputs: [Source]
    /// The output's shape at the declared input size, without the batch axis.
    public let shape: [Int]
  }

  public var name: String
  /// The declared size of a picture, [C,H,W].
  public let inputShape: [Int]
  public var recipe: InputRecipe
  public var classes: [String]
  /// The layers, each after those that it takes its inputs from.
  public private(set) var nodes: [Node] = []

  /// The node of the scores: the input of a final softmax, else the last output.
  public let scores: Int
  /// The node that makes probabilities of the scores.
  public let probabilities: Int
  /// The node that the last fully connected or 1×1 convolution before the scores reads; nil where there is none.
  public let code: Int?

  /// Connects layers by name and checks their shapes.
  ///
  /// - Parameters:
  ///   - inputShape: the declared size of a picture, [C,H,W].
  ///   - layers: each after those that it reads; `input` is the picture. A softmax named `probabilities` is added
  ///     where no softmax comes last.
  /// - Throws: `NetworkError.shapeMismatch` with the layer and both shapes, and others that name what is wrong.
  public init(
    name: String, inputShape: [Int], recipe: InputRecipe = InputRecipe(), classes: [String] = [],
    layers: [(name: String, layer: any Layer, inputs: [String])]
  ) throws(NetworkError) {
    throw .emptyNetwork
  }

  /// Replaces the weights and biases of a node: training's write access.
  public mutating func update(_ node: Int, _ change: (inout any Layer) -> Void) {
    change(&nodes[node].layer)
  }

  /// The number of the node of that name, or of one of the roles `scores`, `probabilities` and `code`.
  public func layer(named name: String) throws(NetworkError) -> Int {
    throw .noCode
  }

  /// The numbers of all weights and biases together.
  public var parameterCount: Int { nodes.reduce(0) { $0 + $1.layer.parameterCount } }

  /// Multiplications (each with its addition) for a picture of the declared size, all layers together.
  public var multiplyAdds: Int { 0 }

  /// What one position of a node's output can see; nil where the node depends on the whole picture by construction.
  public func receptiveField(of node: Int) -> ReceptiveField? { nil }

  /// The shapes of all nodes' outputs for a picture of any size, up to a last node (all, if nil).
  ///
  /// - Throws: `NetworkError.shapeMismatch` naming the first layer that cannot take it.
  public func shapes(for inputShape: [Int], through last: Int? = nil) throws(NetworkError) -> [[Int]] { [] }

  /// A forward pass that keeps every activation.
  ///
  /// - Parameters:
  ///   - image: [C,H,W] in 0…1; another size than declared where all layers up to `last` allow it.
  ///   - last: the node to stop after; nil for all.
  public func forward(_ image: Tensor, through last: Int? = nil) throws(NetworkError) -> Trace { throw .emptyNetwork }

  /// The outputs of one node for many pictures: [N,C,H,W] in 0…1 to [N,…]. Uses both cores and keeps nothing else.
  public func outputs(_ node: Int, of images: Tensor) throws(NetworkError) -> Tensor { throw .emptyNetwork }

  /// What `node` puts out where another node's output is replaced: the rest of the network from there on.
  ///
  /// - Parameter activation: without the batch axis, of the shape of `inner`'s output in the trace.
  public func output(
    _ node: Int, replacing inner: Int, with activation: Tensor, in trace: Trace
  ) throws(NetworkError) -> Tensor { throw .emptyNetwork }

  /// The terms that add up to one element of a node's output.
  public func terms(of node: Int, index: [Int], in trace: Trace) throws(NetworkError) -> [NamedTerm] { [] }

  /// The terms that add up to one element of a gradient of a finished (or partly done) backward pass.
  public func terms(
    ofGradientAt source: Source, index: [Int], in pass: BackwardPass
  ) throws(NetworkError) -> [NamedTerm] { [] }
}

/// A term whose factors are named as a learner types them: ("scores.weight", [3,17]) × ("code", [17]).
public struct NamedTerm: Sendable, Equatable {
  public struct Factor: Sendable, Equatable {
    public var name: String
    /// Empty for a constant.
    public var index: [Int]
    public var value: Float
  }

  public var factors: [Factor]
  public var value: Double
}
