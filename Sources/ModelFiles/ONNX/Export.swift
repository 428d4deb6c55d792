public import Networks
import ONNXMessages
import SwiftProtobuf
import Tensors

extension Network {
  /// The network as an ONNX file, for PyTorch, onnxruntime and others, and to be read again.
  ///
  /// The graph takes pictures as the recipe prepares them, as networks that others publish do: `input` [N,C,H,W] with
  /// any N, and puts out the probabilities, and what else the network's file did. Nodes have the layers' names; where an
  /// operator needs help, as a sum of three does, more nodes have names made of them. The recipe, in JSON, is the
  /// metadata entry `fovea.recipe`, the class names are `fovea.classes`. The same network gives the same bytes.
  ///
  /// - Throws: `ModelFileError.cannotWrite` for a layer that no operator of ONNX stands for.
  public func onnx() throws(ModelFileError) -> [UInt8] {
    var graph = ExportedGraph(of: self)
    for node in nodes {
      try graph.add(node, reading: node.inputs.map(name(of:)), of: node.inputs.map { shape(of: $0) })
    }
    var model = ONNXModelProto()
    model.irVersion = 8
    model.producerName = "fovea"
    model.opsetImport = [ONNXOperatorSetIdProto.with { $0.version = ExportedGraph.opset }]
    model.metadataProps = RecipeMetadata(of: self).entries
    model.graph = graph.message(from: self)
    do {
      return try model.serializedBytes()
    } catch {
      throw .tooLargeToWrite
    }
  }

  private func shape(of source: Source) -> [Int] { Self.shape(of: source, in: nodes, inputShape: inputShape) }
}
