import CommandLanguage
import Foundation
import Testing
import Tutoring

/// A lesson gone through in a session.
@Suite struct SessionLessonTests {
  static let lesson = """
    # Demo

    What it is about.

    ```fovea
    \(SessionUnderTest.picture)
    forward p
    expect sum(p) == 6
    ```

    ## Walk

    ```fovea
    occlusion p class=vertical patch=2 stride=1
    step 3
    figure three-steps
    ```

    ```note
    Only for the instructor.
    ```

    ```ask
    How many patches were there?

    answer: step
      Each step is one.
    hint: Look at the prompt.
    hint: It is less than four.
    ```

    ## Choose

    ```ask
    Which class?

    - [x] vertical
      It has the larger score.
    - [ ] horizontal
      Its score is smaller.
    ```

    ## End

    That is all.
    """

  private func begun(records: Records = Records()) throws -> SessionUnderTest {
    try SessionUnderTest(lessons: ["01-demo.md": Self.lesson], records: records)
  }

  /// Presses Enter so often.
  @discardableResult
  private func enter(_ session: SessionUnderTest, _ count: Int) throws -> String {
    try (0..<count).map { _ in try session.type("") }.joined()
  }

  @Test func enterRunsItsCommandsAndExpectationsAreSilent() throws {
    let session = try begun()
    #expect(try session.type("lesson 1").contains("What it is about."))
    let said = try enter(session, 2)
    #expect(said.contains("p through tiny: vertical"))
    #expect(!said.contains("expect"))
    #expect(try enter(session, 1).contains("Walk"))
  }

  @Test func aBlockShowsItsQuestionAndWaits() throws {
    let session = try begun()
    try session.type("lesson demo")
    try enter(session, 6)
    #expect(session.session.prompt == "occlusion 3/25› " || session.session.prompt.hasPrefix("demo 2/"))
    try enter(session, 1)
    #expect(session.session.prompt.contains("?›"))
    #expect(session.fault("")?.contains("A question is open") == true)
  }

  /// To the first open question.
  private func atQuestion(records: Records = Records()) throws -> SessionUnderTest {
    let session = try begun(records: records)
    try session.type("lesson demo")
    for _ in 0..<10 where !session.session.prompt.contains("?") { try session.type("") }
    #expect(session.session.prompt.contains("?"))
    return session
  }

  @Test(arguments: ["answer 3", "3", "answer 6/2", "3.01"])
  func anAnswerIsJudgedByItsValue(line: String) throws {
    let session = try atQuestion()
    #expect(try session.type(line).hasPrefix("Right."))
    #expect(!session.session.prompt.contains("?"))
  }

  @Test func aWrongAnswerIsRefusedAndHintsComeOneByOne() throws {
    let session = try atQuestion()
    #expect(try session.type("answer 4").contains("not yet"))
    #expect(try session.type("hint") == "Look at the prompt.\n")
    #expect(try session.type("hint") == "It is less than four.\n")
    #expect(try session.type("hint") == "That was the last hint; skip shows the answer.\n")
    #expect(session.session.prompt.contains("?"))
    #expect(try session.type("answer step").hasPrefix("Right."))
  }

  @Test func skipShowsTheAnswerAndHowOneSeesIt() throws {
    let session = try atQuestion()
    let said = try session.type("skip")
    #expect(said.contains("3"))
    #expect(said.contains("Each step is one."))
    #expect(session.fault("skip")?.hasPrefix("No question is open here") == true)
    #expect(try session.type("progress").contains("skipped"))
  }

  @Test func aChoiceIsAnsweredByItsNumberOrItsWords() throws {
    for answer in ["1", "vertical", "answer vertical"] {
      let session = try atQuestion()
      try session.type("skip", "")
      #expect(session.session.prompt.contains("?"))
      #expect(try session.type("2").contains("Its score is smaller."), "\(answer)")
      #expect(try session.type(answer).contains("It has the larger score."), "\(answer)")
    }
  }

