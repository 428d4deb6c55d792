public import CommandLanguage
import Plotting

extension Session {
  /// What the prompt says: where one is and what it waits for.
  public var prompt: String {
    let mark = output.style.unicode ? "›" : ">"
    if let lesson, lesson.openQuestion != nil {
      return "\(sanitized(lesson.lesson.name)) \(lesson.block + 1)/\(lesson.lesson.blocks.count) ?\(mark) "
    }
    guard let run = state.running, !run.isDone else { return "\(mark) " }
    return "\(run.procedure.name) \(run.place.trimmingStart())\(mark) "
  }

  /// The first lines of a session: how many lessons there are and where the learner left off.
  public func greet() {
    let lessons = lessons
    var words = ["fovea", "\(lessons.count) lessons"]
    if let next = records.progress.nextLesson(of: lessons) {
      let block = records.progress.resumption(of: next) ?? 0
      let number = next.number.map { "\($0) " } ?? ""
      words.append("next: \(number)\(next.title), block \(block + 1) of \(next.blocks.count): Enter to go on")
      greeted = next.name
    }
    let separator = output.style.unicode ? " · " : " - "
    output.write(words.joined(separator: separator))
    output.write(output.style.paint("help\(separator)lessons\(separator)quit", as: .muted))
  }

  /// Runs a line typed at the prompt.
  ///
  /// - Throws: the error, to be shown with the line; the session is as it was before the statement that failed.
  public func take(_ line: SourceLine) throws(LanguageError) {
    wasInterrupted = false
    notify(records.append(line.text(line.range)))
    let text = line.text(line.trimmed(line.range))
    if let greeted, text.isEmpty {
      self.greeted = nil
      return try run(command: "lesson \(greeted)")
    }
    greeted = nil
    if text.isEmpty { return try pressEnter() }
    if let lesson, lesson.openQuestion != nil, isBareAnswer(text) {
      return try run(command: "answer \(text)")
    }
    if let lesson, lesson.pending?.text == text {
      return try run(command: "next")
    }
    try run(line)
  }

  /// A number, a percentage, or a choice by its letter or its words: at a question it can only be meant as the answer.
  private func isBareAnswer(_ text: String) -> Bool {
    guard let question = lesson?.openQuestion, !text.isEmpty else { return false }
    if AnswerValue.plainNumber(text) != nil { return true }
    guard let word = text.split(separator: " ").first.map(String.init),
      Command.named(word) == nil, Procedure.named(word) == nil
    else { return false }
    // What has no value here was meant as an answer, right or not.
    if (try? Formula(text).evaluate(in: scope)) == nil { return true }
    if question.choices.isEmpty { return false }
    if case .unclear? = try? question.judge(text, evaluate: answerValue) { return false }
    return true
  }

  /// Runs a script.
  ///
  /// - Throws: at the first error, with its place and the line.
  public func run(script text: String, named name: String) throws(ScriptFault) {
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    for line in SourceLine.lines(of: text) {
      do throws(LanguageError) {
        try run(line)
      } catch {
        throw ScriptFault(name: name, line: line, error: error)
      }
      if isOver || wasInterrupted { return }
    }
  }
}

/// An error in a script, with its place.
public struct ScriptFault: Error, CustomStringConvertible {
  let name: String
  let line: SourceLine
  let error: LanguageError

  public var description: String { error.rendered(file: name, line: line) }
}

extension String {
  /// Without white space at its start.
  func trimmingStart() -> String {
    String(drop(while: \.isWhitespace))
  }
}
