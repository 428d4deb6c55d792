/// What kind of number a tensor of a file holds; the format's own numbers for them.
enum ONNXType: Int {
  case float = 1
  case int32 = 6
  case int64 = 7
  case bool = 9
  case float16 = 10
  case double = 11
  case bfloat16 = 16

  // What follows is known by name only.
  case uint8 = 2
  case int8 = 3
  case uint16 = 4
  case int16 = 5
  case string = 8
  case uint32 = 12
  case uint64 = 13

  var isFloat: Bool { [.float, .float16, .double, .bfloat16].contains(self) }

  /// Whether its numbers can be read.
  var isSupported: Bool { isFloat || [.int32, .int64, .bool].contains(self) }

  /// Bytes that a number takes.
  var size: Int {
    switch self {
    case .bool, .uint8, .int8, .string: 1
    case .float16, .bfloat16, .uint16, .int16: 2
    case .float, .int32, .uint32: 4
    case .double, .int64, .uint64: 8
    }
  }

  /// The format's name of a type, in words where it is usual for quantised networks.
  static func name(_ number: Int) -> String {
    switch ONNXType(rawValue: number) {
    case .int8, .uint8: "8-bit whole numbers, as in a quantised network"
    case let type?: "\(type)"
    case nil: "number \(number)"
    }
  }
}
