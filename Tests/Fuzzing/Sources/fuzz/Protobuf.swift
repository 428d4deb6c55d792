/// A message in the wire format of protocol buffers, as it is written: as much as an ONNX file needs.
struct Message {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ field: Int, _ number: Int) {
    add(key: field, wire: 0)
    add(varint: UInt64(bitPattern: Int64(number)))
  }

  mutating func add(_ field: Int, _ number: Float) {
    add(key: field, wire: 5)
    withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 }
  }

  mutating func add(_ field: Int, _ content: [UInt8]) {
    add(key: field, wire: 2)
    add(varint: UInt64(content.count))
    bytes += content
  }

  mutating func add(_ field: Int, _ text: String) { add(field, Array(text.utf8)) }

  mutating func add(_ field: Int, _ fill: (inout Message) -> Void) {
    var part = Message()
    fill(&part)
    add(field, part.bytes)
  }

  private mutating func add(key field: Int, wire: Int) { add(varint: UInt64(field << 3 | wire)) }

  private mutating func add(varint: UInt64) {
    var rest = varint
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
