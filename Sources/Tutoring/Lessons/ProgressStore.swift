/// Progress with the file in which it is kept.
///
/// Every change is taken into what the file holds at that moment, so that two sessions at once keep what both did. Nothing
/// here is fatal: what cannot be read or written is said once, in words, and the session goes on with what it knows.
public struct ProgressStore: Sendable {
  static let name = "progress"

  public let folder: StateFolder

  /// What is known: the file as last read, with this session's changes.
  public private(set) var progress = LessonProgress()

  /// Changes that the file does not hold yet.
  private var pending: [LessonProgress.Change] = []
  private var hasWarned = false

  public init(folder: StateFolder) {
    self.folder = folder
  }

  /// Reads the file, keeping a damaged one aside.
  ///
  /// - Returns: what to tell the learner, at most one sentence; nil where all is well.
  public mutating func load() -> String? {
    do throws(StateError) {
      guard let bytes = try folder.read(ProgressStore.name) else { return nil }
      let damaged = take(bytes)
      guard damaged > 0 else { return nil }
      return try mend(bytes, damaged)
    } catch {
      return warning(error)
    }
  }

  /// Takes in something that happened and keeps it.
  ///
  /// - Returns: what to tell the learner, once a session; nil where it is kept.
  public mutating func record(_ change: LessonProgress.Change) -> String? {
    progress.apply(change)
    pending.append(change)
    return save()
  }

  private mutating func save() -> String? {
    do throws(StateError) {
      let folder = folder
      let changes = pending
      let (kept, notice) = try folder.whileLocked(ProgressStore.name) { () throws(StateError) in
        try ProgressStore.merge(changes, in: folder)
      }
      progress = kept
      pending = []
      return notice
    } catch {
      return warning(error)
    }
  }

  /// Takes changes into what the file holds now.
  private static func merge(
    _ changes: [LessonProgress.Change], in folder: StateFolder
  ) throws(StateError) -> (LessonProgress, notice: String?) {
    let bytes = try folder.read(name) ?? []
    var (merged, damaged) = ProgressFile.read(bytes)
    let kept = damaged > 0 ? try folder.keepAside(name, bytes) : ""
    for change in changes { merged.apply(change) }
    try folder.write(name, Array(ProgressFile.text(of: merged).utf8))
    return (merged, damaged > 0 ? damage(damaged, kept) : nil)
  }

  private mutating func take(_ bytes: [UInt8]) -> Int {
    let (read, damaged) = ProgressFile.read(bytes)
    progress = read
    return damaged
  }

  /// Keeps a damaged file aside and writes what could be read of it.
  private func mend(_ bytes: [UInt8], _ damaged: Int) throws(StateError) -> String {
    let kept = try folder.keepAside(ProgressStore.name, bytes)
    try folder.write(ProgressStore.name, Array(ProgressFile.text(of: progress).utf8))
    return ProgressStore.damage(damaged, kept)
  }

  private static func damage(_ lines: Int, _ kept: String) -> String {
    let counted = lines == 1 ? "a line of your progress was" : "\(lines) lines of your progress were"
    return "\(counted) damaged and left out; the file as it was is \(kept)"
  }

  private mutating func warning(_ error: StateError) -> String? {
    if case .locked = error, !hasWarned {
      hasWarned = true
      return "progress is kept later: \(error)"
    }
    guard !hasWarned else { return nil }
    hasWarned = true
    return "progress is not kept: \(error)"
  }
}
