public import Tensors

/// The contents of a safetensors file: named tensors and texts.
public struct Safetensors: Sendable, Equatable {
  /// The tensors as 32-bit floats, by name.
  public var tensors: [String: Tensor]
  /// The texts of the header's `__metadata__`.
  public var metadata: [String: String]

  /// A file that is yet to be written.
  public init(tensors: [String: Tensor] = [:], metadata: [String: String] = [:]) {
    (self.tensors, self.metadata) = (tensors, metadata)
  }

  /// Reads a file: 8 bytes with the header's length, the header in JSON, the numbers.
  ///
  /// Everything that the header claims is checked against the file's size before any memory is taken: types, lengths,
  /// offsets that overlap or leave gaps, names that stand twice.
  public init(_ bytes: [UInt8]) throws(ModelFileError) {
    let (entries, metadata, start) = try SafetensorsHeader.read(bytes)
    self.metadata = metadata
    tensors = [:]
    for entry in entries {
      let numbers = entry.type.read(bytes[start + entry.bytes.lowerBound..<start + entry.bytes.upperBound])
      tensors[entry.name] = Tensor(shape: entry.shape, elements: numbers)
    }
  }

  /// The file's bytes: tensors in the order of their names, numbers at a multiple of 8 bytes.
  ///
  /// - Parameter type: how the numbers are stored; the shorter ones round to the nearest, half-way to even.
  public func bytes(as type: NumberType = .float32) -> [UInt8] {
    let names = tensors.keys.sorted()
    var (members, end) = ([JSON.Member](), 0)
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map { JSON.Member(name: $0.key, value: .string($0.value)) }
      members.append(JSON.Member(name: "__metadata__", value: .object(texts)))
    }
    for name in names {
      guard let tensor = tensors[name] else { continue }
      let range = end..<end + tensor.count * type.size
      members.append(JSON.Member(name: name, value: SafetensorsHeader.entry(type, tensor.shape, range)))
      end = range.upperBound
    }
    var header = Array(JSON.object(members).description.utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + end)
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: header.count >> shift)) }
    bytes += header
    for name in names { type.append(tensors[name]?.elements ?? [], to: &bytes) }
    return bytes
  }
}
