import CommandLanguage
import Tensors
import Testing

private let pieces = [
  "a", "v", "M", "cat", "set", "words", "nope", "1", "2.5", "-1", "1e300", "0", ".5", "\"t\"", "\"", "`", "`q r`", "(",
  ")",
  "[", "]", ",", ":", "::", ".", "...", "None", "+", "-", "*", "/", "@", "^", "==", "!=", "<", "<=", "~=", "+-", "±",
  "=",
  "and", "or", "not", "true", "false", "sum(", "softmax(", "reshape(", "top(", "concat([", "axis=", "zeros(", "conv(",
  "flip(", "gram(", "maxpool(", "index", "#", ";", " ", "  ", "−", "\\", "{", "%", "é", "\u{1B}", "日", "nan", "inf",
]

private let scope: TestScope = {
  var scope = TestScope(classNames: ["cat", "dog", "fox"])
  scope.values = [
    "a": .number(3), "v": .tensor(Tensor([1, .nan, 3])), "M": .tensor(Tensor(shape: [2, 3], repeating: 2)),
    "cat": .image(Tensor(shape: [1, 2, 2], repeating: 0.5)), "set": .object(TestSet()), "words": .text("w"),
    "index": .list([.number(0), .number(1)]),
  ]
  return scope
}()

/// Reads and evaluates a line in every way that a session does.
private func exercise(_ text: String) -> Bool {
  var worked = false
  for statement in Statement.statements(of: SourceLine(text)) {
    _ = statement.head
    _ = try? statement.words()
    do throws(LanguageError) {
      let value = try Formula(statement.line, statement.range).evaluate(in: scope)
      _ = value.formatted(ValueFormat(precision: 3, width: 40, isPlain: true))
      worked = true
    } catch {
      let shown = error.rendered(file: "f", line: statement.line, width: 30)
      precondition(error.range.end <= statement.line.characters.count && !shown.isEmpty)
    }
  }
  return worked
}

@Test(arguments: 0..<4)
func randomTokensNeverCrash(seed: UInt64) {
  var random = RandomSource(seed: seed)
  var worked = 0
  for _ in 0..<2000 {
    let count = 1 + random.integer(below: 12)
    let words = (0..<count).map { _ in pieces[random.integer(below: pieces.count)] }
    worked += exercise(words.joined(separator: random.integer(below: 2) == 0 ? " " : "")) ? 1 : 0
  }
  #expect(worked > 50, "seed \(seed)")
}

@Test(arguments: 0..<4)
func randomCharactersNeverCrash(seed: UInt64) {
  var random = RandomSource(seed: 1000 + seed)
  for _ in 0..<2000 {
    let scalars = (0..<random.integer(below: 30)).map { _ in
      Unicode.Scalar(random.integer(below: 20) == 0 ? random.integer(below: 0xD000) : random.integer(below: 128))
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.compactMap(\.self))
    _ = exercise(String(text))
  }
}

@Test(arguments: 0..<4)
func randomTreesAreWorthSomethingOrAnError(seed: UInt64) {
  var random = RandomSource(seed: 2000 + seed)
  func tree(_ depth: Int) -> String {
    let leaves = ["a", "v", "M", "cat", "2", "0.5", "[1, 2]", "index", "arange(3)", "true"]
    guard depth > 0 else { return leaves[random.integer(below: leaves.count)] }
    let signs = ["+", "-", "*", "/", "^", "@", "==", "<", "~=", "and", "or"]
    let functions = [
      "sum", "softmax", "transpose", "flatten", "sort", "norm", "argmax", "cumsum", "gram", "any", "shape",
    ]
    switch random.integer(below: 6) {
    case 0: return "-" + tree(depth - 1)
    case 1: return functions[random.integer(below: functions.count)] + "(\(tree(depth - 1)))"
    case 2: return "(\(tree(depth - 1)))[\(tree(depth - 1))]"
    case 3: return "[\(tree(depth - 1)), \(tree(depth - 1))]"
    default: return "(\(tree(depth - 1)) \(signs[random.integer(below: signs.count)]) \(tree(depth - 1)))"
    }
  }
  var worked = 0
  for _ in 0..<2000 { worked += exercise(tree(4)) ? 1 : 0 }
  #expect(worked > 50, "seed \(seed)")
}

@Test func everyBeginningOfALineIsReadWithoutCrashing() {
  let line = "show softmax(M @ transpose(M))[..., None, ::-1] ~= a.b[\"x\\\"y\"] +- 1e-3 and not `q r`.w[v > 0] # end"
  for count in 0...line.count { _ = exercise(String(line.prefix(count))) }
}
