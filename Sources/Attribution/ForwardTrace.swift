public import Networks
public import Stepping
public import Tensors

/// A forward pass shown a layer a step, from the picture to the probabilities.
///
/// The pass is made once, when the walk is; its steps only show it.
public struct ForwardTrace: Walk {
  public let network: Network
  /// The whole pass.
  public let trace: Trace

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes.
  ///   - last: the node to end with; nil for all.
  /// - Throws: the network's error about the picture's size.
  public init(of image: Tensor, in network: Network, through last: Int? = nil) throws(AttributionError) {
    self.network = network
    trace = try passingOn { () throws(NetworkError) in try network.forward(image, through: last) }
  }

  public var stepCount: Int? { trace.count }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: ForwardTrace
    private var taken = 0

    init(walk: ForwardTrace) { self.walk = walk }

    public var current: LayerOutput { LayerOutput(walk: walk, node: taken == 0 ? nil : taken - 1) }

    /// Takes a step; nil at the end.
    public mutating func next() -> LayerOutput? {
      guard taken < walk.trace.count else { return nil }
      taken += 1
      return current
    }

    public var footprint: Int { MemoryLayout<Iterator>.stride }
  }

  /// A layer and what it made of the one before.
  public struct LayerOutput: Step {
    let walk: ForwardTrace
    /// Nil for the picture itself.
    public let node: Int?

    /// `input` for the picture.
    public var layer: String { node.map { walk.network.nodes[$0].name } ?? "input" }

    public var output: Tensor { node.map(walk.trace.output) ?? walk.trace.image }

    public var headline: String {
      let range = "\(output.minimum().words) … \(output.maximum().words)"
      guard let node else { return "input \(shapeText(output.shape))  \(range)" }
      let layer = walk.network.nodes[node].layer
      return "\(self.layer) \(shapeText(output.shape))  \(layer.summary)  \(range)\(remark(on: layer))"
    }

    /// What the layer is looked at for: how much a ReLU cuts off, which class wins.
    private func remark(on layer: any Layer) -> String {
      if layer is ReLU {
        let zeros = output.elements.count { $0 == 0 }
        return ", \(Int((100 * Double(zeros) / Double(output.count)).rounded())) % zeros"
      }
      guard node == walk.network.probabilities || node == walk.network.scores, output.rank == 1 else { return "" }
      return ", largest \(walk.network.name(ofClass: walk.network.topClass(of: output)))"
    }

    /// `layer`, `output`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "layer": .text(layer)
      case "output": .tensor(output)
      default: nil
      }
    }
  }
}
