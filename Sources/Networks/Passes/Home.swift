/// Where a node's output has its place: in a block of memory that has the shape of some node's output.
struct Home {
  let block: Int
  /// The channels of the block before it.
  var offset = 0
  /// Numbers from place to place, where it is a part of the block.
  var pitch: Int?

  /// One for each node that is needed.
  ///
  /// - Parameters:
  ///   - input: the picture's shape.
  ///   - excerpts: what nodes read in the place of their inputs.
  ///   - joins: whether a node may write its output into that of the concatenation that alone reads it.
  static func homes(
    of nodes: ArraySlice<Network.Node>, input: [Int], shapes: [[Int]], needed: [Bool], excerpts: [[Excerpt?]]?,
    joins: (_ node: Int) -> Bool
  ) -> [Home?] {
    var homes = [Home?](repeating: nil, count: nodes.count)
    for node in nodes.indices where needed[node] && joinsChannels(nodes[node].layer, shapes[node]) {
      var offset = 0
      for (number, source) in nodes[node].inputs.enumerated() {
        if let excerpt = excerpts?[node][number] {
          offset += excerpt.shape[0]
          continue
        }
        switch source {
        case .image: offset += input[0]
        case .node(let read):
          if joins(read) { homes[read] = Home(block: node, offset: offset, pitch: shapes[node][1]) }
          offset += shapes[read][1]
        }
      }
    }
    for node in nodes.indices where needed[node] && homes[node] == nil {
      if excerpts?[node][0] == nil, nodes[node].isView(as: shapes[node], of: shapes),
        case .node(let read)? = nodes[node].inputs.first
      {
        homes[node] = homes[read]
      } else {
        homes[node] = Home(block: node)
      }
    }
    return homes
  }

  /// Whether a layer puts the channels of pictures behind one another.
  private static func joinsChannels(_ layer: any Layer, _ shape: [Int]) -> Bool {
    (layer as? Concatenation)?.axis == 0 && shape.count == 4
  }
}

extension Network.Node {
  /// Whether the output is a node's numbers as they lie in memory, perhaps in another shape.
  ///
  /// - Parameter shapes: of all nodes' outputs, with the batch axis.
  func isView(as shape: [Int], of shapes: [[Int]]) -> Bool {
    guard case .node(let read)? = inputs.first, inputs.count == 1, layer.keepsOrder else { return false }
    return shape == shapes[read] || Slot.isInOrder(shape) && Slot.isInOrder(shapes[read])
  }
}
