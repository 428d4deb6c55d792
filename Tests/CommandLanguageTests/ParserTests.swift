import CommandLanguage
import Testing

/// A tree as a text with all its parentheses.
private func shown(_ formula: Formula) -> String {
  switch formula {
  case .number(let number, _): return number == number.rounded() ? "\(Int(number))" : "\(number)"
  case .boolean(let flag, _): return "\(flag)"
  case .text(let text, _): return "'\(text)'"
  case .list(let items, _): return "[" + items.map(shown).joined(separator: " ") + "]"
  case .name(let path): return path.parts.joined(separator: "|")
  case .index(let base, let subscripts, _):
    return shown(base) + "[" + subscripts.map(shown).joined(separator: ", ") + "]"
  case .part(let base, let name, _): return "\(shown(base))->\(name)"
  case .call(let call):
    let keywords = call.keywords.map { "\($0.name)=\(shown($0.value))" }
    return "\(call.name)(\((call.arguments.map(shown) + keywords).joined(separator: ", ")))"
  case .unary(let sign, let operand, _): return "(\(sign.rawValue) \(shown(operand)))"
  case .binary(let sign, let left, let right, _): return "(\(shown(left)) \(sign.rawValue) \(shown(right)))"
  case .comparison(let sign, let left, let right, let tolerance, _):
    return "(\(shown(left)) \(sign.rawValue) \(shown(right))\(tolerance.map { " +- \(shown($0))" } ?? ""))"
  case .logical(let sign, let left, let right, _): return "(\(shown(left)) \(sign.rawValue) \(shown(right)))"
  }
}

private func shown(_ item: SubscriptFormula) -> String {
  switch item {
  case .formula(let formula): shown(formula)
  case .slice(let start, let stop, let step, _):
    [start, stop, step].map { $0.map(shown) ?? "" }.joined(separator: ":")
  case .newAxis: "None"
  case .ellipsis: "..."
  }
}

@Test(arguments: [
  ("1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"),
  ("-2^2", "(- (2 ^ 2))"),
  ("2^-1", "(2 ^ (- 1))"),
  ("2^3^2", "(2 ^ (3 ^ 2))"),
  ("-a @ b / c", "(((- a) @ b) / c)"),
  ("a − 1", "(a - 1)"),
  ("a or b and not c == d", "(a or (b and (not (c == d))))"),
  ("a < b < c", "((a < b) and (b < c))"),
  ("a < b == c < d", "(((a < b) and (b == c)) and (c < d))"),
  ("a ~= b +- 0.5 and c", "((a ~= b +- 0.5) and c)"),
  ("a ~= b + c +- d * 2", "(a ~= (b + c) +- (d * 2))"),
  ("a ~= (b +-c) +- d", "(a ~= (b + (- c)) +- d)"),
  ("a ~= f(b +-c)", "(a ~= f((b + (- c))))"),
  ("3 +-2", "(3 + (- 2))"),
  ("a[3]", "a[3]"),
  ("a[0, 2:5, ::2]", "a[0, 2:5:, ::2]"),
  ("a[:, None]", "a[::, None]"),
  ("a[..., 0]", "a[..., 0]"),
  ("a[b > 0][-1]", "a[(b > 0)][(- 1)]"),
  ("x[3].mask", "x[3]->mask"),
  ("a.b.c", "a|b|c"),
  ("`/features/0/Conv`.weight[0]", "/features/0/Conv|weight[0]"),
  ("f(a, axis=-1)", "f(a, axis=(- 1))"),
  ("f ( a == b, )", "f((a == b))"),
  ("[1, [2, 3], []]", "[1 [2 3] []]"),
  ("\"a \\\"b\\\" \\n\"", "'a \"b\" \n'"),
  ("5. + .25 + 1e-3 + 2E2", "(((5 + 0.25) + 0.001) + 200)"),
  ("true and falsehood", "(true and falsehood)"),
  ("σ_1 * é", "(σ_1 * é)"),
])
func operatorsBindAsInPython(text: String, expected: String) throws {
  #expect(try shown(Formula(text)) == expected)
}

@Test func anExpressionStopsWhereItEnds() throws {
  let line = SourceLine("show a - b, c[0, 1] scale=shared")
  let (formulas, end) = try Formula.list(of: line, SourceRange(5, line.range.end))
  #expect(formulas.map(shown) == ["(a - b)", "c[0, 1]"])
  #expect(line.text(SourceRange(end, line.range.end)) == " scale=shared")
  let single = try Formula.prefix(of: SourceLine("a bins=8"), SourceRange(0, 8))
  #expect(single.end == 1)
}

@Test func aKeyMayHaveATolerance() throws {
  let (formula, tolerance) = try Formula.withTolerance(SourceLine("6 * 7 +- 0.5"))
  #expect(shown(formula) == "(6 * 7)")
  #expect(tolerance.map(shown) == "0.5")
  #expect(try Formula.withTolerance(SourceLine("1/4")).tolerance == nil)
}

@Test func everyPartKnowsItsPlace() throws {
  let line = SourceLine("(a + b) * f(c.d, `x y`)")
  guard case .binary(.times, let sum, .call(let call), let whole) = try Formula(line) else {
    Issue.record("no product")
    return
  }
  #expect(line.text(whole) == "(a + b) * f(c.d, `x y`)")
  #expect(line.text(sum.range) == "a + b")
  #expect(line.text(call.nameRange) == "f")
  #expect(call.arguments.map { line.text($0.range) } == ["c.d", "`x y`"])
}

@Test func depthIsLimitedBeforeTheStackIs() {
  let deep = [
    String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000),
    String(repeating: "[", count: 10_000), String(repeating: "-", count: 10_000) + "1",
    String(repeating: "not ", count: 10_000) + "1", String(repeating: "2^", count: 10_000) + "1",
    String(repeating: "f(", count: 10_000), String(repeating: "a[", count: 10_000),
    String(repeating: "1 + ", count: 10_000) + "1", "a" + String(repeating: "[0]", count: 10_000),
    "1" + String(repeating: " < 1", count: 10_000), "a[0]" + String(repeating: ".b", count: 10_000),
  ]
  for text in deep { #expect(throws: LanguageError.self, "\(text.prefix(12))") { try value(of: text) } }
}

@Test func longLinesAreFine() throws {
  let list = "[" + Array(repeating: "-1", count: 50_000).joined(separator: ", ") + "]"
  #expect(try value(of: "sum(\(list))").number == -50_000)
  let nested = String(repeating: "(", count: 150) + "1" + String(repeating: ")", count: 150)
  #expect(try value(of: nested).number == 1)
  let sum = Array(repeating: "1", count: 400).joined(separator: " + ")
  #expect(try value(of: sum).number == 400)
}
