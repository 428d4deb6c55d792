public import CommandLanguage
import ModelFiles
import Networks
import Stepping

/// A session: what was typed so far has made its state; a line more changes it, or is an error and changes nothing.
public final class Session {
  var state: State
  var settings: Settings
  let output: Transcript
  let shelf: LessonShelf
  let records: Records
  /// Asks whether Ctrl-C was pressed since the running line began.
  let isInterrupted: () -> Bool
  /// The lesson that the learner is in.
  var lesson: LessonRun?
  /// What the lesson has shown so far, for `notes`.
  var notes = LessonNotes()
  /// The figures written so far.
  public internal(set) var figures: [WrittenFigure] = []
  /// The lesson's own command runs, not the learner's.
  var performsLesson = false
  /// The lesson that Enter starts after the greeting.
  var greeted: String?
  /// The lines typed so far that worked, for `history save`.
  var lines: [String] = []
  public internal(set) var isOver = false
  public internal(set) var wasInterrupted = false

  public init(
    settings: Settings, output: any Output, shelf: LessonShelf, records: Records,
    isInterrupted: @escaping () -> Bool = { false }
  ) throws {
    self.settings = settings
    self.output = Transcript(output)
    self.shelf = shelf
    self.records = records
    self.isInterrupted = isInterrupted
    let source = settings.firstNetwork
    let files = FileSearch(folders: settings.dataFolders, isForLesson: false)
    self.state = State(network: try NetworkSource(source, in: files).network(threads: settings.threads), from: source)
  }

  /// Runs the statements of one line.
  ///
  /// - Throws: the first error, with its place; the statements before it stay done.
  public func run(_ line: SourceLine) throws(LanguageError) {
    for statement in Statement.statements(of: line) { try run(statement) }
  }

  /// Runs one statement whole or, on an error, not at all.
  func run(_ statement: Statement) throws(LanguageError) {
    let before = (state, lesson, notes, lines)
    do {
      try perform(statement)
      keepLine(statement)
    } catch let stop as StoppedRun {
      throw placed(stop.reason, at: statement.range)
    } catch {
      (state, lesson, notes, lines) = before
      throw placed(error, at: statement.range)
    }
  }

  /// Runs a command as if it had been typed.
  func run(command: String) throws(LanguageError) {
    let line = SourceLine(command)
    try run(Statement(line: line, range: line.range))
  }

  /// Takes a line into the history; ways through lessons are none: their commands are there themselves.
  private func keepLine(_ statement: Statement) {
    let word = statement.firstWord?.name ?? ""
    let isWay = Command.named(word)?.topic == .lessons || word == "quit"
    if !isWay || state.named[word] != nil { lines.append(statement.text) }
  }

  /// An empty line: the lesson's next block, else a step of what runs.
  func pressEnter() throws(LanguageError) {
    if lesson != nil {
      try run(command: "next")
    } else if state.running?.isDone == false {
      try run(command: "step")
    }
  }

  private func perform(_ statement: Statement) throws {
    guard let head = freeTextHead(statement) ?? statement.head else { return try printValue(statement) }
    var reader = ArgumentReader(statement.line, head.rest)
    if let command = Command.named(head.name), command.worksAlone || !head.standsAlone {
      return try command.run(self, &reader)
    }
    if let procedure = Procedure.named(head.name), !head.standsAlone || isStartedAlone(procedure) {
      return try begin(procedure, &reader, command: statement.text)
    }
    if try head.standsAlone ? scope.value(of: head.name) != nil || !isMistyped(head) : scope.names.contains(head.name) {
      return try printValue(statement)
    }
    throw unknown(head)
  }

  /// The head of a command whose words are not an expression: `lesson ./my.md`, `answer -3`.
  private func freeTextHead(_ statement: Statement) -> Statement.Head? {
    guard let head = statement.firstWord, Command.named(head.name)?.takesFreeText == true, !head.standsAlone,
      state.named[head.name] == nil
    else { return nil }
    return head
  }

  /// A procedure's name alone starts it where it needs no more and nothing else has that name.
  private func isStartedAlone(_ procedure: Procedure) -> Bool {
    procedure.worksAlone && !scope.names.contains(procedure.name)
  }

  /// The value of a statement that is an expression.
  private func printValue(_ statement: Statement) throws {
    if let head = statement.head, head.standsAlone, try scope.value(of: head.name) == nil, let usage = usage(head.name)
    {
      throw LanguageError("'\(head.name)' needs more words", hint: "Type it as \(usage).", at: head.range)
    }
    let formula = try Formula(statement.line, statement.range)
    try look(at: [formula], as: .values, in: statement.line)
  }

  private func usage(_ name: String) -> String? {
    Command.named(name)?.forms.first ?? Procedure.named(name)?.usage
  }

  /// A lone word that is nearer to a command than to any name.
  private func isMistyped(_ head: Statement.Head) -> Bool {
    Command.named(head.name) == nil && Procedure.named(head.name) == nil
      && nearest(head.name, among: scope.names) == nil
      && nearest(head.name, among: scope.commandNames) != nil
  }

  private func unknown(_ head: Statement.Head) -> LanguageError {
    let hint =
      nearest(head.name, among: scope.commandNames).map { "Did you mean '\($0)'?" } ?? "'help' lists the commands."
    return LanguageError("There is no command '\(head.name)'", hint: hint, at: head.range)
  }
}

extension Session {
  /// The commands of former sessions, oldest first.
  public var historyLines: [String] { records.historyLines }

  /// Keeps what is to be kept.
  public func close() {
    notify(records.flush())
  }
}
