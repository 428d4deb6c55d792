import Foundation
import LineEditing
import Plotting
import Tutoring

/// Writes to standard output, and on a terminal redraws what is in the making.
final class StandardOutput: Output {
  var style: TerminalStyle {
    didSet { isWidthGiven = isWidthGiven || style.width != oldValue.width }
  }
  let isInteractive: Bool
  /// The width was asked for, so that it counts in a pipe too.
  private var isWidthGiven: Bool
  private let isTerminal: Bool
  private var redrawnLines = 0

  init(_ options: GlobalOptions) {
    isTerminal = Terminal.isTerminal(1)
    isWidthGiven = options.width != nil
    let size = isTerminal ? Terminal.size : nil
    style = .detect(
      environment: ProcessInfo.processInfo.environment, isTerminal: isTerminal,
      size: size.map { (columns: $0.columns, rows: $0.rows) }, choice: options.color,
      plain: options.plain,
      width: options.width)
    isInteractive = isTerminal && Terminal.isTerminal(0) && !style.plain
  }

  var tableWidth: Int? { isInteractive || isWidthGiven ? style.width : nil }

  func choose(color: String) -> Bool {
    guard let choice = TerminalStyle.ColorChoice(rawValue: color) else { return false }
    style.color =
      TerminalStyle.detect(
        environment: ProcessInfo.processInfo.environment, isTerminal: Terminal.isTerminal(1), choice: choice,
        plain: style.plain
      ).color
    return true
  }

  func write(_ text: String) {
    erase()
    let lines = text.hasSuffix("\n") ? text : text + "\n"
    put(isTerminal || isWidthGiven ? style.brokenAtSpaces(lines) : lines)
  }

  func redraw(_ text: String) {
    guard isInteractive else { return }
    erase()
    guard !text.isEmpty else { return }
    put(text.hasSuffix("\n") ? text : text + "\n")
    redrawnLines = text.split(separator: "\n", omittingEmptySubsequences: false).count
  }

  /// Takes away what was drawn last to be replaced.
  private func erase() {
    guard redrawnLines > 0 else { return }
    // Ctrl-C leaves its sign on the line, and the cursor behind it.
    put("\r\u{1B}[\(redrawnLines)A\u{1B}[J")
    redrawnLines = 0
  }

  /// Where nobody can be told anything any more, the session ends: progress is on the disk after each block.
  private func put(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((style.unicode ? text : transliterated(text)).utf8))
    } catch {
      complain("what is printed cannot be written: \(String(cString: strerror(errno)))")
      exit(1)
    }
  }
}
