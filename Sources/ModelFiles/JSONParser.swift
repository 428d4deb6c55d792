/// What is wrong with a JSON text, and at which byte.
public struct JSONProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// What should stand there, in words.
  public var expected: String
  /// The byte, from 0 on.
  public var position: Int

  public var description: String { "\(expected) at byte \(position)" }
}

extension JSON {
  /// Reads one value that fills the whole text but for white space; a name may stand only once in an object.
  ///
  /// Nothing deeper than `depth` is read, so a hostile text cannot exhaust the stack.
  package init(_ bytes: [UInt8], depth: Int = 16) throws(JSONProblem) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.value(depth: depth)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.problem("nothing more is expected") }
  }
}

/// Where reading stands in a JSON text (RFC 8259).
struct JSONParser {
  let bytes: [UInt8]
  var position = 0

  func problem(_ expected: String) -> JSONProblem { JSONProblem(expected: expected, position: position) }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipSpace() {
    while let next, [0x20, 0x09, 0x0A, 0x0D].contains(next) { position += 1 }
  }

  /// Steps over a byte, where it is that one.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func value(depth: Int) throws(JSONProblem) -> JSON {
    guard depth > 0 else { throw problem("too many brackets within one another") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSONProblem) -> JSON {
    guard bytes[position...].starts(with: word.utf8) else { throw problem("a value is expected") }
    position += word.utf8.count
    return value
  }

  private mutating func array(depth: Int) throws(JSONProblem) -> JSON {
    position += 1
    var elements: [JSON] = []
    skipSpace()
    if take("]") { return .array([]) }
    while true {
      elements.append(try value(depth: depth - 1))
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { throw problem("',' or ']' is expected") }
    }
  }

  private mutating func object(depth: Int) throws(JSONProblem) -> JSON {
    position += 1
    var members: [JSON.Member] = []
    var names: Set<String> = []
    skipSpace()
    if take("}") { return .object([JSON.Member]()) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw problem("a name in quotes is expected") }
      let name = try string()
      guard names.insert(name).inserted else { throw problem("'\(name)' stands twice in one object, the second time") }
      skipSpace()
      guard take(":") else { throw problem("':' is expected") }
      members.append(JSON.Member(name: name, value: try value(depth: depth - 1)))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw problem("',' or '}' is expected") }
    }
  }

  private mutating func number() throws(JSONProblem) -> String {
    let start = position
    _ = take("-")
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
      position = start
      throw problem("a value is expected")
    }
    if take("."), digits() == 0 { throw problem("a digit is expected") }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      if digits() == 0 { throw problem("a digit is expected") }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = position
    while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { position += 1 }
    return position - start
  }

  private mutating func string() throws(JSONProblem) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw problem("text in UTF-8 is expected") }
        position += 1
        return string
      case UInt8(ascii: "\\"): text += try escape().utf8
      case 0..<0x20: throw problem("no control character is allowed in a text")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw problem("a closing quote is expected")
  }

  private mutating func escape() throws(JSONProblem) -> String {
    position += 1
    guard let byte = next else { throw problem("a character is expected after the backslash") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(Unicode.Scalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return String(try unicode())
    default: throw problem("no such escape is known")
    }
  }

  /// Four hexadecimal digits, or twice four that make a surrogate pair.
  private mutating func unicode() throws(JSONProblem) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else { throw problem("half a character is alone") }
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw problem("half a character is alone") }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem("four hexadecimal digits are expected") }
    position += 4
    return value
  }
}
