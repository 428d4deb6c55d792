import Testing
import Tutoring

/// A stand-in for the command language: sums, products, `true`, lists and a few names.
private func evaluate(_ text: String) throws -> AnswerValue {
  struct Unknown: Error, CustomStringConvertible { let description: String }
  let values: [String: AnswerValue] = [
    "6 * 7": .number(42), "1/3": .number(1.0 / 3), "2 * 0.15": .number(0.3), "position": .numbers([24, 32]),
    "[24, 32]": .numbers([24, 32]), "[24, 31]": .numbers([24, 31]), "true": .truth(true), "false": .truth(false),
    "layer": .text("conv2_1"), "score": .number(0.981), "zero": .number(1e-12), "bad": .number(.nan),
  ]
  if let value = values[text] { return value }
  if let number = Double(text), number.isFinite { return .number(number) }
  if text.hasPrefix("[") {
    return .numbers(text.dropFirst().dropLast().split(separator: ", ").compactMap { Double($0) })
  }
  throw Unknown(description: "nothing is called '\(text)'")
}

private func question(_ lines: String) throws -> Question {
  let lesson = try Lesson(markdown: "# A\n\n```ask\nQ\n\(lines)\n```\n", file: "a.md")
  return try #require(lesson.blocks[0].question)
}

private func said(_ key: String, _ answer: String) throws -> String {
  try question(key).judge(answer, evaluate: evaluate).message
}

@Suite struct LessonValueAnswerTests {
  @Test(arguments: ["1/4", ".25", "25 %", "25%", "0.25", "0.2501", " 0.25 ", "+0.25", "2.5e-1", "1 / 4"])
  func theSameValueIsTheSameAnswer(answer: String) throws {
    #expect(try said("answer: 0.25", answer) == "Right.")
  }

  @Test(arguments: [
    ("answer: 6 * 7", "41", "understood 41; not yet"),
    ("answer: 6 * 7", "42.3", "Right."),
    ("answer: 6 * 7", "42.5", "understood 42.5; not yet"),
    ("answer: 6 * 7", "-42", "understood -42; not yet"),
    ("answer: 6 * 7", "6 * 7", "Right."),
    ("answer: 0.25", "2 * 0.15", "understood 0.3; not yet"),
    ("answer: 0.25", "1/3", "understood 0.333333; not yet"),
    ("answer: 0.25", "30 %", "understood 0.3; not yet"),
    ("answer: score +- 0.0001", "0.9811", "Right."),
    ("answer: score +- 0.0001", "0.9812", "understood 0.9812; not yet"),
    ("answer: -3", "\u{2212}3", "Right."),
    ("answer: zero", "0", "Right."),
    ("answer: 0", "0.001", "understood 0.001; not yet"),
    ("answer: 1", "12345678", "understood 12345678; not yet"),
    ("answer: 6 * 7\n  Six sevens.", "42", "Right. Six sevens."),
    ("answer: true", "yes", "Right."),
    ("answer: true", "false", "understood false; not yet"),
    ("answer: position", "[24, 32]", "Right."),
    ("answer: position", "[24, 31]", "understood [24, 31]; not yet"),
    ("answer: layer", "CONV2_1", "Right."),
    ("answer: layer", "\"conv2_1\"", "Right."),
    ("answer: layer", "conv1_1", "understood conv1_1; not yet"),
  ])
  func answersAreJudgedByValueAndARefusalRepeatsIt(key: String, answer: String, words: String) throws {
    #expect(try said(key, answer) == words)
  }

  @Test(arguments: [
    ("answer: 1", "nan", "'nan' has no value here (nothing is called 'nan'); the answer is a number"),
    ("answer: 1", "ten", "'ten' has no value here (nothing is called 'ten'); the answer is a number"),
    ("answer: 1", "", "an answer is a number: answer …"),
    ("answer: 1", "true", "understood true; the answer is a number"),
    ("answer: position", "24", "understood 24; the answer is a list of numbers"),
    ("answer: 1", "1/0", "'1/0' has no value here (nothing is called '1/0'); the answer is a number"),
  ])
  func whatHasNoValueOfThatKindIsNoTry(key: String, answer: String, words: String) throws {
    #expect(try question(key).judge(answer, evaluate: evaluate) == .unclear(words))
  }

  @Test func aKeyWithoutAValueIsAnErrorOfTheLesson() throws {
    let question = try question("answer: 6 * sevn")
    #expect(throws: (any Error).self) { try question.judge("42", evaluate: evaluate) }
    #expect(throws: (any Error).self) { try question.proveKey(evaluate: evaluate) }
  }

  @Test func aKeyThatIsNotANumberIsNeverMet() throws {
    #expect(try !question("answer: bad").judge("bad", evaluate: evaluate).isRight)
    #expect(try question("answer: bad").proveKey(evaluate: evaluate).isEmpty == false)
  }

