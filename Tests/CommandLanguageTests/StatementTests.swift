import CommandLanguage
import Testing

@Test func statementsEndAtSemicolonsOutsideQuotesAndBrackets() {
  let line = SourceLine("print 1; print nope # c ; d")
  let statements = Statement.statements(of: line)
  #expect(statements.map(\.text) == ["print 1", "print nope"])
  #expect(statements.map(\.range) == [SourceRange(0, 7), SourceRange(9, 19)])
  let texts = { (text: String) in Statement.statements(of: SourceLine(text)).map(\.text) }
  #expect(texts("let a = \"x;#y\"; `a;b`") == ["let a = \"x;#y\"", "`a;b`"])
  #expect(texts("a[0; 1]; b") == ["a[0; 1]", "b"])
  #expect(texts("\"\\\";\"; b") == ["\"\\\";\"", "b"])
  #expect(texts(" ;; \t ; # nothing") == [])
  #expect(texts("(1; 2") == ["(1; 2"])
  #expect(texts("a) ; b") == ["a)", "b"])
  #expect(texts("it's 5; b") == ["it's 5", "b"])
}

@Test func linesAreNumberedFromOne() {
  let statements = Statement.statements(of: "a\r\n\r\n  b; c\n# d\ne")
  #expect(statements.map(\.text) == ["a", "b", "c", "e"])
  #expect(statements.map(\.line.number) == [1, 3, 3, 5])
  #expect(statements[1].range == SourceRange(2, 3))
}

@Test func wordsAreBareOrNamed() throws {
  let line = SourceLine("occlusion cat patch=[8, 8] fill=mean a==b b<=c \"my file.png\" labels=\"q r\" `x y` x=")
  let words = try line.words(line.range)
  #expect(
    words.map(\.unquoted) == [
      "occlusion", "cat", "[8, 8]", "mean", "a==b", "b<=c", "my file.png", "q r", "x y", "",
    ])
  #expect(words.map { $0.name ?? "" } == ["", "", "patch", "fill", "", "", "", "labels", "", "x"])
  #expect(words.map { line.text($0.range) }[2] == "patch=[8, 8]")
  #expect(line.text(words[2].nameRange) == "patch" && line.text(words[2].textRange) == "[8, 8]")
}

@Test(arguments: [("show (a", 5), ("show \"a b", 5), ("x y=`a", 4)])
func anUnclosedBracketInAWordIsPointedAt(text: String, column: Int) {
  let line = SourceLine(text)
  let error = #expect(throws: LanguageError.self) { try line.words(line.range) }
  #expect(error?.range == SourceRange(column, column + 1))
}

@Test(arguments: [
  ("print -1", "print"), ("print - 1", nil), ("print-1", nil), ("print(1)", nil), ("print (1)", "print"),
  ("step.x", nil), ("step", "step"), ("table [[1]]", "table"), ("table[0]", nil), ("a + 1", nil), ("a == 1", nil),
  ("a and b", nil), ("a = 3", "a"), ("run until a > 3", "run"), ("42", nil), ("`a b`", nil), ("\"a\"", nil),
  ("image load `a`", "image"), ("save -2^2 got.npy", "save"), ("a*2", nil), ("print \"a\"", "print"),
  ("goto 3", "goto"),
  ("answer 25 %", "answer"), ("answer '", "answer"),
])
func theFirstWordIsACommandUnlessAnOperatorFollows(text: String, expected: String?) throws {
  let statement = try #require(Statement.statements(of: SourceLine(text)).first)
  #expect(statement.head?.name == expected, "\(text)")
}

@Test func theHeadKnowsWhatFollowsIt() throws {
  let statement = try #require(Statement.statements(of: SourceLine("  run   until x ;")).first)
  let head = try #require(statement.head)
  #expect(statement.line.text(head.rest) == "until x")
  #expect(statement.line.text(head.range) == "run")
  #expect(!head.standsAlone)
}