  @Test func commandsOfTheLearnerWorkInBetween() throws {
    let session = try atQuestion()
    try session.type("let mine = 5", "back")
    #expect(try session.value("mine") == "5")
    #expect(session.session.prompt.contains("?"))
  }

  @Test func againBeginsTheBlockAnewFromItsVariables() throws {
    let session = try begun()
    try session.type("lesson demo walk")
    try session.type("", "", "let p = zeros([1,6,6])", "let mine = 1", "network small")
    try session.type("again")
    #expect(try session.value("sum(p)") == "6")
    #expect(session.fault("print mine") != nil)
    #expect(try session.value("shape(scores)") == "[2]")
    try session.type("", "", "")
    #expect(try session.value("step") == "3")
    #expect(try session.type("info \(session.folder)/01-demo/01-three-steps.png").contains("tiny"))
  }

  @Test func itIsResumedByRunningItsCommandsAgainQuietly() throws {
    let records = Records()
    let session = try atQuestion(records: records)
    try session.type("skip")
    let later = try begun(records: records)
    let said = try later.type("lesson demo")
    #expect(!said.contains("p through tiny"))
    #expect(said.contains("Which class?"))
    #expect(try later.value("occlusion.step") == "3")
    #expect(try later.type("lesson demo fresh").contains("What it is about."))
  }

  /// Between two commands as within a run: what ran half is nothing to go on from.
  @Test(arguments: 0..<5)
  func ctrlCOnTheWayBackLeavesTheLesson(moment: Int) throws {
    let records = Records()
    try atQuestion(records: records).type("skip")
    let later = try begun(records: records)
    later.interrupt(afterSteps: moment)
    let said = try later.type("lesson demo")
    #expect(said.hasSuffix("stopped on the way to block 4: lesson demo 4 sets out again\n"), "\(said)")
    #expect(later.fault("next")?.hasPrefix("You are in no lesson") == true)
    later.interrupt(afterSteps: .max)
    #expect(try later.type("lesson demo 4").contains("Which class?"))
  }

  @Test func itEndsWithWhatIsNext() throws {
    let session = try atQuestion()
    try session.type("3", "", "1", "")
    #expect(try session.type("").contains("End of lesson demo."))
    #expect(try session.type("progress").contains("done"))
    #expect(session.fault("next")?.hasPrefix("You are in no lesson") == true)
  }

  @Test func leavingKeepsTheNamesAndTheProgress() throws {
    let session = try atQuestion()
    #expect(try session.type("leave").hasPrefix("left demo at block "))
    #expect(try session.value("sum(p)") == "6")
    #expect(try session.type("lesson demo").contains("How many patches"))
  }

  @Test func figuresAreNumberedInTheLessonsFolder() throws {
    let session = try atQuestion()
    #expect(session.file("01-demo/01-three-steps.png") != nil)
    try session.type("figure mine")
    #expect(session.file("01-demo/02-mine.png") != nil)
    #expect(session.session.figures.count == 2)
  }

