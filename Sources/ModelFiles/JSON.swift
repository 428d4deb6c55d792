/// A JSON value whose numbers are kept as they were written and whose objects keep their order.
package enum JSON: Equatable, Sendable {
  case null
  case boolean(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A name and its value.
  package struct Member: Equatable, Sendable {
    package let name: String
    package let value: JSON
  }

  /// An object of names that are all different.
  package static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(members.map { Member(name: $0.key, value: $0.value) })
  }

  /// A whole number.
  package static func integer(_ number: Int) -> JSON { .number(String(number)) }

  /// An array of whole numbers.
  package static func integers(_ numbers: [Int]) -> JSON { .array(numbers.map { .number(String($0)) }) }

  /// The shortest numbers that read back to the same bits.
  package static func floats(_ numbers: [Float]) -> JSON { .array(numbers.map { .number($0.description) }) }

  /// The value of a name in an object; nil where there is none, or no object.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, if it is one.
  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The whole number, if it is one that is written without a fraction.
  package var integer: Int? {
    if case .number(let digits) = self { Int(digits) } else { nil }
  }

  /// The number, if it is one.
  package var float: Float? {
    if case .number(let digits) = self { Float(digits) } else { nil }
  }

  /// True or false, if it is either.
  package var flag: Bool? {
    if case .boolean(let flag) = self { flag } else { nil }
  }

  /// The elements, if it is an array.
  package var elements: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// An array all of whose elements `read` understands.
  package func list<Element>(_ read: (JSON) -> Element?) -> [Element]? {
    guard let elements else { return nil }
    let read = elements.compactMap(read)
    return read.count == elements.count ? read : nil
  }
}

extension JSON: CustomStringConvertible {
  /// Without spaces, on one line.
  package var description: String {
    switch self {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .string(let text): Self.quoted(text)
    case .array(let elements): "[" + elements.map(\.description).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
