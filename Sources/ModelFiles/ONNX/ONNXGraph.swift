import Networks
import ONNXMessages
import Tensors

/// A graph as it is read, node by node: what its names stand for, and the layers so far.
struct ONNXGraph {
  let input: ONNXInput
  private(set) var layers: [NamedLayer] = []
  /// The names of the layers that the network puts out, in the file's order.
  private(set) var outputs: [String] = []
  private let opset: Int
  private var values: [String: ONNXValue] = [:]
  /// Weights that no node has read yet.
  private var initializers: [String: ONNXTensorProto] = [:]
  private var externalData: ONNXExternalData
  private var names = ONNXNames()
  /// How many more numbers may be made: a small file must not fill the memory.
  private var allowance: Int
  /// The names that nodes further on make.
  private var later: Set<String>

  /// What may be the reason where shapes do not fit.
  private static let openSizeHint =
    "; the file leaves the size of pictures open, and \(ONNXInput.usualSide)×\(ONNXInput.usualSide) was tried: "
    + "export it with a fixed one"

  /// Numbers that any file may make, however small.
  private static let leastAllowance = 1 << 22

  /// Reads all nodes.
  init(_ model: ONNXModel, byteCount: Int, externalData: ONNXExternalData) throws(ModelFileError) {
    for tensor in model.graph.initializer {
      guard initializers.updateValue(tensor, forKey: tensor.name) == nil else { throw .duplicateTensor(tensor.name) }
    }
    input = try ONNXInput(model.graph, initializers: Set(initializers.keys))
    opset = model.opset
    self.externalData = externalData
    allowance = byteCount + Self.leastAllowance
    later = Set(model.graph.node.lazy.flatMap(\.output))
    values[input.name] = .activation(ONNXActivation(layer: "input", shape: input.shape, hasBatch: true))
    for node in model.graph.node { try read(node) }
    guard !model.graph.output.isEmpty else { throw .graph("it has no output") }
    for (place, output) in model.graph.output.enumerated() {
      // What stands beside the scores may be constant.
      if place > 0, case .constant? = values[output.name] { continue }
      outputs.append(try layer(ofOutput: output.name))
    }
  }

  /// The layer whose output has a name.
  private func layer(ofOutput name: String) throws(ModelFileError) -> String {
    switch values[name] {
    case .activation(let activation)?:
      guard activation.layer != "input" else { throw .graph("its output \(quoted(name)) is the picture itself") }
      return activation.layer
    case .constant?: throw .graph("its output \(quoted(name)) is the same for every picture")
    case .unavailable(let why)?: throw .graph("its output \(quoted(name)) is \(why)")
    case nil: throw .graph("its output \(quoted(name)) is what no node makes")
    }
  }

  private mutating func read(_ message: ONNXNodeProto) throws(ModelFileError) {
    let name = names.name(of: message)
    func problem(_ words: String) -> ModelFileError { .node(name: name, operation: message.opType, problem: words) }
    guard ONNXModel.isOwn(domain: message.domain) else {
      throw problem("it comes from \(quoted(message.domain)); supported are the operators of ONNX itself")
    }
    guard let operation = ONNXOperator.all[message.opType] else {
      throw .unknownOperator(node: name, operation: message.opType, supported: ONNXOperator.layerNames)
    }
    let node = try node(message, named: name)
    later.subtract(message.output)
    try operation.check(node)
    let value: ONNXValue
    if let folded = operation.folded, node.hasOnlyConstants || operation.placed == nil {
      let constant = try folded(node)()
      try node.checkedCount(constant.shape)
      allowance -= constant.count
      value = .constant(constant)
    } else if let placed = operation.placed {
      value = .activation(try place(placed(node)(), for: node))
    } else {
      throw problem("it has no input that depends on the picture")
    }
    try define(message.output, as: value, problem)
  }

  private mutating func node(_ message: ONNXNodeProto, named name: String) throws(ModelFileError) -> ONNXNode {
    var inputs: [ONNXValue?] = []
    for input in message.input {
      inputs.append(input.isEmpty ? nil : try value(input, for: name, message.opType))
    }
    while case .some(nil) = inputs.last { inputs.removeLast() }
    var attributes: [String: ONNXAttributeProto] = [:]
    for attribute in message.attribute {
      guard attributes.updateValue(attribute, forKey: attribute.name) == nil else {
        throw .node(
          name: name, operation: message.opType, problem: "it has the attribute \(quoted(attribute.name)) twice")
      }
    }
    return ONNXNode(
      name: name, operation: message.opType, opset: opset, batch: input.batch, allowance: allowance,
      attributes: attributes, inputs: inputs)
  }

  /// What a name stands for, a weight read at its first use.
  private mutating func value(
    _ name: String, for node: String, _ operation: String
  ) throws(ModelFileError) -> ONNXValue {
    if let value = values[name] { return value }
    guard let tensor = initializers.removeValue(forKey: name) else {
      let isLater = later.contains(name)
      throw .node(
        name: node, operation: operation,
        problem: isLater
          ? "it reads \(quoted(name)), which it or a later node makes; nodes stand behind those that they read"
          : "it reads \(quoted(name)), which nothing in the file makes")
    }
    let constant = try constant(tensor)
    allowance -= constant.count
    values[name] = .constant(constant)
    return .constant(constant)
  }

  private mutating func constant(_ tensor: ONNXTensorProto) throws(ModelFileError) -> ONNXConstant {
    guard tensor.dataLocation == .external else {
      return try ONNXConstant(tensor, named: tensor.name, externalBytes: nil)
    }
    let before = externalData.byteCount
    let bytes = try externalData.bytes(of: tensor)
    allowance += externalData.byteCount - before
    guard bytes.count <= allowance else {
      throw .tensor(name: tensor.name, problem: "the weights are more than the bytes that they lie in")
    }
    return try ONNXConstant(tensor, named: tensor.name, externalBytes: bytes)
  }

  /// Adds a layer, whose output's shape must follow from those of its inputs.
  private mutating func place(
    _ placement: ONNXPlacement, for node: ONNXNode
  ) throws(ModelFileError) -> ONNXActivation {
    let shape: [Int]
    do {
      shape = try placement.layer.outputShape(placement.inputs.map(\.shape))
    } catch {
      throw node.problem("it \(error)" + (input.isOpen ? Self.openSizeHint : ""))
    }
    guard let count = try? Tensor.checkedCount(shape), count > 0 else {
      throw node.problem("its output \(ONNXNode.text(shape)) would be empty, or more than fits into memory")
    }
    allowance -= placement.layer.parameterCount
    guard allowance >= 0 else { throw node.problem("the weights of the layers are more than the file holds") }
    layers.append((node.name, placement.layer, placement.inputs.map(\.layer)))
    return ONNXActivation(layer: node.name, shape: shape, hasBatch: placement.hasBatch)
  }

  /// Gives a node's outputs their meaning; only the first one has any.
  private mutating func define(
    _ outputs: [String], as value: ONNXValue, _ problem: (String) -> ModelFileError
  ) throws(ModelFileError) {
    guard let first = outputs.first, !first.isEmpty else { throw problem("it has no output") }
    for (place, output) in outputs.enumerated() where !output.isEmpty {
      guard values[output] == nil, initializers[output] == nil else {
        throw problem("it makes \(quoted(output)), which is there already")
      }
      values[output] =
        place == 0 ? value : .unavailable(why: "output \(place + 1) of another node, which is not supported")
    }
  }
}
