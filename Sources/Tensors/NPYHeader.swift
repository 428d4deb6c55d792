/// What the header of an .npy file says.
package struct NPYHeader {
  var type: NPYType
  var bigEndian: Bool
  var fortranOrder: Bool
  package var shape: [Int]

  /// The longest header that is read, in bytes.
  package static let longest = NPY.longestHeader

  /// The bytes of an element.
  package var elementSize: Int { type.size }

  /// Whether the elements are whole numbers by their type; booleans are none.
  package var isWhole: Bool {
    switch type {
    case .float16, .float32, .float64, .bool: false
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
    }
  }

  /// The header of a file and where its elements begin.
  package static func read(from bytes: [UInt8]) throws(TensorError) -> (NPYHeader, start: Int) {
    guard bytes.starts(with: NPY.magic) else { throw .notNPY }
    guard bytes.count >= 8 else { throw .npyCutShort(wanted: 8, found: bytes.count) }
    let (major, minor) = (Int(bytes[6]), Int(bytes[7]))
    guard (1...3).contains(major) && minor == 0 else { throw .npyVersion(major, minor) }
    let start = major == 1 ? 10 : 12
    guard bytes.count >= start else { throw .npyCutShort(wanted: start, found: bytes.count) }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= NPY.longestHeader else { throw .npyHeaderTooLong(length) }
    guard bytes.count >= start + length else { throw .npyCutShort(wanted: start + length, found: bytes.count) }
    var parser = NPYHeaderParser(text: bytes[start..<(start + length)])
    return (try parser.header(), start + length)
  }
}

/// Reads the one kind of Python dictionary that an .npy header may be.
private struct NPYHeaderParser {
  var text: ArraySlice<UInt8>

  /// `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`, keys in any order, each once.
  mutating func header() throws(TensorError) -> NPYHeader {
    var descr: String?
    var order: Bool?
    var shape: [Int]?
    // What is not text would reach the terminal through a message.
    guard text.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == UInt8(ascii: "\n") }) else {
      throw .npyHeader("it holds bytes that are not ASCII text")
    }
    try expect("{")
    while !accept("}") {
      let key = try string()
      try expect(":")
      switch key {
      case "descr" where descr == nil: descr = try string()
      case "fortran_order" where order == nil: order = try boolean()
      case "shape" where shape == nil: shape = try tuple()
      default: throw .npyHeader("the key '\(key)' is unknown or there twice")
      }
      if !accept(",") {
        try expect("}")
        break
      }
    }
    skipSpaces()
    guard text.isEmpty else { throw .npyHeader("there is more behind the }") }
    guard let descr, let order, let shape else {
      throw .npyHeader("'descr', 'fortran_order' or 'shape' is missing")
    }
    let (type, bigEndian) = try elementType(descr)
    return NPYHeader(type: type, bigEndian: bigEndian, fortranOrder: order, shape: shape)
  }

  /// A byte order and a kind: `<f4`, `>i2`, `|u1`.
  private func elementType(_ descr: String) throws(TensorError) -> (NPYType, bigEndian: Bool) {
    guard let mark = descr.first, let type = NPYType(rawValue: String(descr.dropFirst())),
      "<>".contains(mark) || mark == "|" && type.size == 1
    else { throw .npyType(descr) }
    return (type, mark == ">")
  }

  private mutating func skipSpaces() {
    text = text.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  private mutating func accept(_ token: String) -> Bool {
    skipSpaces()
    guard text.starts(with: token.utf8) else { return false }
    text = text.dropFirst(token.utf8.count)
    return true
  }

  private mutating func expect(_ token: String) throws(TensorError) {
    guard accept(token) else {
      let found = text.isEmpty ? "its end" : "'\(String(decoding: text.prefix(12), as: UTF8.self))'"
      throw .npyHeader("\(token) is expected where there is \(found)")
    }
  }

  private mutating func string() throws(TensorError) -> String {
    let quote = accept("\"") ? "\"" : "'"
    if quote == "'" { try expect(quote) }
    let content = text.prefix { $0 != quote.utf8.first }
    text = text.dropFirst(content.count)
    try expect(quote)
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func boolean() throws(TensorError) -> Bool {
    if accept("True") { return true }
    try expect("False")
    return false
  }

  private mutating func tuple() throws(TensorError) -> [Int] {
    var lengths: [Int] = []
    try expect("(")
    while !accept(")") {
      lengths.append(try length())
      if !accept(",") {
        // `(3)` is a number in Python, not a tuple.
        guard lengths.count > 1 else { throw .npyHeader("the shape is not a tuple") }
        try expect(")")
        break
      }
    }
    guard lengths.count <= NPY.mostAxes else { throw .npyHeader("the shape has \(lengths.count) axes") }
    return lengths
  }

  private mutating func length() throws(TensorError) -> Int {
    skipSpaces()
    let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let length = Int(String(decoding: digits, as: UTF8.self)) else {
      throw .npyHeader("a length is not a whole number that fits")
    }
    text = text.dropFirst(digits.count)
    return length
  }
}
