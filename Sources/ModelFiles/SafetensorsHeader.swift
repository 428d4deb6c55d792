import Tensors

/// What a safetensors file says of its tensors, checked.
struct SafetensorsHeader {
  /// A tensor's place in the file.
  struct Entry {
    let name: String
    let type: NumberType
    let shape: [Int]
    /// In the data, which begins behind the header.
    let bytes: Range<Int>
  }

  /// No header of a network that fits this program comes near it.
  static let longest = 8 << 20

  /// The tensors by their place, the metadata, and where the data begins.
  static func read(
    _ bytes: [UInt8]
  ) throws(ModelFileError) -> (entries: [Entry], metadata: [String: String], start: Int) {
    guard bytes.count >= 8 else { throw .notSafetensors("it has \(bytes.count) bytes, fewer than the 8 of a length") }
    let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= bytes.count - 8 else {
      throw .notSafetensors("its header should have \(length) bytes, but \(bytes.count - 8) follow")
    }
    guard length <= longest else { throw .notSafetensors("its header of \(length) bytes is longer than \(longest)") }
    let start = 8 + Int(length)
    guard bytes.count > 8, bytes[8] == UInt8(ascii: "{") else { throw .notSafetensors("its header is not JSON") }
    let members = try members(Array(bytes[8..<start]))
    var (entries, metadata) = ([Entry](), [String: String]())
    for member in members {
      if member.name == "__metadata__" {
        metadata = try texts(member.value)
      } else {
        entries.append(try entry(member.name, member.value, available: bytes.count - start))
      }
    }
    entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    try checkCover(entries, available: bytes.count - start)
    return (entries, metadata, start)
  }

  /// The description of a tensor.
  static func entry(_ type: NumberType, _ shape: [Int], _ bytes: Range<Int>) -> JSON {
    .object([
      "dtype": .string(type.rawValue), "shape": .integers(shape),
      "data_offsets": .integers([bytes.lowerBound, bytes.upperBound]),
    ])
  }

  private static func members(_ header: [UInt8]) throws(ModelFileError) -> [JSON.Member] {
    do {
      // {"name": {"shape": [1]}} is three deep.
      guard case .object(let members) = try JSON(header, depth: 4) else { return [] }
      return members
    } catch {
      throw .header(error)
    }
  }

  private static func texts(_ value: JSON) throws(ModelFileError) -> [String: String] {
    guard case .object(let members) = value else { throw .notSafetensors("its metadata is no object") }
    var texts: [String: String] = [:]
    for member in members {
      guard let text = member.value.text else { throw .notSafetensors("its metadata '\(member.name)' is no text") }
      texts[member.name] = text
    }
    return texts
  }

  private static func entry(_ name: String, _ value: JSON, available: Int) throws(ModelFileError) -> Entry {
    guard let typeName = value["dtype"]?.text, let shape = value["shape"]?.list(\.integer),
      let offsets = value["data_offsets"]?.list(\.integer), offsets.count == 2
    else { throw .tensor(name: name, problem: "its type, shape or place is missing") }
    guard let type = NumberType(rawValue: typeName) else { throw .unsupportedType(tensor: name, type: typeName) }
    guard shape.count <= 16, shape.allSatisfy({ $0 >= 0 }) else {
      throw .tensor(name: name, problem: "its shape \(shapeText(shape)) is impossible")
    }
    guard 0 <= offsets[0], offsets[0] <= offsets[1], offsets[1] <= available else {
      throw .tensor(name: name, problem: "it lies at the bytes \(offsets[0]) to \(offsets[1]) of \(available)")
    }
    guard byteCount(shape, type) == offsets[1] - offsets[0] else {
      throw .tensor(
        name: name,
        problem: "its shape \(shapeText(shape)) does not fit the \(offsets[1] - offsets[0]) bytes that it has")
    }
    return Entry(name: name, type: type, shape: shape, bytes: offsets[0]..<offsets[1])
  }

  /// Bytes of a tensor; nil where no memory could hold them.
  private static func byteCount(_ shape: [Int], _ type: NumberType) -> Int? {
    var count = type.size
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// Tensors lie one behind the other, from the first byte of the data to the last.
  private static func checkCover(_ entries: [Entry], available: Int) throws(ModelFileError) {
    var end = 0
    for entry in entries {
      guard entry.bytes.lowerBound >= end else {
        throw .tensor(name: entry.name, problem: "its bytes overlap another tensor's")
      }
      guard entry.bytes.lowerBound == end else { throw .strayBytes(end..<entry.bytes.lowerBound) }
      end = entry.bytes.upperBound
    }
    guard end == available else { throw .strayBytes(end..<available) }
  }
}