  @Test func theNotesHoldProseCommandsResultsAndFigures() throws {
    let session = try atQuestion()
    try session.type("answer 3", "notes \(session.folder)/n.md")
    let text = String(decoding: try #require(session.file("n.md")), as: UTF8.self)
    for part in [
      "# Demo", "What it is about.", "forward p", "p through tiny", "01-three-steps.png", "How many patches",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("Only for the instructor"))
  }

  @Test func theHistoryIsAScriptThatMakesTheSame() throws {
    let session = try atQuestion()
    try session.type("skip", "let mine = 2 * step", "history save \(session.folder)/h.txt")
    let script = String(decoding: try #require(session.file("h.txt")), as: UTF8.self)
    #expect(!script.contains("next") && !script.contains("lesson"))
    let again = try SessionUnderTest()
    try again.session.run(script: script, named: "h.txt")
    #expect(try again.value("mine") == "6")
    #expect(try again.bits("heatmap") == session.bits("heatmap"))
  }

  @Test func aLearnersOwnNameDoesNotChangeWhatTheLessonShows() throws {
    let text =
      "# Own\n\nA lesson.\n\n```fovea\nlet a = 1\n```\n\n## Then\n\n```fovea\nlet b = a + 1\nexpect b == 2\n```\n"
    let session = try SessionUnderTest(lessons: ["02-own.md": text])
    try session.type("lesson own", "next", "let a = 41", "let c = 7", "next", "next")
    #expect(try session.value("b") == "2")
    #expect(try session.value("c") == "7")
  }

  @Test func aLearnersFigureLeavesTheLessonsNumbers() throws {
    let text = "# Own\n\nA lesson.\n\n```fovea\nlet a = ones([2,2])\nshow a\nfigure first\n```\n"
    let session = try SessionUnderTest(lessons: ["02-own.md": text])
    try session.type("lesson own", "next", "next", "figure mine", "next")
    #expect(
      session.session.figures.map { $0.path.split(separator: "/").last ?? "" } == ["01-mine.png", "01-first.png"])
  }

  @Test(arguments: [("hlep", "help"), ("lesons", "lessons"), ("nxt", "next")])
  func aLoneMistypedCommandIsRecognised(word: String, meant: String) throws {
    let session = try SessionUnderTest()
    #expect(session.fault(word)?.contains("Did you mean '\(meant)'?") == true)
  }

  @Test func aCommandThatFailsNamesTheLessonsFileAndLine() throws {
    let broken = "# Broken\n\nA lesson.\n\n```fovea\nlet a = 1\nprint nosuch\n```\n\n## Then\n\nMore.\n"
    let session = try SessionUnderTest(lessons: ["02-broken.md": broken])
    try session.type("lesson broken", "")
    let said = try #require(session.fault("next"))
    #expect(said.contains("Line 7 of 02-broken.md, 'print nosuch', failed: Nothing is named 'nosuch'."))
    #expect(said.contains("lesson broken 1 begins this block anew\nnext\n^~~~"))
    #expect(try session.value("a") == "1")
    #expect(session.fault("lesson broken then") != nil)
    #expect(try session.type("leave").hasPrefix("left broken at block 1"))
  }

  @Test func anExpectationThatFailsNamesBothSidesAndTheLessonGoesOn() throws {
    let broken = "# Broken\n\nA lesson.\n\n```fovea\nlet a = 1\nexpect a == 2\n```\n\n## Then\n\nMore.\n"
    let session = try SessionUnderTest(lessons: ["02-broken.md": broken])
    try session.type("lesson broken")
    #expect(try session.type("next").contains("Expected a == 2: the left is 1, the right 2"))
    #expect(try session.type("next").contains("More."))
  }

  @Test func aLessonThatCannotBeEnteredLeavesTheFormerOne() throws {
    let broken = "# Broken\n\nA lesson.\n\n```fovea\nprint nosuch\n```\n\n## Then\n\nMore.\n"
    let session = try SessionUnderTest(lessons: ["01-demo.md": Self.lesson, "02-broken.md": broken])
    try session.type("lesson demo", "")
    for line in ["lesson broken then", "lesson nosuch", "lesson demo nosuch"] { #expect(session.fault(line) != nil) }
    #expect(try session.type("leave") == "left demo at block 1 of 5\n")
  }

  @Test func neededFilesThatAreMissingAreNamed() throws {
    let needy = "# Needy\n\nneeds: photo.png\n\nA lesson.\n"
    let session = try SessionUnderTest(lessons: ["03-needy.md": needy])
    #expect(session.fault("lesson needy")?.contains("'photo.png'") == true)
  }

  @Test func whatNeededFilesAreIsSaidOnce() throws {
    let needy = "# Needy\n\nneeds: net.onnx - a network\nneeds: a.png b.png - two photographs\n\nA lesson.\n"
    let session = try SessionUnderTest(lessons: ["03-needy.md": needy])
    #expect(
      session.fault("lesson needy") == """
        Lesson needy needs 'net.onnx', 'a.png', 'b.png'
        lesson needy
               ^~~~~
        net.onnx: a network
        a.png, b.png: two photographs
        Put them beside the lesson, or name their folder by --data DIR.
        """)
    let shelf = try LessonShelf(folder: session.folder + "-lessons")
    let lesson = try shelf.lesson(shelf.entry(named: "needy"))
    let check = try LessonCheck(lesson, settings: Settings(network: "tiny", version: "1"), shelf: shelf)
    #expect(check.outcome() == .skipped(reason: "it needs net.onnx, a.png, b.png"))
  }

  @Test func theGreetingOffersTheNextLessonToEnter() throws {
    let session = try begun()
    session.session.greet()
    #expect(session.recorder.taken().contains("1 Demo, block 1"))
    #expect(try session.type("").contains("What it is about."))
  }

  private static let inPart = """
    # Half

    What it is about.

    ## Built in

    ```fovea
    print 1
    ```

    ## A photograph

    needs: photo.png - a photograph of your own

    ```fovea
    image load photo.png as photo
    ```

    And more of it.

    ```fovea
    print shape(photo)
    ```

    ## End

    That is all.
    """

  @Test func aSectionWhoseFileIsMissingIsLeftOut() throws {
    let session = try SessionUnderTest(lessons: ["01-half.md": Self.inPart])
    try session.type("lesson half", "next", "next")
    let said = try session.type("next")
    #expect(
      said.contains(
        """
        It is left out: this section needs 'photo.png'.

        photo.png: a photograph of your own

        Put it beside the lesson, or name its folder by --data DIR.
        """), "\(said)")
    #expect(try session.type("next").contains("That is all."))
    let lesson = try Lesson(markdown: Self.inPart, file: "01-half.md")
    #expect(lesson.needs.isEmpty)
    #expect(lesson.blocks.map { $0.needs.map(\.file) } == [[], [], ["photo.png"], ["photo.png"], []])
    let check = try LessonCheck(
      lesson, settings: Settings(network: "tiny", version: "1"), shelf: LessonShelf(folder: session.folder + "-lessons")
    )
    #expect(
      check.outcome()
        == .passed(commands: 1, questions: 0, leftOut: ["a-photograph: it needs photo.png"]))
  }

  @Test func figuresKeepTheirNumbersWhereASectionIsLeftOut() throws {
    let markdown = Self.inPart.replacing("print 1", with: "print 1\nfigure one \"Of one; figure it out.\"")
      .replacing("print shape(photo)", with: "show photo; figure photo")
      .replacing("That is all.", with: "```fovea\nfigure again\n```")
    let session = try SessionUnderTest(lessons: ["01-half.md": markdown])
    let settings = Settings(network: "tiny", figures: session.folder, version: "1")
    let figures = try #require(
      try LessonFigures(
        writing: Lesson(markdown: markdown, file: "01-half.md"), settings: settings,
        shelf: LessonShelf(folder: session.folder + "-lessons")))
    #expect(figures.written.map { $0.path.split(separator: "/").last } == ["01-one.png", "03-again.png"])
    #expect(figures.leftOut == ["a-photograph: it needs photo.png"])
  }

  @Test func aSectionWhoseFileIsThereIsGiven() throws {
    let session = try SessionUnderTest(network: "tiny", lessons: ["01-half.md": Self.inPart])
    try session.type("save zeros([3,4,5]) \(session.folder)/photo.png")
    let given = try SessionUnderTest(lessons: ["01-half.md": Self.inPart], data: session.folder)
    try given.type("lesson half", "next", "next", "next", "next", "next")
    #expect(try given.value("shape(photo)") == "[3, 4, 5]")
  }
}
