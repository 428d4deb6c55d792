/// The commands of former sessions and this one, one a line in the file `history`.
public struct CommandHistory: Sendable {
  /// The most lines that are kept.
  public static let limit = 2000
  static let name = "history"

  public let folder: StateFolder

  /// Oldest first: those that the file held when it was last read, with this session's.
  public private(set) var lines: [String] = []

  /// This session's own, oldest first.
  public private(set) var ownLines: [String] = []

  private var pending: [String] = []
  private var hasWarned = false

  public init(folder: StateFolder) {
    self.folder = folder
  }

  /// Reads the file, keeping a damaged one aside.
  ///
  /// - Returns: what to tell the learner, at most one sentence.
  public mutating func load() -> String? {
    do throws(StateError) {
      guard let bytes = try folder.read(CommandHistory.name) else { return nil }
      let (read, damaged) = CommandHistory.read(bytes)
      lines = read
      guard damaged > 0 else { return nil }
      let kept = try folder.keepAside(CommandHistory.name, bytes)
      try folder.write(CommandHistory.name, CommandHistory.bytes(of: lines))
      let counted = damaged == 1 ? "a line of the history was" : "\(damaged) lines of the history were"
      return "\(counted) damaged and left out; the file as it was is \(kept)"
    } catch {
      return warning(error)
    }
  }

  /// Keeps a command; one that is blank or the same as the last is not repeated.
  public mutating func append(_ command: String) -> String? {
    let command = LessonLine.trimmed(Substring(command))
    // What holds a line end or another control character was not typed as one command.
    guard !command.isEmpty, !LessonLine.hasControls(Substring(command)) else { return nil }
    ownLines.append(command)
    guard command != lines.last else { return nil }
    lines = Array((lines + [command]).suffix(CommandHistory.limit))
    pending.append(command)
    return save(isDurable: false)
  }

  /// Waits until the disk holds the history; to be called at the end of a session.
  public mutating func flush() -> String? { save(isDurable: true) }

  private mutating func save(isDurable: Bool) -> String? {
    do throws(StateError) {
      let folder = folder
      let new = pending
      lines = try folder.whileLocked(CommandHistory.name) { () throws(StateError) in
        let kept = CommandHistory.read(try folder.read(CommandHistory.name) ?? []).lines
        let merged = Array((kept + new).suffix(CommandHistory.limit))
        try folder.write(CommandHistory.name, CommandHistory.bytes(of: merged), isDurable: isDurable)
        return merged
      }
      pending = []
      return nil
    } catch {
      return warning(error)
    }
  }

  /// The lines that are text without control characters, the newest 2000, and how many are not.
  static func read(_ bytes: [UInt8]) -> (lines: [String], damaged: Int) {
    var lines: [String] = []
    var damaged = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let text = String(validating: line, as: UTF8.self), !LessonLine.hasControls(Substring(text)) {
        lines.append(text)
      } else {
        damaged += 1
      }
    }
    return (Array(lines.suffix(limit)), damaged)
  }

  private static func bytes(of lines: [String]) -> [UInt8] {
    lines.reduce(into: []) { bytes, line in bytes += line.utf8 + [UInt8(ascii: "\n")] }
  }

  private mutating func warning(_ error: StateError) -> String? {
    guard !hasWarned else { return nil }
    hasWarned = true
    return "the history is not kept: \(error)"
  }
}
