public import Networks
public import Stepping
public import Tensors

/// The filters of a layer as pictures, one a step (Krizhevsky et al. 2012, figure 3).
///
/// A weight w is shown as ½ + ½·w/max|w|, the maximum taken over the whole filter: 0 is mid-grey and colours survive. Three
/// channels make a tile in colour; otherwise each channel is a grey tile of its own, a row a filter.
///
/// Only filters that read the picture itself live in its colours; those further up can be drawn, but their axes are channels.
public struct Filters: Walk {
  public let network: Network
  /// The node whose filters they are.
  public let layer: Int
  /// [O,C,kh,kw]; of one filter alone [1,C,kh,kw].
  public let weights: Tensor
  /// The number of the first filter shown.
  private let first: Int
  private let tiling: FilterTiling

  /// - Parameters:
  ///   - layer: a convolution, or a fully connected layer that reads a flattened picture; nil for the first such layer.
  ///   - filter: the number of one filter to show alone; nil for all.
  /// - Throws: `AttributionError.noFilters`, or the network's error about the filter's number.
  public init(of network: Network, layer: Int? = nil, filter: Int? = nil) throws(AttributionError) {
    guard let node = layer ?? network.nodes.indices.first(where: { network.filters(of: $0) != nil }) else {
      throw .noFiltersAnywhere
    }
    guard let filters = network.filters(of: node) else { throw .noFilters(layer: network.nodes[node].name) }
    if let filter, filter < 0 || filter >= filters.shape[0] {
      throw .network(.unitOutOfRange(layer: network.nodes[node].name, unit: filter, count: filters.shape[0]))
    }
    self.network = network
    self.layer = node
    weights = filter.map { filters.entries($0..<$0 + 1) } ?? filters
    first = filter ?? 0
    tiling = FilterTiling(weights: weights, isReversed: network.recipe.order == .bgr)
  }

  public var stepCount: Int? { weights.shape[0] }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: Filters
    private var taken = 0

    init(walk: Filters) { self.walk = walk }

    public var current: Filter { Filter(walk: walk, taken: taken) }

    /// Takes a step; nil at the end.
    public mutating func next() -> Filter? {
      guard taken < walk.weights.shape[0] else { return nil }
      taken += 1
      return current
    }

    public var footprint: Int { MemoryLayout<Iterator>.stride }
  }

  /// The filters up to one.
  public struct Filter: Step {
    let walk: Filters
    let taken: Int

    /// The filter shown last, [C,kh,kw]; nil at the start.
    public var filter: Tensor? {
      guard taken > 0 else { return nil }
      return walk.weights.entry(taken - 1)
    }

    /// The filters so far as tiles with a gap of one pixel; white where none has been yet.
    public var grid: Tensor { walk.tiling.image(of: taken) }

    public var headline: String {
      let shape = walk.weights.shape
      guard let filter else {
        let size = "\(shape[1])×\(shape[2])×\(shape[3])"
        return "\(walk.network.nodes[walk.layer].name): \(shape[0]) \(shape[0] == 1 ? "filter" : "filters") of \(size)"
      }
      return "filter \(walk.first + taken - 1): \(filter.minimum().words) … \(filter.maximum().words), "
        + "norm \(Float(filter.norm()).words)"
    }

    /// `weights`, `grid`, and after the start `filter`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "weights": .tensor(walk.weights)
      case "grid": .tensor(grid)
      case "filter": filter.map(Quantity.tensor)
      default: nil
      }
    }
  }
}

extension Network {
  /// A layer's weight as pictures [O,C,kh,kw]; nil where it is none.
  ///
  /// A fully connected layer that reads a flattened [C,H,W] has filters of that shape: what it multiplies with what it sees.
  func filters(of node: Int) -> Tensor? {
    guard nodes.indices.contains(node), let weight = nodes[node].layer.weight else { return nil }
    if nodes[node].layer is Convolution { return weight }
    guard nodes[node].layer is FullyConnected, case .node(let flatten) = nodes[node].inputs[0],
      nodes[flatten].layer is Flatten || nodes[flatten].layer is Reshape, nodes[flatten].shape.count == 1
    else { return nil }
    let seen =
      switch nodes[flatten].inputs[0] {
      case .image: inputShape
      case .node(let source): nodes[source].shape
      }
    return seen.count == 3 ? weight.reshaped([weight.shape[0]] + seen) : nil
  }
}
