import Tensors

// Which nodes are the scores, the probabilities and the code of a network that somebody else drew.
extension Network {
  /// The scores' axis of classes, counted from 0: the one that their softmax runs along.
  public var classAxis: Int {
    let (layer, shape) = (nodes[probabilities].layer, nodes[probabilities].shape)
    guard let softmax = layer as? Softmax else { return 0 }
    return softmax.axis < 0 ? softmax.axis + shape.count : softmax.axis
  }

  /// How many classes the scores tell apart.
  public var classCount: Int { nodes[scores].shape[classAxis] }

  /// The last convolution before the scores; nil where there is none.
  public var lastConvolution: Int? { nodes[...scores].lastIndex { $0.layer is Convolution } }

  /// The names of the layers up to a node that are no ReLUs and yet bend what goes through them.
  ///
  /// They pass their plain gradient under every rule, so that a map by `deconvnet` or `guided` mixes two kinds of
  /// signals. Max pooling, which sends every signal to the position that won, is the same under all rules anyway.
  public func plainNonlinearities(upTo node: Int) -> [String] {
    let ancestors = Self.ancestors(of: node, in: nodes)
    return nodes.indices.filter { ancestors[$0] && Self.isPlainNonlinearity(nodes[$0].layer) }.map { nodes[$0].name }
  }

  private static func isPlainNonlinearity(_ layer: any Layer) -> Bool {
    layer is any Activation || layer is Softmax || layer is LogSoftmax || layer is LocalResponseNormalization
      || layer is InstanceNormalization
  }

  /// The nodes that are put out, each once: those of the names, else all that none other reads.
  static func ends(of nodes: [Node], named names: [String]?) throws(NetworkError) -> [Int] {
    var ends: [Int] = []
    for name in names ?? [] {
      guard let node = nodes.firstIndex(where: { $0.name == name }) else {
        throw .unknownLayer(name, known: nodes.map(\.name))
      }
      // A file may list an output twice.
      if !ends.contains(node) { ends.append(node) }
    }
    let read = Set(nodes.flatMap(\.inputs))
    return ends.isEmpty ? nodes.indices.filter { !read.contains(.node($0)) } : ends
  }

  /// The nodes of scores and probabilities; `added` where the probabilities are a softmax that is still to be added.
  static func roles(of nodes: [Node], ends: [Int]) -> (scores: Int, probabilities: Int, added: Softmax?) {
    let finals = ends.compactMap { finalSoftmax(before: $0, in: nodes) }
    guard let last = finals.max(), case .node(let scores)? = nodes[last].inputs.first else {
      let scores = ends.last ?? nodes.count - 1
      return (scores, nodes.count, Softmax(axis: nodes[scores].shape.count == 3 ? 0 : -1))
    }
    guard let logarithm = nodes[last].layer as? LogSoftmax else { return (scores, last, nil) }
    return (scores, nodes.count, Softmax(axis: logarithm.axis))
  }

  /// The softmax or log softmax that an output is, or rearranges; nil where it is none, or one that something else
  /// inside reads too: that one gates or attends.
  private static func finalSoftmax(before end: Int, in nodes: [Node]) -> Int? {
    var node = end
    while rearranges(nodes[node].layer), case .node(let input)? = nodes[node].inputs.first { node = input }
    guard nodes[node].layer is Softmax || nodes[node].layer is LogSoftmax, case .node? = nodes[node].inputs.first,
      isRearrangedOnly(node, in: nodes)
    else { return nil }
    return node
  }

  /// Whether all that is made of a node are its numbers in another order or shape.
  private static func isRearrangedOnly(_ node: Int, in nodes: [Node]) -> Bool {
    var same = [Bool](repeating: false, count: nodes.count)
    same[node] = true
    for reader in node + 1..<nodes.count {
      let reads = nodes[reader].inputs.contains { if case .node(let input) = $0 { same[input] } else { false } }
      if reads && !rearranges(nodes[reader].layer) { return false }
      same[reader] = reads
    }
    return true
  }

  private static func rearranges(_ layer: any Layer) -> Bool {
    layer.keepsOrder || layer is Transposition
  }

  /// What the last layer with weights that mixes channels only reads, from the scores upwards.
  static func code(of nodes: [Node], scores: Int) -> Int? {
    let ancestors = ancestors(of: scores, in: nodes)
    let reader = nodes.indices.last { node in
      ancestors[node] && (nodes[node].layer is FullyConnected || isPointwise(nodes[node].layer))
    }
    guard let reader, case .node(let code)? = nodes[reader].inputs.first else { return nil }
    return code
  }

  private static func isPointwise(_ layer: any Layer) -> Bool {
    layer is Convolution && layer.window?.kernel == 1
  }
}
