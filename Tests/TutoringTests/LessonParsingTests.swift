import Testing
import Tutoring

let sample = """
  # Occlusion

  needs: cat.png "my net.onnx" - a photograph and a network, from the project's page

  Cover a small square of the picture
  and ask the network again.

  ```fovea
  image scene cat seed=4 as cat
    occlusion cat class=cat; step
  # a comment
  expect occlusion.step == 1; expect not occlusion.done
  expect cat.class == 1; print cat.class
  ```

  ```note
  Let them guess first.
  ```

  ## Where it falls

  Here the score is **low**.

  ```python
  # this is prose
  ```

  ````ask
  Where does it fall most?

  - the list is part of the text

  - [ ] at the sky
    Then the sky would be the cat.
    It is not.
  - [x] at the *ears*
    Yes.

  - [ ] nowhere

  hint: Look
    again.
  hint: It is not the sky.
  ````

  ## Where it falls

  ```ask
  What is six times seven?
  answer:   6 * 7 +- 0.5
    Six sevens.
  ```

  The end.
  """

@Suite struct LessonFenceTests {
  @Test func aSectionIsNoTitle() {
    #expect(fault("## Part\n\nB.\n") == "x.md:1:1: a lesson begins with its title, as '# Title'")
  }

  @Test func aMistypedFenceIsAnError() {
    let error = fault("# A\n\nB.\n\n```aks\nHow many?\nanswer: 3\n```\n")
    #expect(error == "x.md:5:1: nothing is known of a block 'aks': did you mean 'ask'?")
  }

  @Test(arguments: ["next", "lesson x", "let a = 1; quit"])
  func aLessonCannotGoThroughItself(command: String) {
    let error = fault("# A\n\nB.\n\n```fovea\n\(command)\n```\n")
    #expect(error == "x.md:6:1: '\(command)' steers lessons: only the learner types it, a lesson cannot")
  }

  private func fault(_ text: String) -> String? {
    do {
      _ = try Lesson(markdown: text, file: "x.md")
      return nil
    } catch {
      return "\(error)"
    }
  }
}

@Suite struct LessonParsingTests {
  let lesson: Lesson

  init() throws {
    lesson = try Lesson(markdown: sample, file: "Lessons/05-occlusion.md")
  }

  @Test func headIsTakenFromNameHeadingAndFirstParagraph() {
    #expect(lesson.number == 5)
    #expect(lesson.name == "occlusion")
    #expect(lesson.stem == "05-occlusion")
    #expect(lesson.title == "Occlusion")
    #expect(lesson.summary == "Cover a small square of the picture and ask the network again.")
    #expect(lesson.needs.map(\.file) == ["cat.png", "my net.onnx"])
    #expect(lesson.needs[0].explanation == "a photograph and a network, from the project's page")
    #expect(lesson.needs[0].line == 3)
  }

