import ONNXMessages
import Text

/// The files beside a model that hold its weights.
struct ONNXExternalData {
  /// All bytes of the file of a name; nil where there is none.
  let read: (String) throws -> [UInt8]?
  private var files: [String: [UInt8]] = [:]

  init(read: @escaping (String) throws -> [UInt8]?) { self.read = read }

  /// How many bytes were read so far.
  var byteCount: Int { files.values.reduce(0) { $0 + $1.count } }

  /// The most bytes that the files of one network may have.
  private static let limit = 2 << 30

  /// The bytes of a tensor that lies in another file.
  ///
  /// - Throws: `ModelFileError.tensor` where the file is missing, or too short, or would lie in another folder.
  mutating func bytes(of tensor: ONNXTensorProto) throws(ModelFileError) -> ArraySlice<UInt8> {
    var entries: [String: String] = [:]
    for entry in tensor.externalData {
      guard entries.updateValue(entry.value, forKey: entry.key) == nil else {
        throw .tensor(name: tensor.name, problem: "its place in another file is given twice")
      }
    }
    let file = try file(entries["location"] ?? "", for: tensor.name)
    let offset = try number(entries["offset"], default: 0, of: tensor.name)
    guard offset <= file.count else {
      throw .tensor(name: tensor.name, problem: "it starts at byte \(offset) of a file of \(file.count)")
    }
    let length = try number(entries["length"], default: file.count - offset, of: tensor.name)
    guard length <= file.count - offset else {
      throw .tensor(
        name: tensor.name,
        problem: "it has \(length) bytes from byte \(offset) on, in a file of \(file.count)")
    }
    return file[offset..<offset + length]
  }

  private mutating func file(_ name: String, for tensor: String) throws(ModelFileError) -> [UInt8] {
    if let known = files[name] { return known }
    guard Self.isPlain(name) else {
      throw .tensor(name: tensor, problem: "it lies in another file, but not in one beside the network's")
    }
    let found: [UInt8]?
    do {
      found = try read(name)
    } catch {
      throw .tensor(name: tensor, problem: "it lies in another file: \(error)")
    }
    guard let bytes = found else {
      throw .tensor(name: tensor, problem: "it lies in the file '\(name)', which should be beside the network's")
    }
    guard byteCount + bytes.count <= Self.limit else {
      throw .tensor(name: tensor, problem: "the files of its network are larger than \(Self.limit >> 30) GB together")
    }
    files[name] = bytes
    return bytes
  }

  /// Whether it names a file of the same folder.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && name.utf8.count <= 255
      && !name.contains(where: { $0 == "/" || $0 == "\\" }) && !name.unicodeScalars.contains(where: isSteering)
  }

  private func number(_ text: String?, default other: Int, of tensor: String) throws(ModelFileError) -> Int {
    guard let text else { return other }
    guard let number = Int(text), number >= 0 else {
      throw .tensor(name: tensor, problem: "its place in another file is no number of bytes")
    }
    return number
  }
}
