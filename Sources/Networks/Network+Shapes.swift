extension Network {
  /// The shapes of all nodes' outputs for a picture of any size, up to a last node (all, if nil).
  ///
  /// - Throws: `NetworkError.shapeMismatch` naming the first layer that cannot take it, `NetworkError.outputTooLarge` or
  ///   `NetworkError.outputsTooLarge` naming the first whose output no memory would hold.
  public func shapes(for inputShape: [Int], through last: Int? = nil) throws(NetworkError) -> [[Int]] {
    guard inputShape.count == 3, inputShape[0] == self.inputShape[0], inputShape.allSatisfy({ $0 > 0 }) else {
      throw .wrongImage(shape: inputShape, expected: self.inputShape)
    }
    if inputShape == self.inputShape { return nodes.prefix((last ?? nodes.count - 1) + 1).map(\.shape) }
    var (shapes, sizes) = ([[Int]](), OutputSizes())
    for node in nodes.prefix((last ?? nodes.count - 1) + 1) {
      let inputs = node.inputs.map { Self.shape(of: $0, shapes, inputShape: inputShape) }
      let shape = try node.layer.outputShape(inputs, named: node.name)
      try sizes.add(shape, layer: node.name)
      shapes.append(shape)
    }
    return shapes
  }

  /// The numbers of all weights and biases together.
  public var parameterCount: Int { nodes.reduce(0) { $0 + $1.layer.parameterCount } }

  /// Multiplications (each with its addition) of each node for a picture of the declared size.
  public var multiplyAddsByNode: [Int] {
    let shapes = nodes.map(\.shape)
    return nodes.map { node in
      node.layer.multiplyAdds(node.inputs.map { Self.shape(of: $0, shapes, inputShape: inputShape) })
    }
  }

  /// Multiplications (each with its addition) of all that a node is computed from, for the picture of a trace.
  public func multiplyAdds(upTo node: Int, in trace: Trace) -> Int {
    let ancestors = Self.ancestors(of: node, in: nodes)
    return nodes.indices.reduce(0) { sum, number in
      guard ancestors[number] else { return sum }
      let inputs = nodes[number].inputs.map { source in
        if case .node(let input) = source { trace.shape(of: input) } else { trace.image.shape }
      }
      return sum + nodes[number].layer.multiplyAdds(inputs)
    }
  }

  /// Multiplications (each with its addition) for a picture of the declared size, all layers together.
  public var multiplyAdds: Int { multiplyAddsByNode.reduce(0, +) }
}