  @Test func aBlockIsProseWithTheCommandsOrQuestionThatItLeadsTo() {
    #expect(lesson.blocks.map(\.name) == ["start", "where-it-falls", "where-it-falls-2", "where-it-falls-3"])
    #expect(lesson.blocks.map(\.line) == [5, 20, 46, 54])
    guard case .prose(let first, 5) = lesson.blocks[0].parts[0] else { return #expect(Bool(false)) }
    #expect(first == "Cover a small square of the picture\nand ask the network again.")
    guard case .prose(let second, _) = lesson.blocks[1].parts[0] else { return #expect(Bool(false)) }
    #expect(second == "## Where it falls\n\nHere the score is **low**.\n\n```python\n# this is prose\n```")
    #expect(lesson.blocks[3].parts == [.prose("The end.", line: 54)])
  }

  @Test func commandsKnowTheirPlaceAndWhetherTheyAreSilent() {
    let commands = lesson.blocks[0].commands
    #expect(commands.map(\.line) == [9, 10, 12, 13])
    #expect(commands.map(\.column) == [1, 3, 1, 1])
    #expect(commands[1].text == "occlusion cat class=cat; step")
    #expect(commands.map(\.isSilent) == [false, false, true, false])
  }

  @Test func aNoteBelowCommandsBelongsToTheirBlock() {
    #expect(lesson.blocks[0].parts.last == .note("Let them guess first.", line: 16))
  }

  @Test func choicesHaveTheirTextAndWhatTheyTell() throws {
    let question = try #require(lesson.blocks[1].question)
    #expect(question.text == "Where does it fall most?\n\n- the list is part of the text")
    #expect(question.line == 28)
    #expect(question.hints == ["Look again.", "It is not the sky."])
    guard case .choices(let choices) = question.key else { return #expect(Bool(false)) }
    #expect(choices.map(\.text) == ["at the sky", "at the *ears*", "nowhere"])
    #expect(choices.map(\.isRight) == [false, true, false])
    #expect(choices.map(\.told) == ["Then the sky would be the cat. It is not.", "Yes.", ""])
  }

  @Test func anAnswerHasItsExpressionToleranceAndPlace() throws {
    let question = try #require(lesson.blocks[2].question)
    guard case .value(let key) = question.key else { return #expect(Bool(false)) }
    #expect(key.expression == "6 * 7")
    #expect(key.tolerance == "0.5")
    #expect(key.told == "Six sevens.")
    #expect(key.line == 50)
    #expect(key.column == 11)
  }

  @Test(arguments: [
    ("1", 0), ("4", 3), ("start", 0), ("sta", 0), ("where-it-falls", 1), ("where-it-falls-2", 2),
  ])
  func blocksAreFoundByNumberAndName(wanted: String, place: Int) throws {
    #expect(try lesson.block(named: wanted) == place)
  }

  @Test(arguments: [
    ("need: a.png - a file", "'need:' names no files: did you mean 'needs:'?"),
    ("Needs: a.png", "'Needs:' names no files: did you mean 'needs:'?"),
    ("needs:", "'needs:' needs a file's name behind it, as 'needs: coffee.png - a cup of coffee'"),
  ])
  func aNeedsLineIsNotTakenForProse(line: String, message: String) {
    let text = "# T\n\nText.\n\n\(line)\n\n```fovea\nprint 1\n```\n"
    let error = #expect(throws: LessonError.self) { try Lesson(markdown: text, file: "x.md") }
    #expect(error?.description == "x.md:5:1: \(message)")
  }

  @Test(arguments: ["5", "0", "where", "nope", ""])
  func anUnknownBlockNamesThoseThatThereAre(wanted: String) {
    let error = #expect(throws: UnknownBlock.self) { try lesson.block(named: wanted) }
    let names = "1 to 4, start, where-it-falls, where-it-falls-2, where-it-falls-3"
    #expect(error?.description == "lesson occlusion has no block '\(wanted)': they are \(names)")
  }

  @Test func lineEndsOfOtherSystemsAndAByteOrderMarkChangeNothing() throws {
    let text = "\u{FEFF}" + sample.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(try Lesson(markdown: text, file: "Lessons/05-occlusion.md") == lesson)
  }

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    let lesson = try Lesson(markdown: "# A\u{1B}[2J\n\nb\u{7}\u{9B}c\td", file: "a.md")
    #expect(lesson.title == "A\u{FFFD}[2J")
    #expect(lesson.blocks[0].parts == [.prose("b\u{FFFD}\u{FFFD}c\td", line: 3)])
  }

  @Test(
    arguments: [
      ("05-occlusion.md", 5, "occlusion"), ("x/12_a-b.md", 12, "a-b"), ("first.md", nil, "first"),
      ("2024.md", nil, "2024"), ("3-.md", nil, "3-"),
    ] as [(String, Int?, String)])
  func numberAndNameComeFromTheFile(file: String, number: Int?, name: String) throws {
    let lesson = try Lesson(markdown: "# A\n\nb", file: file)
    #expect(lesson.number == number)
    #expect(lesson.name == name)
  }

  @Test func headingsWithoutLettersStillGiveNames() throws {
    let lesson = try Lesson(markdown: "# A\n\nb\n\n## 7\n\nc\n\n## Start 2\n\nd\n\n## ???\n\ne", file: "a.md")
    #expect(lesson.blocks.map(\.name) == ["start", "block", "start-2", "block-2"])
  }

  @Test func aHeadingAloneGoesWithWhatFollows() throws {
    let lesson = try Lesson(markdown: "# A\n\n## B\n\n### C\n\nd\n\n```fovea\n1\n```\n", file: "a.md")
    #expect(lesson.blocks.map(\.name) == ["c"])
    #expect(lesson.summary == "d")
  }
}

@Suite struct LessonErrorTests {
  /// A lesson whose question has these lines, the first of them on line 4.
  private func ask(_ lines: String) -> String { "# A\n\n```ask\n\(lines)\n```\n" }

  private func message(_ markdown: String) -> String? {
    #expect(throws: LessonError.self) { try Lesson(markdown: markdown, file: "05-x.md") }?.description
  }

  @Test func aLessonNeedsATitleAndSomethingBelowIt() {
    #expect(message("just text") == "05-x.md:1:1: a lesson begins with its title, as '# Title'")
    #expect(message("") == "05-x.md:1:1: a lesson begins with its title, as '# Title'")
    #expect(message("# A\n\n") == "05-x.md:1:1: this lesson has nothing to show below its title")
  }

  @Test func aFenceMustBeClosedByItsOwnMarks() {
    #expect(
      message("# A\n\n ```fovea\n1\n~~~\n") == "05-x.md:3:2: this block is never closed: end it with a line '```'")
    #expect(message("# A\n\n````x\n```\n") == "05-x.md:3:1: this block is never closed: end it with a line '````'")
  }

  @Test func commandsMustBeThere() {
    #expect(message("# A\n\n```fovea\n\n# only a comment\n```\n") == "05-x.md:3:1: this block of commands holds none")
  }

  @Test(arguments: [
    ("answer: 1", "3:1: the question has no text: write it above the choices or the answer"),
    ("Q", "3:1: the question has no answer: give choices ('- [x] …' the right ones) or a line 'answer: EXPR'"),
    ("Q\nhint: h", "3:1: the question has no answer: give choices ('- [x] …' the right ones) or a line 'answer: EXPR'"),
    ("Q\n- [x] a\n- [ ] b\nanswer: 1", "7:1: a question has either choices or a line 'answer:', not both"),
    ("Q\nanswer: 1\nanswer: 2", "6:1: the question has a second 'answer:' line"),
    ("Q\nanswer:", "5:1: 'answer:' needs an expression behind it"),
    ("Q\nanswer: +- 2", "5:1: 'answer:' needs an expression behind it"),
    ("Q\nanswer: 1 +-", "5:1: '+-' needs a tolerance behind it"),
    ("Q\n- [x] a", "3:1: one choice leaves nothing to choose: give at least two"),
    ("Q\n- [x]\n- [ ] b", "5:1: the choice has no text"),
    ("Q\n- [y] a\n- [ ] b", "5:1: a choice begins with '- [ ] ' or '- [x] ', not as '- [y] a'"),
    ("Q\n-[x] a\n- [ ] b", "5:1: a choice begins with '- [ ] ' or '- [x] ', not as '-[x] a'"),
    ("Q\n- [] a\n- [x] b", "5:1: a choice begins with '- [ ] ' or '- [x] ', not as '- [] a'"),
    ("Q\n- [ ] a\n- [ ] b", "3:1: no choice is the right one: mark it with '- [x]'"),
    ("Q\n- [ ] a\n- [x] b\n- [ ] a", "7:1: the choice 'a' is there already, on line 5"),
    ("Q\nanswer: 1\nhint:", "6:1: 'hint:' needs words behind it"),
    (
      "Q\nanswer: 1\nmore",
      "6:1: 'more' is neither a choice, an answer nor a hint: indent what belongs to the line above"
    ),
  ])
  func aBadQuestionIsSaidInWordsWithItsPlace(lines: String, said: String) {
    #expect(message(ask(lines)) == "05-x.md:\(said)")
  }

  @Test func bytesThatAreNotTextAreAnError() {
    let error = #expect(throws: LessonError.self) { try Lesson(bytes: [0x23, 0x20, 0xFF], file: "a.md") }
    #expect(error?.description == "a.md:1:1: this is not UTF-8 text")
  }
}
