/// What is kept between sessions, or, without a folder, for this session alone.
public final class Records {
  private var store: ProgressStore?
  private var loose = LessonProgress()
  private var history: CommandHistory?

  /// Keeps nothing beyond the session.
  public init() {}

  /// Reads what the folder holds.
  public init(folder: StateFolder) {
    folder.removeLeftovers()
    store = ProgressStore(folder: folder)
    history = CommandHistory(folder: folder)
  }

  /// Reads both files; what to tell the learner of damage.
  public func load() -> [String] {
    [store?.load(), history?.load()].compactMap { $0 ?? nil }
  }

  public var progress: LessonProgress { store?.progress ?? loose }

  /// The commands of former sessions, oldest first.
  public var historyLines: [String] { history?.lines ?? [] }

  /// Takes in what happened; what to tell the learner where it cannot be kept.
  func record(_ change: LessonProgress.Change) -> String? {
    guard store != nil else {
      loose.apply(change)
      return nil
    }
    return store?.record(change)
  }

  /// Keeps a command for the next session.
  public func append(_ line: String) -> String? {
    history?.append(line)
  }

  /// Waits until the disk holds the history; what to tell the learner where it cannot.
  public func flush() -> String? {
    history?.flush()
  }
}
