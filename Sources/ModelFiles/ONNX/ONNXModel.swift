internal import Foundation
import ONNXMessages
import SwiftProtobuf

/// A file's graph, and the version of the operators that it is written in.
struct ONNXModel {
  let graph: ONNXGraphProto
  let opset: Int
  /// What programs note in a file, by key.
  let metadata: [ONNXStringStringEntryProto]

  /// No network that fits this program has as many nodes.
  private static let mostNodes = 5_000

  init(_ bytes: [UInt8]) throws(ModelFileError) {
    try ONNXMessageCount.check(bytes)
    let message: ONNXModelProto
    do {
      message = try ONNXModelProto(serializedBytes: bytes)
    } catch {
      throw .notONNX(Self.words(for: error))
    }
    guard message.hasGraph else { throw .notONNX("it holds no graph") }
    (graph, metadata) = (message.graph, message.metadataProps)
    opset = try Self.opset(of: message)
    guard graph.node.count <= Self.mostNodes else {
      throw .graph("it has \(graph.node.count) nodes, more than \(Self.mostNodes)")
    }
    try checkNames()
  }

  private static func words(for error: any Error) -> String {
    switch error as? BinaryDecodingError {
    case .truncated?: "it is cut short, or damaged"
    case .invalidUTF8?: "a name in it is not text in UTF-8"
    case .messageDepthLimit?: "it has too many messages within one another"
    default: "it is damaged, or of another kind"
    }
  }

  /// The version that counts for the operators of ONNX itself, whose domain has no name or `ai.onnx`.
  private static func opset(of message: ONNXModelProto) throws(ModelFileError) -> Int {
    let versions = Set(message.opsetImport.filter { isOwn(domain: $0.domain) }.map(\.version))
    guard let version = versions.first else { throw .graph("it does not say which version of the operators it uses") }
    guard versions.count == 1 else { throw .graph("it names several versions of the operators") }
    let known = ONNXOperator.opsets
    guard (Int64(known.lowerBound)...Int64(known.upperBound)).contains(version) else {
      throw .opset(Int(version), supported: known)
    }
    return Int(version)
  }

  static func isOwn(domain: String) -> Bool { ["", "ai.onnx"].contains(domain) }

  private func checkNames() throws(ModelFileError) {
    let nodes = graph.node.lazy.flatMap { node in
      [node.name, node.opType, node.domain] + node.input + node.output + node.attribute.map(\.name)
    }
    let values = graph.input.lazy.map(\.name) + graph.output.lazy.map(\.name)
    for names in [AnySequence(nodes), AnySequence(values), AnySequence(graph.initializer.lazy.map(\.name))] {
      if let problem = steeringProblem(in: names) { throw .graph(problem) }
    }
  }
}
