import Networks

/// How nodes of one operator are read. To add an operator is to add an entry to a table of one of the families.
struct ONNXOperator: Sendable {
  /// Makes a layer of a node with an input that depends on the picture.
  typealias Placing = @Sendable (ONNXNode) -> () throws(ModelFileError) -> ONNXPlacement
  /// Computes what a node puts out for every picture alike.
  typealias Folding = @Sendable (ONNXNode) -> () throws(ModelFileError) -> ONNXConstant

  /// How many inputs it takes.
  let inputs: ClosedRange<Int>
  /// The attributes that it has in any version; another one is an error, for it may change what the node does.
  let attributes: Set<String>
  /// Nil for an operator that only computes with shapes and weights.
  let placed: Placing?
  /// Nil for an operator that only works on activations.
  let folded: Folding?

  init(
    _ inputs: ClosedRange<Int>, _ attributes: Set<String> = [], layer placed: Placing? = nil,
    constant folded: Folding? = nil
  ) {
    (self.inputs, self.attributes, self.placed, self.folded) = (inputs, attributes, placed, folded)
  }

  /// Every operator by its name.
  static let all: [String: ONNXOperator] = [
    convolutions, poolings, activations, normalizations, products, arithmetic, shapes, reshapings, borders, resizings,
    sources, indexings, roundings,
  ].reduce(into: [:]) { all, family in all.merge(family) { first, _ in first } }

  /// The names of those that can be layers, sorted.
  static var layerNames: [String] { all.filter { $0.value.placed != nil }.keys.sorted() }

  /// The versions of the operators that are understood.
  static let opsets = 7...21
}
