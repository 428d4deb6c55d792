import CommandLanguage
import Foundation
import Tensors

/// Names with values, as a session would have them.
struct TestScope: Scope {
  var values: [String: Value] = [:]
  var classNames: [String] = []
  var commandNames: [String] = ["step", "show"]

  var names: [String] { values.keys.sorted() }

  func value(of name: String) throws -> Value? { values[name] }

  func classNumber(_ name: String, axisLength: Int) -> Int? {
    axisLength == classNames.count ? classNames.firstIndex(of: name) : nil
  }

  func load(_ file: String) throws -> Value {
    guard file == "there.npy" else { throw Missing(file: file) }
    return .tensor(Tensor([1, 2, 3]))
  }

  struct Missing: Error, CustomStringConvertible {
    let file: String
    var description: String { "there is no file '\(file)'" }
  }
}

/// Three pictures, and what image sets have.
struct TestSet: ValueObject {
  var kind: String { "an image set" }
  var summary: String { "3 images" }
  var partNames: [String] { ["images", "labels", "masks"] }
  var count: Int? { 3 }

  func part(_ name: String) -> Value? {
    name == "labels" ? .tensor(Tensor([4, 5, 6])) : nil
  }

  func element(_ index: Int) throws -> Value? {
    .image(Tensor(shape: [1, 2, 2], repeating: Float(index) / 4))
  }
}

/// The folder with what numpy said.
let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/CommandLanguage")

/// The value of an expression among names.
func value(of text: String, _ scope: TestScope = TestScope()) throws(LanguageError) -> Value {
  try Formula(text).evaluate(in: scope)
}

/// The error that a text gives as it is rendered; nil where it gives none.
func rendering(of text: String, _ scope: TestScope = TestScope()) -> String? {
  do throws(LanguageError) {
    _ = try value(of: text, scope)
    return nil
  } catch {
    return error.rendered(line: SourceLine(text))
  }
}
