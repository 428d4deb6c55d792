import CReadline
import Glibc
import Synchronization

/// Asks for lines on the terminal, with the keys, the history and the completion of GNU readline.
///
/// readline's state belongs to the whole process: there is one editor at a time, used from one thread.
public final class LineEditor {
  /// What came back from the prompt.
  public enum Input: Equatable, Sendable {
    case line(String)
    /// Ctrl-C: the line was dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case endOfInput
  }

  /// What could stand at the cursor of a line; the cursor is the number of characters before it.
  public typealias Completer = (_ line: String, _ cursor: Int) -> Completion

  private let completer: Completer
  private var input: Input?

  /// An editor, which also makes Ctrl-C an `Interruption`.
  ///
  /// - Parameters:
  ///   - name: the program's, by which a person's own readline settings can tell it from others.
  ///   - history: the lines of former sessions, the oldest first.
  ///   - isPlain: never moves the cursor back, whatever TERM says.
  ///   - completer: called on Tab.
  public init(
    name: String, history: [String] = [], isPlain: Bool = false, completer: @escaping Completer = { _, _ in .none }
  ) {
    self.completer = completer
    fovea_readline_prepare(strdup(name), isPlain ? strdup("dumb") : nil)
    using_history()
    clear_history()
    for line in history { add_history(line) }
    initializeReadline()
    Interruption.install()
  }

  /// Shows a prompt, which may hold colour sequences, and waits for a line.
  public func readLine(prompt: String) -> Input {
    Interruption.clear()
    input = nil
    editing.store(UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()), ordering: .relaxed)
    defer { editing.store(0, ordering: .relaxed) }
    rl_callback_handler_install(markingEscapes(prompt)) { line in
      LineEditor.atThePrompt?.finish(line)
    }
    waitForKeys()
    return input ?? .endOfInput
  }

  // MARK: - History

  /// The lines of former sessions and of this one, the oldest first.
  public var history: [String] {
    (0..<fovea_history_count()).compactMap { place in fovea_history_line(place).map { String(cString: $0) } }
  }

  /// Adds a line to the history, unless it is blank or the same as the last one.
  public func addToHistory(_ line: String) {
    let last = fovea_history_line(fovea_history_count() - 1).map { String(cString: $0) }
    guard line != last, !line.allSatisfy(\.isWhitespace) else { return }
    add_history(line)
  }

  // MARK: - At the prompt

  /// The editor that is asking now: readline's callbacks carry nothing by which to find it.
  private static var atThePrompt: LineEditor? {
    UnsafeRawPointer(bitPattern: editing.load(ordering: .relaxed))
      .map { Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Lets readline have the keys as they come, until the line is done or Ctrl-C ends it.
  private func waitForKeys() {
    // Signals are let in only while waiting, so that none can slip in between a look at the flag and the wait.
    var (held, usual) = (sigset_t(), sigset_t())
    sigemptyset(&held)
    for signal in [SIGINT, SIGTSTP, SIGWINCH, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &usual)
    defer { pthread_sigmask(SIG_SETMASK, &usual, nil) }
    while input == nil {
      if fovea_wait_for_key(STDIN_FILENO, &usual) >= 0 {
        rl_callback_read_char()
      } else if errno != EINTR {
        finish(nil)
      } else {
        // readline passes Ctrl-C on to the handler of `Interruption`, so it must not be held back here.
        pthread_sigmask(SIG_SETMASK, &usual, nil)
        fovea_readline_take_signals()
        pthread_sigmask(SIG_BLOCK, &held, nil)
        if Interruption.isPending { abandon() }
      }
    }
  }

  private func abandon() {
    fovea_readline_abandon()
    Interruption.clear()
    input = .interrupted
  }

  private func finish(_ line: UnsafeMutablePointer<CChar>?) {
    rl_callback_handler_remove()
    input = line.map { .line(String(cString: $0)) } ?? .endOfInput
    // After Ctrl-D the cursor still stands behind the prompt.
    if line == nil { print() }
    free(line)
  }

  fileprivate static func completeAtCursor() {
    atThePrompt?.complete()
  }

  private func complete() {
    let line = String(cString: fovea_readline_line())
    let before = String(decoding: line.utf8.prefix(Int(fovea_readline_point())), as: UTF8.self)
    switch completer(line, before.count).effect(on: line) {
    case .nothing: rl_ding()
    case .replace(let range, let text):
      let start = line.prefix(range.lowerBound).utf8.count
      let end = line.prefix(range.upperBound).utf8.count
      fovea_readline_replace(Int32(start), Int32(end), text)
    case .list(let labels):
      let size = Terminal.size ?? Terminal.Size(rows: 24, columns: 80)
      let lines = columns(of: labels, width: size.columns, rows: max(2, size.rows - 3))
      fovea_readline_print_below(lines.joined(separator: "\n") + "\n")
    }
  }
}

/// The address of the editor that is asking now, 0 while none is.
private let editing = Atomic<UInt>(0)

/// Starts readline with our Tab, and with UTF-8 even where the environment names no locale.
private func initializeReadline() {
  setlocale(LC_CTYPE, "")
  rl_initialize()
  if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8", setlocale(LC_CTYPE, "C.UTF-8") != nil {
    for (setting, value) in [("input-meta", "on"), ("output-meta", "on"), ("convert-meta", "off")] {
      rl_variable_bind(setting, value)
    }
  }
  // Pasted lines run one after the other, as if they had been typed.
  rl_variable_bind("enable-bracketed-paste", "off")
  for keymap in ["emacs-standard", "vi-insert"] {
    rl_bind_key_in_map(
      9,
      { _, _ in
        LineEditor.completeAtCursor()
        return 0
      }, rl_get_keymap_by_name(keymap))
  }
}
