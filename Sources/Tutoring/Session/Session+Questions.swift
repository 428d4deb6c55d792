import CommandLanguage

extension Session {
  /// Judges an answer to the open question by its value.
  func answer(_ text: String) throws {
    guard let run = lesson else { throw SessionError.noLesson }
    guard let question = run.openQuestion else { throw SessionError.noQuestion }
    let verdict = try question.judge(text, evaluate: answerValue)
    if case .unclear = verdict {
    } else {
      notify(records.record(.tried(lesson: run.lesson.name, block: run.current.name, answer: text)))
    }
    notes.add(.answer(text, said: verdict.message))
    output.write(output.style.wrapped(verdict.message))
    guard verdict.isRight else { return }
    lesson?.isAnswered = true
    finishBlock()
  }

  /// The value of an answer or of a key where the lesson stands.
  func answerValue(_ text: String) throws -> AnswerValue {
    let value = try Formula(text).evaluate(in: scope)
    switch value {
    case .text(let text): return .text(text)
    case .boolean(let flag): return .truth(flag)
    default:
      if let number = value.number { return .number(number) }
      guard let tensor = value.tensor else { throw SessionError.noAnswer(value.kind) }
      return .numbers(tensor.elements.map(Double.init))
    }
  }

  func giveHint() throws {
    guard let run = lesson else { throw SessionError.noLesson }
    guard let question = run.openQuestion else { throw SessionError.noQuestion }
    guard run.hintsGiven < question.hints.count else {
      return output.write(
        question.hints.isEmpty
          ? "There is no hint here; skip shows the answer." : "That was the last hint; skip shows the answer.")
    }
    notify(records.record(.hinted(lesson: run.lesson.name, block: run.current.name)))
    output.write(output.style.wrapped(question.hints[run.hintsGiven]))
    lesson?.hintsGiven += 1
  }

  /// Past the question, which then shows its answer and how one sees it.
  func skipQuestion() throws {
    guard let run = lesson else { throw SessionError.noLesson }
    guard let question = run.openQuestion else { throw SessionError.noQuestion }
    let solution = try question.solution(evaluate: answerValue).replacing("\n", with: "\n\n")
    output.write(output.style.wrapped(solution))
    notify(records.record(.skipped(lesson: run.lesson.name, block: run.current.name)))
    lesson?.isAnswered = true
  }

  /// The block again, from the names and the procedure that it began with.
  func repeatBlock() throws {
    guard let run = lesson else { throw SessionError.noLesson }
    state = run.before
    try present(run.block)
  }

  func leaveLesson() throws {
    guard let run = lesson else { throw SessionError.noLesson }
    lesson = nil
    output.write("left \(run.lesson.name) at block \(run.block + 1) of \(run.lesson.blocks.count)")
  }

  /// Says once what could not be kept.
  func notify(_ notice: String?) {
    if let notice { output.write(output.style.paint(notice, as: .muted)) }
  }
}

extension Question {
  /// The texts of its choices; none where it asks for a value.
  var choices: [String] {
    if case .choices(let choices) = key { choices.map(\.text) } else { [] }
  }
}
