/// The cheapest way to give each pixel to one of two sides, by the two search trees of Boykov and Kolmogorov (2004,
/// section 3).
///
/// Every pixel has a link to a source, one to a sink, and one to each of its eight neighbours. A tree grows from the source
/// along links with room left and one towards the sink; where they touch, a path is found, and as much is sent along it as
/// its narrowest link takes. Full links cut orphans off their tree; each looks for a new parent in it, or leaves it. When
/// the trees cannot grow any more, what is in the source's is its side of a least cut. Searching goes on in the trees as
/// they are, where `MaximumFlow` begins anew for every path: on pictures that is what makes it fast.
///
/// - Complexity: in the worst case O(paths · links); on pictures a few visits a pixel.
package struct GridCut: ~Copyable {
  /// What flowed from the source to the sink: the cost of the cut.
  package private(set) var flow = 0.0

  private let height: Int
  private let width: Int
  /// Nodes a row: a column without links stands left and right, a row above and below.
  private let pitch: Int
  /// From a node to each neighbour, in row-major order: the way back of direction d is 7 − d.
  private let steps: [Int]
  /// Room that counts as none: what rounding leaves.
  private let least: Double
  /// Room to each neighbour, eight numbers a node.
  private let room: UnsafeMutablePointer<Double>
  /// Room from the source, or less than 0: room to the sink.
  private let terminal: UnsafeMutablePointer<Double>
  private let tree: UnsafeMutablePointer<Tree>
  /// The direction to the parent, or `root` or `none`.
  private let parent: UnsafeMutablePointer<UInt8>
  /// Steps to the terminal as they were at the time of `stamp`.
  private let distance: UnsafeMutablePointer<Int32>
  private let stamp: UnsafeMutablePointer<Int32>
  private let waits: UnsafeMutablePointer<Bool>
  private let count: Int
  private var time: Int32 = 0
  private var active: [Int32] = []
  private var orphans: [Int32] = []

  private enum Tree: UInt8 { case none, source, sink }

  /// The parent is the terminal itself.
  private static let root: UInt8 = 8
  private static let none: UInt8 = 9

  /// - Parameters:
  ///   - neighbours: for each pixel what its links to the neighbours to the right, below to the left, below, and below to
  ///     the right take, both ways; 0 where there is none.
  ///   - terminals: for each pixel what its link from the source takes and that to the sink; all finite and at least 0.
  ///   - width: pixels in a row.
  package init(neighbours: [SIMD4<Double>], terminals: [(source: Double, sink: Double)], width: Int) {
    (height, self.width, pitch) = (neighbours.count / width, width, width + 2)
    count = (height + 2) * pitch
    steps = [-pitch - 1, -pitch, -pitch + 1, -1, 1, pitch - 1, pitch, pitch + 1]
    room = .allocate(capacity: 8 * count)
    room.initialize(repeating: 0, count: 8 * count)
    terminal = .allocate(capacity: count)
    terminal.initialize(repeating: 0, count: count)
    tree = .allocate(capacity: count)
    tree.initialize(repeating: .none, count: count)
    parent = .allocate(capacity: count)
    parent.initialize(repeating: Self.none, count: count)
    distance = .allocate(capacity: count)
    distance.initialize(repeating: 0, count: count)
    stamp = .allocate(capacity: count)
    stamp.initialize(repeating: 0, count: count)
    waits = .allocate(capacity: count)
    waits.initialize(repeating: false, count: count)
    let largest = terminals.reduce(0) { max($0, $1.source, $1.sink) }
    least = 1e-9 * neighbours.reduce(largest) { max($0, $1.max()) }
    link(neighbours)
    link(terminals)
    run()
  }

  deinit {
    room.deallocate()
    terminal.deallocate()
    tree.deallocate()
    parent.deallocate()
    distance.deallocate()
    stamp.deallocate()
    waits.deallocate()
  }

  /// Which pixels are on the source's side, in row-major order.
  package var sourceSide: [Bool] {
    (0..<height * width).map { tree[node(ofPixel: $0)] == .source }
  }

  private func node(ofPixel place: Int) -> Int { (place / width + 1) * pitch + place % width + 1 }

  private func link(_ neighbours: [SIMD4<Double>]) {
    for (place, links) in neighbours.enumerated() {
      let node = node(ofPixel: place)
      for lane in 0..<4 {
        room[8 * node + 4 + lane] = links[lane]
        let other = node + steps[4 + lane]
        room[8 * other + 3 - lane] = links[lane]
      }
    }
  }

  /// Sends at once what a pixel's own two links take, and lets the trees begin where one has room left.
  private mutating func link(_ terminals: [(source: Double, sink: Double)]) {
    for (place, link) in terminals.enumerated() {
      let node = node(ofPixel: place)
      flow += min(link.source, link.sink)
      terminal[node] = link.source - link.sink
      guard abs(terminal[node]) > least else { continue }
      (tree[node], parent[node], distance[node]) = (link.source > link.sink ? .source : .sink, Self.root, 1)
      activate(node)
    }
  }

  private mutating func activate(_ node: Int) {
    guard !waits[node] else { return }
    waits[node] = true
    active.append(Int32(truncatingIfNeeded: node))
  }

  private mutating func run() {
    var next = 0
    while next < active.count {
      let node = Int(active[next])
      // A node stays first while paths go through it.
      if tree[node] != .none, let touch = grow(node) {
        augment(touch.from, touch.direction)
        time += 1
        while let orphan = orphans.popLast() { adopt(Int(orphan)) }
        continue
      }
      waits[node] = false
      next += 1
      if next > 1 << 16 {
        active.removeFirst(next)
        next = 0
      }
    }
  }
}

