import Tensors

/// A network's nodes as they compute pieces alone, and what they read.
struct PatchedNodes: Sendable {
  /// With the layers and the shapes of pieces; where the last output is a piece, one more node makes it whole.
  private(set) var nodes: [Network.Node] = []
  /// For each node what it reads in the place of each input; nil for the input itself.
  private(set) var excerpts: [[Excerpt?]] = []
  private(set) var needed: [Bool]

  /// - Parameters:
  ///   - nodes: up to the one whose output is wanted.
  ///   - trace: a pass over the picture.
  ///   - filling: the picture that patches are cut from, after the recipe, [1,C,H,W].
  init(_ nodes: ArraySlice<Network.Node>, trace: Trace, filling: Tensor, patches: Changes) {
    needed = Network.ancestors(of: nodes.count - 1, in: Array(nodes))
    let channels = filling.shape[1] < 4 && Network.gainsFromFourChannels(nodes, needed) ? 4 : filling.shape[1]
    var nodes = nodes
    for node in nodes.indices where needed[node] && nodes[node].inputs == [.image] && channels > filling.shape[1] {
      if let convolution = nodes[node].layer as? Convolution { nodes[node].layer = convolution.withFourChannels }
    }
    let layout = PieceLayout(
      nodes, input: [channels] + filling.shape.dropFirst(2), shapes: nodes.indices.map(trace.shape), needed: needed,
      patches: patches)
    var sources = Sources(layout, trace: trace, filling: filling, channels: channels)
    for (number, node) in nodes.enumerated() {
      let (layer, border) = layout.layers[number]
      let (inputs, reading) = (needed[number] ? node.inputs : [], layout.read(by: number))
      excerpts.append(inputs.map { sources.excerpt(of: $0, reading: reading, border: border) })
      self.nodes.append(
        Network.Node(name: node.name, layer: layer, inputs: node.inputs, shape: layout.computedShape(of: number)))
    }
    makeWhole(&sources, shape: layout.shape(of: .node(nodes.count - 1)))
  }

  /// Adds a node that puts out the whole of the last output, where that is a piece.
  private mutating func makeWhole(_ sources: inout Sources, shape: [Int]) {
    let last = Network.Source.node(nodes.count - 1)
    guard let excerpt = sources.excerpt(of: last, reading: nil, border: 0) else { return }
    nodes.append(Network.Node(name: "whole output", layer: Identity(), inputs: [last], shape: shape))
    excerpts.append([excerpt])
    needed.append(true)
  }

  /// A pass for so many patches.
  func plan(patches: Int) -> ForwardPlan {
    ForwardPlan(
      nodes, input: [2], shapes: nodes.map(\.shape), images: patches, needed: needed, reusing: true, excerpts: excerpts)
  }

  /// The shapes that a node reads.
  private func shapesRead(by node: Int) -> [[Int]] {
    zip(nodes[node].inputs, excerpts[node]).map { source, excerpt in
      excerpt?.shape ?? Network.shape(of: source, in: nodes, inputShape: [])
    }
  }

  /// Multiplications (each with its addition) for one patch.
  var multiplyAdds: Int {
    nodes.indices.reduce(0) { $0 + (needed[$1] ? nodes[$1].layer.multiplyAdds(shapesRead(by: $1)) : 0) }
  }

  /// Numbers of the largest output or excerpt for one patch.
  var largest: Int {
    nodes.indices.reduce(1) { largest, node in
      needed[node] ? ([nodes[node].shape] + shapesRead(by: node)).reduce(largest) { max($0, $1.reduce(1, *)) } : largest
    }
  }
}

/// What excerpts are cut from, each made when it is first read.
private struct Sources {
  private let layout: PieceLayout
  private let trace: Trace
  private let filling: Planes
  /// Of the picture.
  private let channels: Int
  private var planes: [Network.Source: Planes] = [:]

  init(_ layout: PieceLayout, trace: Trace, filling: Tensor, channels: Int) {
    (self.layout, self.trace, self.channels) = (layout, trace, channels)
    self.filling = Planes(filling, channels: channels)
  }

  /// What is read of a source; nil where that is what has been computed of it.
  ///
  /// - Parameter reading: nil for the whole.
  mutating func excerpt(of source: Network.Source, reading: Pieces?, border: Float) -> Excerpt? {
    var (patched, isPicture): (Pieces?, Bool) = (layout.patch, true)
    if case .node(let node) = source { (patched, isPicture) = (layout.pieces[node], false) }
    if !isPicture && patched == reading { return nil }
    let base = base(of: source)
    let whole = Pieces.whole(base.size, places: layout.places)
    return Excerpt(
      base: base, patched: patched ?? whole, filling: isPicture ? filling : nil, read: reading ?? whole, border: border)
  }

  private mutating func base(of source: Network.Source) -> Planes {
    if let known = planes[source] { return known }
    let base =
      switch source {
      case .image: Planes(trace.input, channels: channels)
      case .node(let node): Planes(trace.outputs[node], channels: trace.shape(of: node)[0])
      }
    planes[source] = base
    return base
  }
}
