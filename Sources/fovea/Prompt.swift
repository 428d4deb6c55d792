import CommandLanguage
import LineEditing
import Plotting
import Tutoring

/// The prompt: reads lines, runs them, and shows errors without ending the session.
struct Prompt {
  private let session: Session
  private let output: StandardOutput
  private let editor: LineEditor

  init(_ options: GlobalOptions) throws {
    let output = StandardOutput(options)
    let session = try options.session(output)
    self.output = output
    self.session = session
    editor = LineEditor(name: "fovea", history: session.historyLines, isPlain: output.style.plain) { line, cursor in
      let (start, offers) = session.offers(for: line, cursor: cursor)
      return Completion(
        replacing: start..<cursor,
        candidates: offers.map { Completion.Candidate($0.text, label: $0.label, ending: $0.ending) })
    }
  }

  func greet() { session.greet() }

  /// Reads and runs lines until the learner leaves.
  func loop() {
    while !session.isOver {
      switch editor.readLine(prompt: output.style.paint(session.prompt, as: .prompt)) {
      case .line(let line):
        editor.addToHistory(line)
        take(line)
      case .interrupted: continue
      case .endOfInput: return session.close()
      }
    }
    session.close()
  }

  /// The line with its caret, and the sentences wrapped; of an empty line the sentences alone.
  private func shown(_ error: LanguageError, in line: SourceLine) -> String {
    let style = output.style
    guard line.characters.contains(where: { !$0.isWhitespace }) else { return style.wrapped("\(error)") }
    let lines = error.rendered(line: line, width: style.width, isPlain: style.plain)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.enumerated().map { number, text in
      number == 1 || number == 2 || text.count <= style.width ? text : style.wrapped(text)
    }.joined(separator: "\n")
  }

  /// Runs one line; false after an error, which is shown.
  @discardableResult
  func take(_ text: String) -> Bool {
    Interruption.clear()
    let line = SourceLine(text)
    do throws(LanguageError) {
      try session.take(line)
      return true
    } catch {
      output.write(output.style.paint(shown(error, in: line), as: .error))
      return false
    }
  }
}
