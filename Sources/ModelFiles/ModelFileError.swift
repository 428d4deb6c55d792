public import Networks

/// What can be wrong with a model file.
public enum ModelFileError: Error, Equatable, Sendable {
  case notSafetensors(String)
  case header(JSONProblem)
  case tensor(name: String, problem: String)
  case duplicateTensor(String)
  case unsupportedType(tensor: String, type: String)
  case strayBytes(Range<Int>)
  case noArchitecture(tensors: [String])
  case architecture(String)
  case layer(name: String, problem: String)
  case network(NetworkError)
  case noCheckpoint(name: String, known: [String])
  case tooLargeToWrite
  case missingCheckpoint(name: String, folders: [String])
  case notONNX(String)
  case graph(String)
  case opset(Int, supported: ClosedRange<Int>)
  case unknownOperator(node: String, operation: String, supported: [String])
  case node(name: String, operation: String, problem: String)
  case tensorType(tensor: String, type: String)
}

extension ModelFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notSafetensors(let problem): "this is no safetensors file: \(problem)"
    case .header(let problem): "the file's header is damaged: \(problem)"
    case .tensor(let name, let problem): "the tensor '\(name)' is damaged: \(problem)"
    case .duplicateTensor(let name): "the file describes the tensor '\(name)' twice"
    case .unsupportedType(let tensor, let type):
      "the tensor '\(tensor)' holds numbers of the type \(type); F32, F16 and BF16 can be read"
    case .strayBytes(let range): "the bytes \(range.lowerBound) to \(range.upperBound) of the data belong to no tensor"
    case .noArchitecture(let tensors):
      "the file holds weights (\(tensors.joined(separator: ", "))) but not which layers they belong to: "
        + "its metadata lacks the key 'fovea', which 'save network FILE.safetensors' writes"
    case .architecture(let problem): "the file's description of its layers is damaged: \(problem)"
    case .layer(let name, let problem): "the file's layer '\(name)' is damaged: \(problem)"
    case .network(let error): "the file's layers make no network: \(error)"
    case .noCheckpoint(let name, let known):
      "no trained network is named '\(name)'; there are \(known.joined(separator: ", "))"
    case .tooLargeToWrite: "the network is too large for an ONNX file, which holds 2 GiB"
    case .missingCheckpoint(let name, let folders):
      "the trained weights of '\(name)' are missing: \(name).safetensors is in none of "
        + folders.joined(separator: ", ")
    case .notONNX(let problem): "this is no ONNX file: \(problem)"
    case .graph(let problem): "the ONNX file cannot be used: \(problem)"
    case .opset(let version, let supported):
      "the ONNX file is written in version \(version) of the operators (opset); versions \(supported.lowerBound) to "
        + "\(supported.upperBound) can be read"
    case .unknownOperator(let node, let operation, let supported):
      "the node '\(node)' is of the operator \(operation), which is not supported; supported are "
        + supported.joined(separator: ", ")
    case .node(let name, let operation, let problem): "the node '\(name)' (\(operation)) cannot be used: \(problem)"
    case .tensorType(let tensor, let type):
      "the tensor '\(tensor)' holds numbers of the type \(type); 32-bit floats can be read, also from 16 and 64 bits, and "
        + "whole numbers of 32 and 64 bits for shapes"
    }
  }
}
