public import Stepping
public import Tensors

/// The most that flows from a source to a sink through edges of limited capacity, by augmenting paths (Ford and Fulkerson
/// 1956), the shortest first (Edmonds and Karp 1972).
///
/// Each step finds a path along edges with room left, sends as much as its narrowest edge takes, and gives the edges back
/// that much room the other way: what was sent on a bad way can be taken back. When no path is left, the edges from what
/// the source still reaches to the rest are full; they are a cut of the least capacity, which is the value of the flow.
public struct MaximumFlow: Walk {
  /// [N,N], the capacity from each row's node to each column's.
  public let capacities: Tensor
  public let source: Int
  public let sink: Int

  /// - Parameters:
  ///   - capacities: [N,N], finite and at least 0; the diagonal counts for nothing.
  ///   - source: a node, 0…N−1.
  ///   - sink: another one.
  /// - Throws: `SegmentationError` for capacities that are none, or nodes that there are not.
  public init(capacities: Tensor, source: Int, sink: Int) throws(SegmentationError) {
    guard capacities.rank == 2, capacities.shape[0] == capacities.shape[1], capacities.count > 0 else {
      throw .noGraph(shape: capacities.shape)
    }
    let count = capacities.shape[0]
    if let place = capacities.elements.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .capacity(capacities[flat: place], from: place / count, to: place % count)
    }
    for node in [source, sink] where !(0..<count).contains(node) { throw .nodeOutOfRange(node, count: count) }
    guard source != sink else { throw .sourceIsSink(source) }
    (self.capacities, self.source, self.sink) = (capacities, source, sink)
  }

  /// How many paths it takes shows only as they are found.
  public var stepCount: Int? { nil }

  /// The walk at its start, where nothing flows.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: MaximumFlow
    private let count: Int
    /// Room that is left from each node to each, row by row.
    private var residual: [Double]
    /// Room that counts as none: what rounding leaves.
    private let least: Double
    /// For each node that the source reaches the one before it on a shortest way, the lowest first; the source's is
    /// itself.
    private var before: [Int?] = []
    private var value = 0.0
    private var path: [Int] = []
    private var sent = 0.0

    init(walk: MaximumFlow) {
      self.walk = walk
      count = walk.capacities.shape[0]
      residual = walk.capacities.elements.map(Double.init)
      for node in 0..<count { residual[node * count + node] = 0 }
      least = 1e-9 * (residual.max() ?? 0)
      before = reached()
    }

    public var current: Path {
      Path(
        walk: walk, residualNumbers: residual, nodes: path, sent: sent, value: value,
        reached: before.map { $0 != nil })
    }

    /// Sends what one more path takes; nil where there is none.
    ///
    /// - Complexity: O(N²) a path; with E edges there are at most N·E paths.
    public mutating func next() -> Path? {
      guard before[walk.sink] != nil else { return nil }
      var nodes = [walk.sink]
      while let node = nodes.last, node != walk.source, let former = before[node] { nodes.append(former) }
      path = nodes.reversed()
      let edges = zip(path, path.dropFirst())
      sent = edges.reduce(.infinity) { Swift.min($0, residual[$1.0 * count + $1.1]) }
      for (from, to) in edges {
        residual[from * count + to] -= sent
        residual[to * count + from] += sent
      }
      value += sent
      before = reached()
      return current
    }

    /// `before` for the room that is left.
    private func reached() -> [Int?] {
      var found = [Int?](repeating: nil, count: count)
      found[walk.source] = walk.source
      var queue = [walk.source]
      var head = 0
      while head < queue.count {
        let node = queue[head]
        head += 1
        for next in 0..<count where found[next] == nil && residual[node * count + next] > least {
          found[next] = node
          queue.append(next)
        }
      }
      return found
    }

    public var footprint: Int {
      residual.count * MemoryLayout<Double>.stride + before.count * MemoryLayout<Int?>.stride
    }
  }

  /// What flows once a path has been added.
  public struct Path: Step {
    let walk: MaximumFlow
    let residualNumbers: [Double]
    /// The nodes of the last path, from the source to the sink; none at the start.
    public let nodes: [Int]
    /// How much was sent along it.
    public let sent: Double
    /// All that flows.
    public let value: Double
    let reached: [Bool]

    /// Room left from each node to each, [N,N].
    public var residual: Tensor {
      Tensor(shape: walk.capacities.shape, elements: residualNumbers.map { Float($0) })
    }

    /// What flows from each node to each, [N,N]: 0 one way of each pair.
    public var flow: Tensor {
      Tensor(
        shape: walk.capacities.shape,
        elements: zip(walk.capacities.elements, residualNumbers).enumerated().map { place, numbers in
          let count = walk.capacities.shape[0]
          return place / count == place % count ? 0 : Swift.max(numbers.0 - Float(numbers.1), 0)
        })
    }

    /// 1 for what the source still reaches, [N]; at the end the source's side of a least cut.
    public var cut: Tensor { Tensor(reached.map { $0 ? 1 : 0 }) }

    /// No path is left.
    public var isLast: Bool { !reached[walk.sink] }

    public var headline: String {
      guard !nodes.isEmpty else {
        return isLast
          ? "no path leads from \(walk.source) to \(walk.sink): nothing can flow"
          : "nothing flows from \(walk.source) to \(walk.sink) yet"
      }
      let way = nodes.map(String.init).joined(separator: " → ")
      let end = isLast ? "; no path is left" : ""
      return "path \(way) takes \(sent.written(precision: 3)): \(value.written(precision: 4)) in all\(end)"
    }

    /// `flow`, `residual`, `path`, `value` and `cut`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "flow": .tensor(flow)
      case "residual": .tensor(residual)
      case "path": .tensor(Tensor(nodes.map(Float.init)))
      case "value": .number(value)
      case "cut": .tensor(cut)
      default: nil
      }
    }
  }
}
