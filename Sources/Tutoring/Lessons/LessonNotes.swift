/// The lesson so far as prose, commands, results and figures, to be kept as Markdown.
public struct LessonNotes: Equatable, Sendable {
  /// Something that was shown or done.
  public enum Entry: Equatable, Sendable {
    case title(String)
    /// Markdown.
    case prose(String)
    case command(String)
    /// What a command printed.
    case result(String)
    /// A figure that was written: its path and its caption.
    case figure(path: String, caption: String)
    case question(String, choices: [String])
    /// An answer, and what was said to it.
    case answer(String, said: String)
  }

  public private(set) var entries: [Entry] = []

  public init() {}

  /// Takes down what comes next.
  public mutating func add(_ entry: Entry) { entries.append(entry) }

  /// Forgets all: another lesson begins.
  public mutating func clear() { entries = [] }

  /// The notes as Markdown.
  ///
  /// - Parameter folder: where the file will be, as the figures' paths name it; those below it are named from there.
  public func markdown(in folder: String = "") -> String {
    entries.map { LessonNotes.markdown($0, in: folder) }.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func markdown(_ entry: Entry, in folder: String) -> String {
    switch entry {
    case .title(let title): "# \(title)"
    case .prose(let text): text
    case .command(let command): fenced(command, "fovea")
    case .result(let text): text.isEmpty ? "" : fenced(withoutEscapes(text), "text")
    case .figure(let path, let caption): "![\(bracketed(caption))](<\(relative(path, to: folder))>)"
    case .question(let text, let choices):
      ([quoted(text)] + choices.enumerated().map { ">\n> \($0 + 1). \($1)" }).joined(separator: "\n")
    case .answer(let answer, let said): "**Answer:** \(answer) — \(said)"
    }
  }

  /// A fence that the text cannot close.
  private static func fenced(_ text: String, _ kind: String) -> String {
    var longest = 2
    for run in text.split(whereSeparator: { $0 != "`" }) { longest = max(longest, run.count) }
    let marks = String(repeating: "`", count: longest + 1)
    return "\(marks)\(kind)\n\(text)\n\(marks)"
  }

  private static func quoted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? ">" : "> \($0)" }
      .joined(separator: "\n")
  }

  private static func bracketed(_ caption: String) -> String {
    caption.reduce(into: "") { $0 += "[]\\".contains($1) ? "\\\($1)" : String($1) }
  }

  private static func relative(_ path: String, to folder: String) -> String {
    let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// Without the colours that a terminal was sent.
  private static func withoutEscapes(_ text: String) -> String {
    var plain = ""
    var isEscape = false
    for character in text {
      if character == "\u{1B}" {
        isEscape = true
      } else if !isEscape {
        plain.append(character)
      } else if character.isLetter {
        isEscape = false
      }
    }
    return plain
  }
}
