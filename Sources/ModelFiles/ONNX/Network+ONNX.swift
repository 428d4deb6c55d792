public import Networks
import Tensors

extension Network {
  /// Reads a network from an ONNX file, of operator versions 7 to 21 and 32-bit floats.
  ///
  /// Layers keep their nodes' names; what a file computes from constants alone (shapes, rearranged weights) is computed
  /// here. The axis of the batch goes: shapes are those of one picture. A height or width that the file leaves open
  /// is 224.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - name: what the network is called.
  ///   - externalData: the bytes of a file beside it, by name, for weights that are kept apart; nil where it is missing. What
  ///     it throws is part of the error.
  ///   - recipe: how a picture becomes the network's input; nil for what `onnx()` noted in the file, or as it is.
  ///   - classes: one name a class; nil for those that `onnx()` noted in the file, or none.
  /// - Throws: `ModelFileError.unknownOperator`, `ModelFileError.node` naming the node, and others that say what is
  ///   wrong.
  public init(
    onnx bytes: [UInt8], name: String, externalData: @escaping (String) throws -> [UInt8]? = { _ in nil },
    recipe: InputRecipe? = nil, classes: [String]? = nil
  ) throws(ModelFileError) {
    let model = try ONNXModel(bytes)
    let graph = try ONNXGraph(
      model, byteCount: bytes.count, externalData: ONNXExternalData(read: externalData))
    let noted = try RecipeMetadata(model.metadata)
    do {
      try self.init(
        name: name, inputShape: graph.input.shape, recipe: recipe ?? noted.recipe ?? InputRecipe(),
        classes: classes ?? noted.classes, layers: graph.layers, outputs: graph.outputs)
    } catch {
      throw .network(error)
    }
  }
}
