import CommandLanguage
import Plotting
import Text

extension Session {
  /// Starts or resumes a lesson.
  func enterLesson(_ wanted: String, block: String? = nil, fresh: Bool = false) throws {
    let lesson = try shelf.lesson(shelf.entry(named: wanted)).given(data: settings.dataFolders)
    if fresh { notify(records.record(.forgot(lesson: lesson.name))) }
    let start = try block.map { try lesson.block(named: $0) } ?? records.progress.resumption(of: lesson) ?? 0
    setProcedureAside()
    state.lessonNames = [:]
    state.figureCount = 0
    try useFirstNetwork()
    self.lesson = LessonRun(lesson, state: state)
    notes.clear()
    notes.add(.title(lesson.title))
    output.write(heading(lesson))
    if start > 0 {
      guard try replay(before: start) else {
        self.lesson = nil
        return output.write(
          "stopped on the way to block \(start + 1): lesson \(lesson.name) \(start + 1) sets out again")
      }
      output.write(output.style.paint("(the commands before this block have been run again)", as: .muted))
    }
    try present(start)
  }

  /// A lesson begins with the learner's own network, or with the one that the session began with: what a former lesson
  /// used is none of its business.
  private func useFirstNetwork() throws {
    if let own = state.own {
      if own.file != state.networkSource { state.use(own.network, from: own.file) }
    } else if settings.firstNetwork != state.networkSource {
      let source = NetworkSource(settings.firstNetwork, in: files)
      state.use(try source.network(threads: settings.threads), from: settings.firstNetwork)
    }
  }

  private func heading(_ lesson: Lesson) -> String {
    let name = [lesson.number.map(String.init), lesson.title].compactMap(\.self).joined(separator: " ")
    return output.style.paint(rule(name), as: .heading)
  }

  /// A title in a rule as wide as the terminal.
  private func rule(_ title: String) -> String {
    let mark = output.style.unicode ? "─" : "-"
    let rest = max(2, min(output.style.width, 74) - title.count - 4)
    return String(repeating: mark, count: 2) + " \(title) " + String(repeating: mark, count: rest)
  }

  /// Runs the commands of the blocks before one again, quietly: that is how a lesson is resumed.
  ///
  /// - Returns: false where it was interrupted.
  private func replay(before block: Int) throws -> Bool {
    guard var run = lesson else { return false }
    let count = run.lesson.blocks[..<block].reduce(0) { $0 + $1.commands.count }
    output.isMuted = true
    defer { output.isMuted = false }
    var done = 0
    for earlier in run.lesson.blocks[..<block] {
      for part in earlier.parts { show(part) }
      for command in earlier.commands {
        if wasInterrupted || isInterrupted() {
          wasInterrupted = true
          break
        }
        output.redrawMuted("running the commands before this block again: \(done) of \(count)")
        try performOrPassOver(command, of: run.lesson)
        done += 1
      }
    }
    output.redrawMuted("")
    run.enter(block, state: state)
    lesson = run
    return !wasInterrupted
  }

  /// Shows a block: its prose, then the command that Enter runs or the question.
  func present(_ block: Int) throws {
    guard var run = lesson else { return }
    run.enter(block, state: state)
    lesson = run
    notify(records.record(.began(lesson: run.lesson.name, block: run.current.name)))
    let place = "\(block + 1) of \(run.lesson.blocks.count)"
    output.write(output.style.paint(block == 0 ? place : "\n\(place)", as: .muted))
    for part in run.current.parts { show(part) }
    runSilentCommands()
    showPending()
    if run.current.commands.isEmpty, run.current.question == nil { finishBlock() }
  }

  private func show(_ part: Lesson.Part) {
    switch part {
    case .prose(let text, _):
      output.write(output.style.wrapped(text) + "\n")
      notes.add(.prose(text))
    case .note(let text, _) where settings.showsNotes:
      output.write(output.style.paint("for the instructor: ", as: .muted) + output.style.wrapped(text) + "\n")
    case .question(let question): show(question)
    case .note, .commands: break
    }
  }

  private func show(_ question: Question) {
    output.write(output.style.wrapped(question.text) + "\n")
    let choices = question.choices
    for (number, choice) in choices.enumerated() { output.write(output.style.wrapped("  \(number + 1)) \(choice)")) }
    let how = choices.isEmpty ? "answer and a value" : "a number from 1 to \(choices.count)"
    output.write(output.style.paint("type \(how), or hint, or skip", as: .muted))
    notes.add(.question(question.text, choices: choices))
  }

