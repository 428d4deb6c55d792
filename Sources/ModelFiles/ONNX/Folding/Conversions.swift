import Networks
import ONNXMessages
import Tensors

extension ONNXOperator {
  /// Operators that turn each number into another.
  static let conversions: [String: ONNXOperator] = [
    "Cast": ONNXOperator(
      1...1, ["to"], added: ["saturate": 19], layer: ONNXNode.castActivation, constant: ONNXNode.cast),
    "Floor": ONNXOperator(1...1, constant: mapped { $0.rounded(.down) }),
    "Ceil": ONNXOperator(1...1, constant: mapped { $0.rounded(.up) }),
    "Sqrt": ONNXOperator(1...1, constant: mapped { $0.squareRoot() }),
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
    try checkedCount(input.shape)
    if type.isFloat { return ONNXConstant(shape: input.shape, .floats(input.floats), fromShape: input.fromShape) }
    if type == .bool {
      return ONNXConstant(
        shape: input.shape, .integers(input.floats.map { $0 == 0 ? 0 : 1 }), fromShape: input.fromShape)
    }
    if input.integers != nil { return input }
    guard let whole = Self.truncated(input.floats) else { throw problem("its input is too large for whole numbers") }
    return ONNXConstant(shape: input.shape, .integers(whole), fromShape: input.fromShape)
  }

  private static func truncated(_ floats: [Float]) -> [Int]? {
    guard floats.allSatisfy({ abs($0) < 0x1p62 }) else { return nil }
    return floats.map { Int($0) }
  }

  fileprivate func mapped(_ transform: (Float) -> Float) throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    try checkedCount(input.shape)
    return ONNXConstant(shape: input.shape, .floats(input.floats.map(transform)), fromShape: input.fromShape)
  }
}
