import Networks
import ONNXMessages
import Tensors

extension ONNXOperator {
  /// Operators that compute with shapes.
  static let roundings: [String: ONNXOperator] = [
    "Cast": ONNXOperator(1...1, ["to", "saturate"], layer: ONNXNode.castActivation, constant: ONNXNode.cast),
    "Floor": ONNXOperator(1...1, constant: mapped { $0.rounded(.down) }),
    "Ceil": ONNXOperator(1...1, constant: mapped { $0.rounded(.up) }),
    "Sqrt": ONNXOperator(1...1, constant: mapped { $0.squareRoot() }),
    "Equal": ONNXOperator(2...2, constant: ONNXNode.equality),
    "ReduceProd": ONNXOperator(1...2, ["axes", "keepdims", "noop_with_empty_axes"], constant: ONNXNode.product),
  ]

  private static func mapped(_ transform: @escaping @Sendable (Float) -> Float) -> Folding {
    { node in { () throws(ModelFileError) in try node.mapped(transform) } }
  }
}

extension ONNXNode {
  /// Floats of another size are 32-bit floats here as before.
  fileprivate func castActivation() throws(ModelFileError) -> ONNXPlacement {
    guard let type = ONNXType(rawValue: try integer("to")), type.isFloat else {
      throw problem("it makes whole numbers of an activation; supported are floats")
    }
    return try elementwise(Identity())
  }

  fileprivate func cast() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    let number = try integer("to")
    guard let type = ONNXType(rawValue: number), type.isSupported else {
      throw problem("it makes numbers of the type \(ONNXType.name(number)), which are not supported")
    }
    if type.isFloat { return ONNXConstant(shape: input.shape, .floats(input.floats)) }
    if type == .bool {
      return ONNXConstant(shape: input.shape, .integers(input.floats.map { $0 == 0 ? 0 : 1 }))
    }
    if input.integers != nil { return input }
    guard let whole = Self.truncated(input.floats) else { throw problem("its input is too large for whole numbers") }
    return ONNXConstant(shape: input.shape, .integers(whole))
  }

  private static func truncated(_ floats: [Float]) -> [Int]? {
    guard floats.allSatisfy({ abs($0) < 0x1p62 }) else { return nil }
    return floats.map { Int($0) }
  }

  fileprivate func mapped(_ transform: (Float) -> Float) throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    try checkedCount(input.shape)
    return ONNXConstant(shape: input.shape, .floats(input.floats.map(transform)))
  }

  fileprivate func equality() throws(ModelFileError) -> ONNXConstant {
    try paired({ .success($0 == $1 ? 1 : 0) }, { $0 == $1 ? 1 : 0 }).asIntegers
  }

  /// The product of all numbers, or along axes.
  fileprivate func product() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    let given = try opset < 18 ? integers("axes") : integers(1, "axes")
    let axes = try axes(given ?? Array(0..<input.rank), rank: input.rank)
    guard axes.count == input.rank, input.count <= 1 << 16 else {
      throw problem("it multiplies along some axes; supported is over all of them")
    }
    let shape = try flag("keepdims", default: true) ? input.shape.map { _ in 1 } : []
    guard let whole = input.integers else {
      return ONNXConstant(shape: shape, .floats([input.floats.reduce(1, *)]))
    }
    var product = 1
    for number in whole {
      let (next, overflow) = product.multipliedReportingOverflow(by: number)
      guard !overflow else { throw problem("its product is too large") }
      product = next
    }
    return ONNXConstant(shape: shape, .integers([product]))
  }
}
