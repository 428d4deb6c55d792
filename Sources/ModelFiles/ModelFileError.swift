public import Networks

/// What can be wrong with a model file.
public enum ModelFileError: Error, Equatable, Sendable {
  /// The bytes do not begin as a safetensors file does.
  case notSafetensors(String)
  /// The header of a safetensors file is no JSON, or not of the format's form.
  case header(JSONProblem)
  /// A tensor's shape, place or numbers cannot be.
  case tensor(name: String, problem: String)
  /// Two tensors have one name.
  case duplicateTensor(String)
  /// A tensor of a safetensors file holds numbers of another type than floats.
  case unsupportedType(tensor: String, type: String)
  /// A safetensors file has bytes that no tensor describes.
  case strayBytes(Range<Int>)
  /// A safetensors file does not say which layers its tensors belong to.
  case noArchitecture(tensors: [String])
  /// The description of the layers in a safetensors file is damaged.
  case architecture(String)
  /// A layer that the file describes cannot be.
  case layer(name: String, problem: String)
  /// The layers do not make a network.
  case network(NetworkError)
  /// No trained network that comes with the program has the name.
  case noCheckpoint(name: String, known: [String])
  /// The file of a trained network that should come with the program is gone.
  case missingCheckpoint(name: String, folders: [String])
  /// The network does not fit into the largest ONNX file.
  case tooLargeToWrite
  /// A file of this kind cannot hold a layer of the network.
  case cannotWrite(layer: String, problem: String)
  /// The bytes are no ONNX message.
  case notONNX(String)
  /// The graph of an ONNX file as a whole cannot be used.
  case graph(String)
  /// What this program noted in an ONNX file, recipe and class names, is damaged.
  case metadata(String)
  /// The ONNX file is written in a version of the operators that is not understood.
  case opset(Int, supported: ClosedRange<Int>)
  /// A node is of an operator that is not understood.
  case unknownOperator(node: String, operation: String, supported: [String])
  /// A node's inputs or attributes are wrong, or not supported.
  case node(name: String, operation: String, problem: String)
  /// A tensor of an ONNX file holds numbers of a type that is not understood.
  case tensorType(tensor: String, type: String)
}

extension ModelFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notSafetensors(let problem): "this is no safetensors file: \(problem)"
    case .header(let problem): "the file's header is damaged: \(problem)"
    case .tensor(let name, let problem): "the tensor \(quoted(name)) is damaged: \(problem)"
    case .duplicateTensor(let name): "the file describes the tensor \(quoted(name)) twice"
    case .unsupportedType(let tensor, let type):
      "the tensor \(quoted(tensor)) holds numbers of the type \(clipped(type)); F32, F16 and BF16 can be read"
    case .strayBytes(let range): "the bytes \(range.lowerBound) to \(range.upperBound) of the data belong to no tensor"
    case .noArchitecture(let tensors):
      "the file holds weights (\(listed(tensors))) but not which layers they belong to: "
        + "its metadata lacks the key 'fovea', which 'save network FILE.safetensors' writes"
    case .architecture(let problem): "the file's description of its layers is damaged: \(problem)"
    case .layer(let name, let problem): "the file's layer \(quoted(name)) is damaged: \(problem)"
    case .network(let error): "the file's layers make no network: \(error)"
    case .noCheckpoint(let name, let known):
      "no trained network is named '\(name)'; there are \(known.joined(separator: ", "))"
    case .missingCheckpoint(let name, let folders):
      "the trained weights of '\(name)' are missing: \(name).safetensors is in none of "
        + folders.joined(separator: ", ")
    case .tooLargeToWrite: "the network is too large for an ONNX file, which holds 2 GiB"
    case .cannotWrite(let layer, let problem): "the layer \(quoted(layer)) cannot be written: \(problem)"
    case .notONNX(let problem): "this cannot be read as an ONNX file: \(problem)"
    case .graph(let problem): "the ONNX file cannot be used: \(problem)"
    case .metadata(let problem): "what the ONNX file notes of its recipe and its classes is damaged: \(problem)"
    case .opset(let version, let supported):
      "the ONNX file is written in version \(version) of the operators (opset); versions \(supported.lowerBound) to "
        + "\(supported.upperBound) can be read"
    case .unknownOperator(let node, let operation, let supported):
      "the node \(quoted(node)) is of the operator \(clipped(operation)), which is not supported; supported are "
        + supported.joined(separator: ", ")
    case .node(let name, let operation, let problem):
      "the node \(quoted(name)) (\(clipped(operation))) cannot be used: \(problem)"
    case .tensorType(let tensor, let type):
      "the tensor \(quoted(tensor)) holds numbers of the type \(type); 32-bit floats can be read, also from 16 and 64 "
        + "bits, and whole numbers of 32 and 64 bits for shapes"
    }
  }
}

/// A name of a file in quotation marks, as an error shows it.
func quoted(_ name: String) -> String { "'\(clipped(name))'" }

/// A name of a file as an error shows it: a sentence stays one, however long the name is.
func clipped(_ name: String) -> String { name.dropFirst(80).isEmpty ? name : "\(name.prefix(79))…" }

/// Names of a file as an error shows them, the first of them where they are many.
func listed(_ names: [String]) -> String {
  names.prefix(12).map(clipped).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
}
