internal import Foundation
import ONNXMessages
import Text

/// Attributes by their type; a default stands for one that the file leaves out.
extension ONNXNode {
  /// A whole number.
  func integer(_ name: String, default other: Int? = nil) throws(ModelFileError) -> Int {
    guard let attribute = try attribute(name, .int, "a whole number") else { return try needed(name, other) }
    return Int(attribute.i)
  }

  /// Whole numbers; nil where they are left out.
  func integers(_ name: String) throws(ModelFileError) -> [Int]? {
    try attribute(name, .ints, "whole numbers")?.ints.map(Int.init)
  }

  /// A finite number.
  func number(_ name: String, default other: Float? = nil) throws(ModelFileError) -> Float {
    let number = try anyNumber(name, default: other)
    guard number.isFinite else { throw problem("its '\(name)' is not finite") }
    return number
  }

  /// A number that may be infinite, or none.
  func anyNumber(_ name: String, default other: Float? = nil) throws(ModelFileError) -> Float {
    guard let attribute = try attribute(name, .float, "a number") else { return try needed(name, other) }
    return attribute.f
  }

  /// Numbers of any kind; nil where they are left out.
  func numbers(_ name: String) throws(ModelFileError) -> [Float]? {
    try attribute(name, .floats, "numbers")?.floats
  }

  /// One of a few words.
  func word(_ name: String, default other: String, oneOf words: [String]) throws(ModelFileError) -> String {
    guard let attribute = try attribute(name, .string, "a text") else { return other }
    guard let word = String(validating: attribute.s, as: UTF8.self), words.contains(word) else {
      throw problem("its '\(name)' is \(Self.quoted(attribute.s)); supported is \(words.joined(separator: ", "))")
    }
    return word
  }

  /// A whole number that says yes or no.
  func flag(_ name: String, default other: Bool = false) throws(ModelFileError) -> Bool {
    switch try integer(name, default: other ? 1 : 0) {
    case 0: return false
    case 1: return true
    case let number: throw problem("its '\(name)' is \(number), not 0 or 1")
    }
  }

  /// A tensor; nil where it is left out.
  func tensor(_ name: String) throws(ModelFileError) -> ONNXTensorProto? {
    try attribute(name, .tensor, "a tensor")?.t
  }

  /// Files of old versions leave the type out.
  private func attribute(
    _ name: String, _ type: ONNXAttributeProto.AttributeType, _ words: String
  ) throws(ModelFileError) -> ONNXAttributeProto? {
    guard let attribute = attributes[name] else { return nil }
    guard attribute.type == type || attribute.type == .undefined else { throw problem("its '\(name)' is not \(words)") }
    return attribute
  }

  private func needed<Value>(_ name: String, _ other: Value?) throws(ModelFileError) -> Value {
    guard let other else { throw problem("its '\(name)' is missing") }
    return other
  }

  /// A text of the file as an error may show it.
  private static func quoted(_ text: Data) -> String {
    guard text.count <= 40, let text = String(validating: text, as: UTF8.self),
      !text.unicodeScalars.contains(where: isSteering)
    else { return "no word that can be shown" }
    return "'\(text)'"
  }
}
