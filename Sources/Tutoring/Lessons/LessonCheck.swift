import CommandLanguage

/// Runs a lesson without a terminal: every command, expectation and key, and that wrong answers are refused.
public struct LessonCheck {
  /// What came of running a lesson.
  public enum Outcome: Equatable, Sendable {
    /// All held; so many commands ran and questions were proved, but for sections whose files are missing.
    case passed(commands: Int, questions: Int, leftOut: [String] = [])
    /// It was not run: a file that it needs is missing.
    case skipped(reason: String)
    /// What did not hold, each with its place.
    case failed([String])
  }

  /// The lesson that is run.
  public let lesson: Lesson
  private let session: Session

  /// - Throws: where the network that the session begins with cannot be had.
  public init(
    _ lesson: Lesson, settings: Settings, shelf: LessonShelf, isInterrupted: @escaping () -> Bool = { false }
  ) throws {
    self.lesson = lesson
    var settings = settings
    settings.figures = nil
    session = try Session(
      settings: settings, output: Recorder(), shelf: shelf, records: Records(), isInterrupted: isInterrupted)
    session.state.own = nil
  }

  /// What came of it.
  public func outcome() -> Outcome {
    let given: Lesson
    do {
      given = try lesson.given(data: session.settings.dataFolders)
    } catch {
      return .skipped(reason: "it needs \(error.files)")
    }
    session.lesson = LessonRun(given, state: session.state)
    var faults: [String] = []
    for block in given.blocks {
      do {
        for command in block.commands { try session.perform(command, of: given) }
      } catch {
        return .failed(faults + ["\(error)"])
      }
      if let question = block.question { faults += self.faults(of: question) }
    }
    guard faults.isEmpty else { return .failed(faults) }
    return .passed(
      commands: given.blocks.reduce(0) { $0 + $1.commands.count }, questions: given.questions.count,
      leftOut: given.sectionsLeftOut(of: lesson))
  }

  private func faults(of question: Question) -> [String] {
    do {
      return try question.proveKey(evaluate: session.answerValue).map { "\(lesson.file):\(question.line): \($0)" }
    } catch {
      return ["\(lesson.file):\(question.line): the key cannot be evaluated: \(error)"]
    }
  }
}

/// Runs a lesson for its figures, on a network of the author's own where the settings name its file.
public struct LessonFigures {
  /// What was written.
  public let written: [WrittenFigure]
  /// Sections whose files are missing, each with the files that it needs.
  public let leftOut: [String]

  /// Writes all figures of a lesson below the settings' figures folder; nil where the whole lesson's files are missing.
  ///
  /// - Throws: the first error of a command.
  public init?(writing lesson: Lesson, settings: Settings, shelf: LessonShelf) throws {
    guard let given = try? lesson.given(data: settings.dataFolders) else { return nil }
    let session = try Session(settings: settings, output: Recorder(), shelf: shelf, records: Records())
    session.lesson = LessonRun(given, state: session.state)
    for block in given.blocks {
      for command in block.commands { try session.performOrPassOver(command, of: given) }
    }
    (written, leftOut) = (session.figures, given.sectionsLeftOut(of: lesson))
  }
}
