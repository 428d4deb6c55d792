import Networks

/// How nodes of one operator are read. To add an operator is to add an entry to a table of one of the families.
struct ONNXOperator: Sendable {
  /// Makes a layer of a node with an input that depends on the picture.
  typealias Placing = @Sendable (ONNXNode) -> () throws(ModelFileError) -> ONNXPlacement
  /// Computes what a node puts out for every picture alike.
  typealias Folding = @Sendable (ONNXNode) -> () throws(ModelFileError) -> ONNXConstant

  /// How many inputs it takes, by the version from which on it takes so many.
  private let inputs: [Int: ClosedRange<Int>]
  /// The versions in which it has each of its attributes.
  private let attributes: [String: ClosedRange<Int>]
  /// Nil for an operator that only computes with shapes and weights.
  let placed: Placing?
  /// Nil for an operator that only works on activations.
  let folded: Folding?

  /// - Parameters:
  ///   - inputs: how many it takes.
  ///   - changed: how many it takes from a later version on, by that version.
  ///   - attributes: those that it has in every version; another one is an error, for it may change what the node does.
  ///   - added: attributes by the first version that has them.
  ///   - removed: attributes by the last version that has them.
  init(
    _ inputs: ClosedRange<Int>, from changed: [Int: ClosedRange<Int>] = [:], _ attributes: Set<String> = [],
    added: [String: Int] = [:], removed: [String: Int] = [:], layer placed: Placing? = nil,
    constant folded: Folding? = nil
  ) {
    self.inputs = changed.merging([Self.opsets.lowerBound: inputs]) { later, _ in later }
    let names = attributes.union(added.keys).union(removed.keys)
    self.attributes = Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, (added[name] ?? Self.opsets.lowerBound)...(removed[name] ?? Self.opsets.upperBound))
      })
    (self.placed, self.folded) = (placed, folded)
  }

  /// Throws where a node has inputs or attributes that its version of the operator has not.
  func check(_ node: ONNXNode) throws(ModelFileError) {
    for name in node.attributes.keys.sorted() {
      guard let versions = attributes[name] else {
        throw node.problem("its attribute \(quoted(name)) is not supported")
      }
      guard versions.contains(node.opset) else {
        throw node.problem(
          "its attribute '\(name)' belongs to versions \(versions.lowerBound) to \(versions.upperBound) of the operators; "
            + "the file is written in version \(node.opset)")
      }
    }
    let counts = inputs.filter { $0.key <= node.opset }.max { $0.key < $1.key }?.value ?? 0...0
    guard counts.contains(node.inputs.count) else {
      let found = node.inputs.count == 1 ? "1 input" : "\(node.inputs.count) inputs"
      let taken = counts.count == 1 ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
      let version = inputs.count > 1 ? " as in version \(node.opset) of the operators" : ""
      throw node.problem("it has \(found), not \(taken)\(version)")
    }
  }

  /// Every operator by its name.
  static let all: [String: ONNXOperator] = [
    convolutions, poolings, activations, normalizations, products, arithmetic, comparisons, layouts, reshapings,
    reductions, borders, resizings, sources, indexings, conversions,
  ].reduce(into: [:]) { all, family in
    all.merge(family) { _, _ in preconditionFailure("an operator stands in two tables") }
  }

  /// The names of those that can be layers, sorted.
  static var layerNames: [String] { all.filter { $0.value.placed != nil }.keys.sorted() }

  /// The versions of the operators that are understood.
  static let opsets = 7...21
}
