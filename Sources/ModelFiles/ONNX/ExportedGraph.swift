import Networks
import ONNXMessages
import SwiftProtobuf
import Tensors

/// The nodes and initialisers of an ONNX graph that grows layer by layer.
struct ExportedGraph {
  /// The first version in which a size to resize to need not name the number of pictures.
  static let opset: Int64 = 18

  private var nodes: [ONNXNodeProto] = []
  private var initializers: [ONNXTensorProto] = []
  /// The names of values: layers, weights and what stands between them.
  private var taken: Set<String>

  /// A graph without nodes, in which the names of a network's layers are kept for these.
  init(of network: Network) {
    taken = Set(["input"] + network.nodes.map(\.name))
  }

  /// Appends a node whose output has its name.
  mutating func append(
    _ operatorName: String, _ name: String, _ inputs: [String], _ attributes: [ONNXAttributeProto] = []
  ) {
    var node = ONNXNodeProto()
    (node.opType, node.name, node.input, node.output) = (operatorName, name, inputs, [name])
    node.attribute = attributes
    nodes.append(node)
  }

  /// A name that no other value has: the one that is asked for, or that with a number behind it.
  mutating func unique(_ name: String) -> String {
    var (candidate, number) = (name, 1)
    while !taken.insert(candidate).inserted {
      number += 1
      candidate = "\(name)_\(number)"
    }
    return candidate
  }

  /// Appends a tensor of weights; its name.
  mutating func constant(_ name: String, _ tensor: Tensor) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * tensor.count)
    NumberType.float32.append(tensor.elements, to: &bytes)
    return initializer(name, .float, tensor.shape, bytes)
  }

  /// Appends a vector of whole numbers; its name.
  mutating func constant(_ name: String, _ numbers: [Int]) -> String {
    let bytes = numbers.flatMap { number in
      stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    return initializer(name, .int64, [numbers.count], bytes)
  }

  private enum ElementType: Int32 {
    case float = 1
    case int64 = 7
  }

  private mutating func initializer(_ name: String, _ type: ElementType, _ shape: [Int], _ bytes: [UInt8]) -> String {
    var tensor = ONNXTensorProto()
    tensor.name = unique(name)
    tensor.dataType = type.rawValue
    tensor.dims = shape.map(Int64.init)
    tensor.rawData = .init(bytes)
    initializers.append(tensor)
    return tensor.name
  }

  /// The whole graph, from pictures of the network's size to what it puts out.
  func message(from network: Network) -> ONNXGraphProto {
    var graph = ONNXGraphProto()
    (graph.name, graph.node, graph.initializer) = (network.name, nodes, initializers)
    var input = Self.value("input", network.inputShape)
    input.docString = "a picture x in 0...1 after the recipe of the metadata: (scale x - mean)/std, then the order"
    graph.input = [input]
    graph.output = network.outputs.flatMap { name in
      network.nodes.filter { $0.name == name }.map { Self.value(name, $0.shape) }
    }
    return graph
  }

  /// A value of a shape without its batch axis, which may have any length `N`.
  private static func value(_ name: String, _ shape: [Int]) -> ONNXValueInfoProto {
    var batch = ONNXTensorShapeProto.Dimension()
    batch.dimParam = "N"
    let lengths = shape.map { length in
      var dimension = ONNXTensorShapeProto.Dimension()
      dimension.dimValue = Int64(length)
      return dimension
    }
    var value = ONNXValueInfoProto()
    value.name = name
    value.type.tensorType.elemType = ElementType.float.rawValue
    value.type.tensorType.shape.dim = [batch] + lengths
    return value
  }
}

extension ONNXAttributeProto {
  static func integer(_ name: String, _ number: Int) -> Self {
    var attribute = Self()
    (attribute.name, attribute.type, attribute.i) = (name, .int, Int64(number))
    return attribute
  }

  static func integers(_ name: String, _ numbers: [Int]) -> Self {
    var attribute = Self()
    (attribute.name, attribute.type, attribute.ints) = (name, .ints, numbers.map(Int64.init))
    return attribute
  }

  static func float(_ name: String, _ number: Float) -> Self {
    var attribute = Self()
    (attribute.name, attribute.type, attribute.f) = (name, .float, number)
    return attribute
  }

  static func text(_ name: String, _ text: String) -> Self {
    var attribute = Self()
    (attribute.name, attribute.type, attribute.s) = (name, .string, .init(Array(text.utf8)))
    return attribute
  }
}
