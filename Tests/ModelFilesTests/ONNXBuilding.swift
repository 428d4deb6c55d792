import Foundation
import ModelFiles
import Networks
import ONNXMessages
import SwiftProtobuf
import Tensors

/// A small ONNX file, made in place.
struct ONNXFile {
  var model = ONNXModelProto()

  /// - Parameters:
  ///   - input: the shape of the picture `x`; nil for lengths that are left open.
  ///   - outputs: names of values; the output of the last node, where nil.
  init(
    _ nodes: [ONNXNodeProto], weights: [ONNXTensorProto] = [], opset: Int64 = 13, input: [Int64?] = [1, 1, 4, 4],
    outputs: [String]? = nil
  ) {
    model.irVersion = 8
    model.opsetImport = [.with { $0.version = opset }]
    model.graph.node = nodes
    model.graph.initializer = weights
    model.graph.input = [.picture("x", input)]
    model.graph.output = (outputs ?? [nodes.last?.output.first ?? ""]).map { name in .with { $0.name = name } }
  }

  func bytes() throws -> [UInt8] { try model.serializedBytes() }

  func network(externalData: @escaping (String) throws -> [UInt8]? = { _ in nil }) throws -> Network {
    try Network(onnx: bytes(), name: "test", externalData: externalData)
  }

  /// What is wrong with the file, or "read".
  func message(externalData: @escaping (String) throws -> [UInt8]? = { _ in nil }) -> String {
    do {
      _ = try network(externalData: externalData)
      return "read"
    } catch {
      return "\(error)"
    }
  }

  /// The layers' names and what they are.
  func layers() throws -> [String] { try network().nodes.map { "\($0.name): \($0.layer.summary)" } }

  /// What the last node of those given puts out for a picture.
  func output(_ picture: Tensor) throws -> Tensor {
    let network = try network()
    return try network.forward(picture).output(network.layer(named: network.outputs[0]))
  }
}

extension ONNXValueInfoProto {
  static func picture(_ name: String, _ shape: [Int64?], type: Int32 = 1) -> ONNXValueInfoProto {
    .with { info in
      info.name = name
      info.type.tensorType.elemType = type
      info.type.tensorType.shape.dim = shape.map { length in
        .with { if let length { $0.dimValue = length } else { $0.dimParam = "N" } }
      }
    }
  }
}

/// A node whose output is named after it, or by `to`.
func node(
  _ operation: String, _ inputs: [String], to output: String, name: String = "", _ attributes: [ONNXAttributeProto] = []
) -> ONNXNodeProto {
  .with { node in
    (node.opType, node.input, node.output, node.name) = (operation, inputs, [output], name)
    node.attribute = attributes
  }
}

func attribute(_ name: String, _ number: Int64) -> ONNXAttributeProto {
  .with { ($0.name, $0.i, $0.type) = (name, number, .int) }
}

func attribute(_ name: String, _ numbers: [Int64]) -> ONNXAttributeProto {
  .with { ($0.name, $0.ints, $0.type) = (name, numbers, .ints) }
}

func attribute(_ name: String, float: Float) -> ONNXAttributeProto {
  .with { ($0.name, $0.f, $0.type) = (name, float, .float) }
}

func attribute(_ name: String, floats: [Float]) -> ONNXAttributeProto {
  .with { ($0.name, $0.floats, $0.type) = (name, floats, .floats) }
}

func attribute(_ name: String, text: String) -> ONNXAttributeProto {
  .with { ($0.name, $0.s, $0.type) = (name, Data(text.utf8), .string) }
}

func attribute(_ name: String, tensor: ONNXTensorProto) -> ONNXAttributeProto {
  .with { ($0.name, $0.t, $0.type) = (name, tensor, .tensor) }
}

/// A weight of 32-bit floats.
func weight(_ name: String, _ shape: [Int64], _ numbers: [Float]? = nil) -> ONNXTensorProto {
  .with { tensor in
    (tensor.name, tensor.dims, tensor.dataType) = (name, shape, 1)
    let count = Int(shape.reduce(1, *))
    tensor.floatData = numbers ?? (0..<count).map { Float($0 + 1) }
  }
}

/// Whole numbers of 64 bits; a scalar where `shape` is empty.
func integers(_ name: String, _ numbers: [Int64], shape: [Int64]? = nil) -> ONNXTensorProto {
  .with { ($0.name, $0.dims, $0.dataType, $0.int64Data) = (name, shape ?? [Int64(numbers.count)], 7, numbers) }
}

/// A constant node.
func constant(_ numbers: [Int64], shape: [Int64]? = nil, to output: String) -> ONNXNodeProto {
  node("Constant", [], to: output, [attribute("value", tensor: integers("", numbers, shape: shape))])
}
