import Tensors

/// What of each node's output is computed where a patch changes the picture.
///
/// What changes grows through convolutions, shrinks in poolings, and ends at the first layer that mixes all positions:
/// from there on outputs are whole.
struct PieceLayout {
  /// What is computed; nil for the whole output.
  private(set) var pieces: [Pieces?]
  /// The layers as they compute it, and what stands beyond the border of the planes that they read.
  private(set) var layers: [(layer: any Layer, border: Float)]
  private let nodes: ArraySlice<Network.Node>
  private let shapes: [[Int]]
  /// The picture's [C,H,W].
  private let input: [Int]
  /// What the patch covers.
  let patch: Pieces
  /// How many rows and columns of places it has.
  let places: Extent

  /// - Parameters:
  ///   - input: the picture's [C,H,W].
  ///   - shapes: of the outputs of the nodes, without the batch axis.
  ///   - needed: for each of them whether it is computed.
  init(_ nodes: ArraySlice<Network.Node>, input: [Int], shapes: [[Int]], needed: [Bool], patches: Changes) {
    (self.nodes, self.shapes, self.input) = (nodes, shapes, input)
    patch = Pieces(holding: patches, of: Self.plane(input))
    places = Extent(height: patches.rows.count, width: patches.columns.count)
    layers = nodes.map { ($0.layer, 0) }
    pieces = Array(repeating: nil, count: nodes.count)
    var changes: [Changes?] = []
    for node in nodes.indices {
      let read = nodes[node].inputs.map { source in
        if case .node(let read) = source { changes[read] } else { patches }
      }
      changes.append(needed[node] ? followed(read, through: node) : nil)
      pieces[node] = changes[node].flatMap { piece(holding: $0, of: node) }
    }
    widen(readers: Network.readers(in: nodes, needed: needed))
    for node in nodes.indices where pieces[node] != nil {
      if let layer = nodes[node].layer.onPieces { layers[node] = layer }
    }
  }

  /// What changes of a node's output, given what changes of its inputs; nil where that may be anything.
  private func followed(_ changes: [Changes?], through node: Int) -> Changes? {
    let (layer, shape) = (nodes[node].layer, shapes[node])
    let inputs = nodes[node].inputs.map(shape(of:))
    guard layer.onPieces != nil, ([shape] + inputs).allSatisfy({ $0.count == 3 }), let first = changes.first ?? nil
    else { return nil }
    if let window = layer.window { return first.seen(by: window, positions: Self.plane(shape)) }
    guard inputs.allSatisfy({ Self.plane($0) == Self.plane(shape) }) else { return nil }
    return changes.dropFirst().reduce(first) { all, other in
      all.flatMap { all in other.map(all.union) }
    }
  }

  /// A piece that holds what changes; nil where it would be most of the plane: to cut it out would gain nothing.
  private func piece(holding changes: Changes, of node: Int) -> Pieces? {
    let plane = Self.plane(shapes[node])
    let pieces = Pieces(holding: changes, of: plane)
    return 5 * pieces.size.height * pieces.size.width >= 4 * plane.height * plane.width ? nil : pieces
  }

  /// Makes pieces as large as their only readers want them, where then nothing has to be cut: a ReLU and a pooling can
  /// be a part of the convolution, a concatenation's inputs can lie in it.
  private mutating func widen(readers: [[Int]]) {
    for node in nodes.indices.reversed() where pieces[node] != nil && readers[node].count == 1 {
      let reader = readers[node][0]
      guard let wanted = read(by: reader) else { continue }
      let (layer, pooling) = (nodes[reader].layer, nodes[reader].layer as? MaxPooling)
      if layer.window == nil || pooling?.takesPairs == true { pieces[node] = wanted }
    }
  }

  /// What a node reads of its inputs; nil for whole outputs.
  func read(by node: Int) -> Pieces? {
    pieces[node].map { pieces in nodes[node].layer.window.map(pieces.covered) ?? pieces }
  }

  /// [C,H,W] of a whole output or of the picture.
  func shape(of source: Network.Source) -> [Int] {
    if case .node(let node) = source { shapes[node] } else { input }
  }

  /// The shape of what is computed of a node's output.
  func computedShape(of node: Int) -> [Int] {
    pieces[node].map { [shapes[node][0], $0.size.height, $0.size.width] } ?? shapes[node]
  }

  private static func plane(_ shape: [Int]) -> Extent { Extent(height: shape[1], width: shape[2]) }
}
