/// Counts a file's messages within one another before memory is taken for them: an empty one takes two bytes in the
/// file, and a hundred times as much once it is read.
struct ONNXMessageCount {
  /// No network that fits this program has as many nodes, attributes, tensors, names and notes together.
  static let limit = 1 << 18

  /// The kinds of messages that hold others, by the numbers of their fields.
  private enum Kind {
    case model, graph, node, attribute, tensor, value, type, tensorType, shape, leaf

    /// The kind of message in a field; nil where it holds none, or none that is read.
    func kind(ofField number: UInt64) -> Kind? {
      switch (self, number) {
      case (.model, 7): .graph
      case (.graph, 1): .node
      case (.graph, 5), (.attribute, 5): .tensor
      case (.graph, 11), (.graph, 12): .value
      case (.node, 5): .attribute
      case (.value, 2): .type
      case (.type, 1): .tensorType
      case (.tensorType, 2): .shape
      case (.model, 8), (.model, 14), (.tensor, 13), (.shape, 1): .leaf
      // Names of values, which take a text each.
      case (.node, 1), (.node, 2): .leaf
      default: nil
      }
    }
  }

  private var count = 0

  /// Throws where a file has more messages than any network; damage is left to those who read it.
  static func check(_ bytes: [UInt8]) throws(ModelFileError) {
    var counter = ONNXMessageCount()
    bytes.withUnsafeBytes { counter.add($0[...], .model) }
    guard counter.count <= limit else {
      throw .graph("it has more than \(limit) nodes, attributes, tensors and names together")
    }
  }

  private mutating func add(_ message: Slice<UnsafeRawBufferPointer>, _ kind: Kind) {
    var rest = message
    while count <= Self.limit, let tag = Self.number(&rest) {
      let length: UInt64
      switch tag & 7 {
      case 0: length = Self.number(&rest) == nil ? .max : 0
      case 1: length = 8
      case 2: length = Self.number(&rest) ?? .max
      case 5: length = 4
      // Groups, of which the format has none: their ends are passed over, and what stands between counts.
      case 3, 4: length = 0
      default: return
      }
      guard length <= rest.count else { return }
      let field = rest.prefix(Int(length))
      rest = rest.dropFirst(Int(length))
      guard tag & 7 == 2, let inner = kind.kind(ofField: tag >> 3) else { continue }
      count += 1
      add(field, inner)
    }
  }

  /// A number of seven bits a byte, the lowest first; nil at the end, or where it is damaged.
  private static func number(_ bytes: inout Slice<UnsafeRawBufferPointer>) -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}