  @Test func theSolutionShowsTheValueAndHowOneSeesIt() throws {
    #expect(try question("answer: 6 * 7").solution(evaluate: evaluate) == "42, the value of 6 * 7")
    #expect(try question("answer: 42\nhint: Count.").solution(evaluate: evaluate) == "42\nCount.")
    #expect(try question("answer: 42\n  Seven.\nhint: Count.").solution(evaluate: evaluate) == "42\nSeven.")
  }
}

@Suite struct LessonChoiceAnswerTests {
  private let one = "- [ ] stone\n  A stone has no leaves.\n- [x] oak tree\n  Yes.\n- [ ] `steel`"
  private let two = "- [x] oak\n- [ ] stone\n  No.\n- [x] elm\n- [ ] iron\n  Nor this."

  @Test(arguments: ["2", "b", "B", "2)", "b.", "oak tree", "Oak", "o"])
  func aChoiceIsNamedByNumberLetterOrText(answer: String) throws {
    #expect(try said(one, answer) == "Right. Yes.")
  }

  @Test(arguments: ["1,3", "a c", "3, 1", "oak and elm", "c,a", "oak,elm", "1;3"])
  func severalAreNamedInAnyOrder(answer: String) throws {
    #expect(try said(two, answer) == "Right.")
  }

  @Test func aWrongChoiceTellsItsOwnText() throws {
    #expect(try said(one, "1") == "understood 'stone'; not yet. A stone has no leaves.")
    #expect(try said(one, "steel") == "understood '`steel`'; not yet")
    #expect(try said(two, "1,2,3") == "understood 'oak' and 'stone' and 'elm'; not yet. No.")
    #expect(try said(two, "2 4") == "understood 'stone' and 'iron'; not yet. No. Nor this.")
    #expect(try said(two, "1") == "understood 'oak'; not yet. There is more to name.")
  }

  @Test func whatNamesNoChoiceIsAskedBack() throws {
    #expect(try said(one, "4") == "'4' is none of the choices: type a number from 1 to 3")
    #expect(try said(one, "st") == "'st' can mean 1) stone, 3) `steel`: answer by its letter or more of its words")
    #expect(try said(one, "") == "type a number from 1 to 3")
    #expect(try said(one, "1 and birch") == "'birch' is none of the choices: type a number from 1 to 3")
  }

  @Test func aNumberThatIsAlsoAChoiceIsAskedBackUnlessItIsTheSame() throws {
    #expect(try said("- [ ] 4\n- [x] 1/4\n- [ ] 3", "0.25") == "Right.")
    #expect(try said("- [ ] 2\n- [x] 1", "1") == "'1' can mean 1) 2, 2) 1: answer by its letter or more of its words")
    #expect(try said("- [ ] 2\n- [x] 1", "b") == "Right.")
    #expect(try said("- [x] 1\n- [ ] 2", "1") == "Right.")
  }

  @Test func theSolutionNamesEveryRightChoice() throws {
    #expect(try question(one).solution(evaluate: evaluate) == "2) oak tree\nYes.")
    #expect(try question(two).solution(evaluate: evaluate) == "1) oak\n3) elm")
  }
}

@Suite struct LessonKeyProofTests {
  @Test(arguments: [
    "answer: 6 * 7", "answer: 0", "answer: zero", "answer: score +- 0.0001", "answer: 1 +- 20", "answer: -0.004",
    "answer: position", "answer: true", "answer: layer", "- [ ] a\n- [x] b\n- [ ] c", "- [x] a\n- [x] b\n- [ ] c",
    "- [ ] 2\n- [x] 1\n- [ ] 4",
  ])
  func aGoodKeyHolds(key: String) throws {
    #expect(try question(key).proveKey(evaluate: evaluate) == [])
  }

  @Test func aChoiceThatNothingNamesAloneIsAFault() throws {
    let faults = try question("- [ ] 2\n- [x] 1\n- [ ] b").proveKey(evaluate: evaluate)
    #expect(
      faults == ["'b' should be accepted: 'b' can mean 2) 1, 3) b: answer by its letter or more of its words"])
  }

  @Test func nearValuesAreAmongThoseRefused() throws {
    let refused = try question("answer: 6 * 7").answersToRefuse(evaluate: evaluate).compactMap(Double.init)
    #expect(refused.contains { abs($0 - 44.1) < 1e-9 })
    #expect(refused.contains(43))
    #expect(refused.contains(-42))
  }

  @Test func valuesWithinTheToleranceAreNot() throws {
    let refused = try question("answer: 40 +- 3").answersToRefuse(evaluate: evaluate).compactMap(Double.init)
    #expect(refused == [-40, 46, 34])
  }

  @Test func everyWrongSelectionIsAmongThoseRefused() throws {
    let one = try question("- [ ] stone\n- [x] oak\n- [ ] iron")
    #expect(try one.answersToRefuse(evaluate: evaluate) == ["a", "c", "b a", "b c"])
    let two = try question("- [x] oak\n- [x] elm\n- [ ] iron")
    #expect(try two.answersToRefuse(evaluate: evaluate) == ["c", "a", "b", "a b c"])
  }
}