  private func showPending() {
    guard let command = lesson?.pending else { return }
    let enter = output.style.unicode ? "⏎ runs it" : "Enter runs it"
    let key = output.isInteractive || output.style.plain ? enter : "next runs it"
    let text = command.textWithoutCaption
    let space = String(repeating: " ", count: max(2, 54 - displayWidth(text)))
    output.write("  " + output.style.paint(text, as: .command) + space + output.style.paint(key, as: .muted))
  }

  /// Runs the expectations that come next; one that fails is reported, and the lesson goes on.
  private func runSilentCommands() {
    while let run = lesson, let command = run.pending, command.isSilent {
      do {
        try perform(command, of: run.lesson)
      } catch  where state.ownInUse != nil {
        // Numbers of the author's network are not expected of the learner's own.
      } catch {
        output.write("This lesson expects another result here: your network or machine differs from its author's.")
        output.write("\((error as? LessonFault)?.error.message ?? "\(error)")")
      }
      lesson?.command += 1
    }
  }

  /// Enter in a lesson: the pending command, else the next block.
  func nextInLesson() throws {
    guard let run = lesson else { throw SessionError.noLesson }
    if let command = run.pending {
      do {
        try performOrPassOver(command, of: run.lesson)
      } catch let fault as LessonFault {
        throw LessonStuck(fault: fault, lesson: run.lesson.name, block: run.block + 1)
      }
      lesson?.command += 1
      runSilentCommands()
      showPending()
      if lesson?.pending == nil { finishBlock() }
      return
    }
    if run.openQuestion != nil { throw SessionError.questionOpen }
    run.isLastBlock ? endLesson() : try present(run.block + 1)
  }

  /// Runs a command of the lesson. While the learner's own network is in use, which may lack a layer or a class, it may
  /// also fail.
  func performOrPassOver(_ command: Lesson.Command, of lesson: Lesson) throws {
    do {
      try perform(command, of: lesson)
    } catch let fault as LessonFault {
      guard let own = state.ownInUse else { throw fault }
      output.write("passed over, as \(own.file) is not the network that the lesson was written on: \(fault.error)")
    }
  }

  /// Runs a command of the lesson; an error names the lesson's file and line.
  func perform(_ command: Lesson.Command, of lesson: Lesson) throws {
    _ = output.taken()
    // A section that is left out, or a command that is passed over, leaves the numbers of the others as they are.
    state.figureCount = command.figuresBefore
    let line = SourceLine(command.text, number: command.line)
    do throws(LanguageError) {
      try asLesson { () throws(LanguageError) in
        for statement in Statement.statements(of: line) { try run(statement) }
      }
    } catch {
      throw LessonFault(lesson: lesson.file, line: line, error: error)
    }
    if command.isSilent { return }
    notes.add(.command(command.text))
    notes.add(.result(output.taken()))
  }

  /// Does something as the lesson sees the session: by the names that its own commands gave.
  private func asLesson(_ body: () throws(LanguageError) -> Void) throws(LanguageError) {
    let learners = state.named
    state.named = state.lessonNames
    performsLesson = true
    defer {
      performsLesson = false
      state.lessonNames = state.named
      state.named = learners.merging(state.named) { _, lessons in lessons }
    }
    try body()
  }

  func finishBlock() {
    guard let run = lesson else { return }
    notify(records.record(.finished(lesson: run.lesson.name, block: run.current.name)))
  }

  private func endLesson() {
    guard let run = lesson else { return }
    lesson = nil
    setProcedureAside()
    let all = lessons
    let later = all.drop { $0.name != run.lesson.name }.dropFirst()
    let next = later.first { records.progress.resumption(of: $0) != nil } ?? records.progress.nextLesson(of: all)
    greeted = next?.name
    let words = next.map { "Next: lesson \($0.name): Enter starts it, lessons lists all." } ?? "All lessons are done."
    output.write("End of lesson \(run.lesson.name). \(words)")
  }

  /// All lessons of the shelf that can be read.
  var lessons: [Lesson] {
    shelf.entries.compactMap { try? shelf.lesson($0) }
  }
}

extension Lesson.Command {
  /// As it is shown before it runs: a figure's caption is left out, for it stands below the figure.
  fileprivate var textWithoutCaption: String {
    guard text.hasPrefix("figure"), let quote = text.firstIndex(of: "\"") else { return text }
    return text[..<quote] + "…"
  }
}