// MARK: Grow

extension GridCut {
  /// Takes free neighbours into a node's tree until it meets the other tree; says where, from the source's side.
  private mutating func grow(_ node: Int) -> (from: Int, direction: Int)? {
    let own = tree[node]
    for direction in 0..<8 {
      let other = node + steps[direction]
      let space = own == .source ? room[8 * node + direction] : room[8 * other + 7 - direction]
      guard space > least else { continue }
      if tree[other] == .none {
        (tree[other], parent[other]) = (own, UInt8(7 - direction))
        (stamp[other], distance[other]) = (stamp[node], distance[node] + 1)
        activate(other)
      } else if tree[other] != own {
        return own == .source ? (node, direction) : (other, 7 - direction)
      } else if stamp[other] <= stamp[node], distance[other] > distance[node] {
        // A shorter way to the terminal than the neighbour has.
        parent[other] = UInt8(7 - direction)
        (stamp[other], distance[other]) = (stamp[node], distance[node] + 1)
      }
    }
    return nil
  }
}

// MARK: Augment

extension GridCut {
  /// Sends along a path what its narrowest link takes: from the source to a node, to its neighbour, on to the sink.
  private mutating func augment(_ from: Int, _ direction: Int) {
    let to = from + steps[direction]
    let sent = min(room[8 * from + direction], narrowest(from), narrowest(to))
    room[8 * from + direction] -= sent
    room[8 * to + 7 - direction] += sent
    send(sent, by: from)
    send(sent, by: to)
    flow += sent
  }

  /// The least room from a node to its terminal.
  private func narrowest(_ node: Int) -> Double {
    let toSink = tree[node] == .sink
    var (node, space) = (node, Double.infinity)
    while parent[node] != Self.root {
      let up = Int(parent[node])
      let above = node + steps[up]
      space = min(space, toSink ? room[8 * node + up] : room[8 * above + 7 - up])
      node = above
    }
    return min(space, abs(terminal[node]))
  }

  /// Takes room away between a node and its terminal; what is cut off becomes an orphan.
  private mutating func send(_ sent: Double, by node: Int) {
    let toSink = tree[node] == .sink
    var node = node
    while parent[node] != Self.root {
      let up = Int(parent[node])
      let above = node + steps[up]
      let (forward, back) = toSink ? (8 * node + up, 8 * above + 7 - up) : (8 * above + 7 - up, 8 * node + up)
      room[forward] -= sent
      room[back] += sent
      if room[forward] <= least { orphan(node) }
      node = above
    }
    terminal[node] += toSink ? sent : -sent
    if abs(terminal[node]) <= least { orphan(node) }
  }

  private mutating func orphan(_ node: Int) {
    parent[node] = Self.none
    orphans.append(Int32(truncatingIfNeeded: node))
  }
}

// MARK: Adopt

extension GridCut {
  /// Finds an orphan the parent of its tree that is nearest to the terminal, or frees it and orphans its children.
  private mutating func adopt(_ node: Int) {
    let own = tree[node]
    var best = (direction: -1, distance: Int32.max)
    for direction in 0..<8 {
      let other = node + steps[direction]
      guard tree[other] == own, space(direction, at: node, toSink: own == .sink) > least else { continue }
      let length = distanceToTerminal(other)
      if length < best.distance { best = (direction, length) }
    }
    if best.direction >= 0 {
      parent[node] = UInt8(best.direction)
      (stamp[node], distance[node]) = (time, best.distance + 1)
      return
    }
    tree[node] = .none
    for direction in 0..<8 {
      let other = node + steps[direction]
      guard tree[other] == own else { continue }
      if space(direction, at: node, toSink: own == .sink) > least { activate(other) }
      if parent[other] == UInt8(7 - direction) { orphan(other) }
    }
  }

  /// Room between a node and a neighbour that would be its parent.
  private func space(_ direction: Int, at node: Int, toSink: Bool) -> Double {
    toSink ? room[8 * node + direction] : room[8 * (node + steps[direction]) + 7 - direction]
  }

  /// Steps to the terminal, or the largest number where the way ends at an orphan; what is found is kept on the way.
  private mutating func distanceToTerminal(_ start: Int) -> Int32 {
    var (node, length) = (start, Int32(0))
    while stamp[node] != time {
      if parent[node] == Self.none { return .max }
      if parent[node] == Self.root {
        (stamp[node], distance[node]) = (time, 1)
        break
      }
      length += 1
      node += steps[Int(parent[node])]
    }
    length += distance[node]
    var left = length
    node = start
    while stamp[node] != time {
      (stamp[node], distance[node]) = (time, left)
      left -= 1
      node += steps[Int(parent[node])]
    }
    return length
  }
}
