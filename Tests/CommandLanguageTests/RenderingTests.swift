import CommandLanguage
import Tensors
import Testing

private let scope = TestScope(values: ["alpha": .number(1)])

@Test func anErrorWithoutAPlaceGetsOneAndKeepsItsNames() {
  let range = SourceRange(1, 2)
  #expect(LanguageError(TensorError.nothingToJoin, at: range) == .init("There is nothing to join", at: range))
  #expect(LanguageError(TestScope.Missing(file: "a.png"), at: range).message == "There is no file 'a.png'")
  #expect(LanguageError(PathFirst(), at: range).message == "nosuch.png: there is no such file")
  let placed = LanguageError("x", at: SourceRange(3, 4))
  #expect(LanguageError(placed, at: range) == placed)
}

private struct PathFirst: Error, CustomStringConvertible {
  let description = "nosuch.png: there is no such file"
}

@Test func aPlaceIsPrintedWithItsFile() throws {
  let line = SourceLine("print 2 + alpa", number: 2)
  let error = #expect(throws: LanguageError.self) {
    try Formula(line, SourceRange(6, 14)).evaluate(in: scope)
  }
  let lines = try #require(error).rendered(file: "s.fovea", line: line).split(separator: "\n")
  #expect(lines[0] == "s.fovea:2:11: Nothing is named 'alpa'")
  #expect(lines[2] == "          ^~~~")
}

@Test func aLongLineIsShownAroundTheCaret() throws {
  let text = String(repeating: "1 + ", count: 200) + "alpa" + String(repeating: " + 1", count: 200)
  let lines = try #require(rendering(of: text, scope)).split(separator: "\n")
  #expect(lines[1].count == 100)
  let caret = try #require(lines[2].firstIndex(of: "^"))
  let column = lines[2].distance(from: lines[2].startIndex, to: caret)
  #expect(lines[1].dropFirst(column).hasPrefix("alpa"))
}

@Test func nothingThatSteersTheTerminalIsPrinted() throws {
  let shown = try #require(rendering(of: "`\u{1B}[31m` + \u{202E}1", scope))
  #expect(!shown.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
  let line = SourceLine("“a” + 1 − é")
  let error = LanguageError("the sum 1 … 2 is − not ×", at: SourceRange(10, 11))
  let plain = error.rendered(line: line, isPlain: true)
  #expect(plain.allSatisfy { $0.isASCII })
  #expect(plain.hasPrefix("the sum 1 ... 2 is - not x\n"))
  #expect(plain.hasSuffix("          ^"))
}

@Test func theCaretStandsBelowWideCharacters() {
  let error = LanguageError("wrong", at: SourceRange(3, 5))
  #expect(error.rendered(line: SourceLine("日本 ab")) == "wrong\n日本 ab\n     ^~")
  #expect(error.rendered(line: SourceLine("a\tbcd")) == "wrong\na bcd\n   ^~")
}
