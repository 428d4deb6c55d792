/// The formats of network files.
public enum NetworkFormat: Sendable {
  case safetensors
  case onnx

  /// The format of a file by its content; what looks like neither is taken for what its name says, else for ONNX.
  ///
  /// A safetensors file begins with the length of its header, far below 4 GB, and the header with a brace. An ONNX file
  /// begins with the number of a field, by convention that of its version.
  public init(of bytes: [UInt8], name: String) {
    let isSafetensors = bytes.count > 8 && bytes[8] == UInt8(ascii: "{") && bytes[4..<8].allSatisfy { $0 == 0 }
    let versionField: UInt8 = 1 << 3
    if isSafetensors {
      self = .safetensors
    } else if bytes.first == versionField {
      self = .onnx
    } else {
      self = name.hasSuffix(".safetensors") ? .safetensors : .onnx
    }
  }
}
