public import Networks
import Tensors

extension Network {
  /// The metadata key under which a file describes its layers.
  static let architectureKey = "fovea"

  /// Reads a network that `safetensors()` wrote.
  ///
  /// - Parameters:
  ///   - recipe: in place of the file's, where given.
  ///   - classes: in place of the file's, where given.
  /// - Throws: `ModelFileError.noArchitecture` for a file of weights without layers, and others that say what is wrong.
  public init(
    safetensors bytes: [UInt8], recipe: InputRecipe? = nil, classes: [String]? = nil
  ) throws(ModelFileError) {
    let file = try Safetensors(bytes)
    guard let text = file.metadata[Self.architectureKey] else {
      throw .noArchitecture(tensors: file.tensors.keys.sorted())
    }
    let architecture = try Architecture(text)
    let layers = try architecture.layers(weights: file.tensors)
    do {
      try self.init(
        name: architecture.name, inputShape: architecture.inputShape, recipe: recipe ?? architecture.recipe,
        classes: classes ?? architecture.classes, layers: layers,
        outputs: architecture.outputs)
    } catch {
      throw .network(error)
    }
  }

  /// A safetensors file with the weights as `LAYER.weight` and `LAYER.bias`, and the layers in the metadata.
  ///
  /// - Parameter type: how the weights are stored; the shorter ones round.
  /// - Throws: `ModelFileError.cannotWrite` for a layer of a kind that files cannot hold.
  public func safetensors(as type: NumberType = .float32) throws(ModelFileError) -> [UInt8] {
    var file = Safetensors(metadata: [Self.architectureKey: try Architecture.description(of: self).description])
    for node in nodes {
      for (kind, tensor) in LayerDescription.tensors(of: node.layer) { file.tensors["\(node.name).\(kind)"] = tensor }
    }
    return file.bytes(as: type)
  }
}
