import CommandLanguage
import Tensors
import Tutoring

extension Target {
  static let texts = [
    Target(name: "language") { bytes in
      // A learner may make a gigabyte; here that would hide what goes wrong.
      SizeLimit.$elements.withValue(1 << 14) {
        for line in SourceLine.lines(of: String(decoding: bytes, as: UTF8.self)) { evaluate(line) }
      }
    },
    Target(name: "lesson") { bytes in
      _ = try? Lesson(bytes: bytes, file: "01-lesson.md")
    },
  ]

  /// Reads a line in every way that a session does, and works out what its expressions are worth.
  private static func evaluate(_ line: SourceLine) {
    for statement in Statement.statements(of: line) {
      _ = statement.head
      for word in (try? statement.words()) ?? [] { _ = word.unquoted }
      _ = try? Formula.withTolerance(line, statement.range)
      _ = try? Formula.list(of: line, statement.range)
      do throws(LanguageError) {
        let value = try Formula(line, statement.range).evaluate(in: FewNames())
        _ = value.formatted(ValueFormat(precision: 3, width: 40, isPlain: true))
      } catch {
        precondition(error.range.end <= line.characters.count, "an error points into its line")
        _ = error.rendered(file: "f", line: line, width: 30)
      }
    }
  }
}

/// Names as a session has them: numbers, tensors, a picture, a text, and classes.
private struct FewNames: Scope {
  static let values: [String: Value] = [
    "a": .number(3), "v": .tensor(Tensor([1, .nan, 3])), "m": .tensor(Tensor(shape: [2, 3], repeating: 2)),
    "cat": .image(Tensor(shape: [1, 4, 4], repeating: 0.5)), "t": .text("words"),
    "l": .list([.number(0), .number(1)]), "conv1.weight": .tensor(Tensor(shape: [2, 1, 3, 3], repeating: 1)),
  ]

  func value(of name: String) throws -> Value? { Self.values[name] }
  var names: [String] { Self.values.keys.sorted() }
  var classNames: [String] { ["dog", "fox", "owl"] }
  var commandNames: [String] { ["show", "step"] }

  func classNumber(_ name: String, axisLength: Int) -> Int? { axisLength == 3 ? classNames.firstIndex(of: name) : nil }

  func load(_ file: String) throws -> Value { .text(file) }
}
