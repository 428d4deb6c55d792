/// How far a learner has come: what was begun, done or skipped of each lesson, by the names of its blocks.
///
/// Blocks stand in the order in which they were last touched, so that the latest one says where to go on.
public struct LessonProgress: Equatable, Sendable {
  /// Every block that was touched, the latest last.
  public internal(set) var records: [Record] = []

  public init() {}

  /// What is known of one block.
  public struct Record: Equatable, Sendable {
    public let lesson: String
    public let block: String
    public internal(set) var state = State.open
    /// Answers given to its question.
    public internal(set) var tries = 0
    /// Hints asked for.
    public internal(set) var hints = 0
    /// The first answer, as it was typed.
    public internal(set) var firstAnswer: String?
  }

  /// Where a block stands.
  public enum State: String, CaseIterable, Sendable {
    /// Begun and not finished.
    case open
    case done
    /// Gone past: the learner has seen the answer.
    case skipped
    /// Done, but only after it had been gone past.
    case doneAfterSkip = "done-after-skip"

    /// Whether the learner need not come back to it.
    public var isFinished: Bool { self != .open }
    public var wasSkipped: Bool { self == .skipped || self == .doneAfterSkip }
  }

  /// Something that happened, to be kept.
  public enum Change: Equatable, Sendable {
    case began(lesson: String, block: String)
    case finished(lesson: String, block: String)
    case skipped(lesson: String, block: String)
    case tried(lesson: String, block: String, answer: String)
    case hinted(lesson: String, block: String)
    case forgot(lesson: String)
    case forgotAll
  }

  /// What is known of a block; nil where it was never begun.
  public func record(lesson: String, block: String) -> Record? {
    records.last { $0.lesson == lesson && $0.block == block }
  }

  /// Takes in what happened.
  public mutating func apply(_ change: Change) {
    switch change {
    case .began(let lesson, let block): touch(lesson, block) { _ in }
    case .finished(let lesson, let block):
      touch(lesson, block) { $0.state = $0.state.wasSkipped ? .doneAfterSkip : .done }
    case .skipped(let lesson, let block):
      touch(lesson, block) { if !$0.state.isFinished { $0.state = .skipped } }
    case .tried(let lesson, let block, let answer):
      touch(lesson, block) { record in
        record.tries += 1
        if record.firstAnswer == nil { record.firstAnswer = String(answer.prefix(200)) }
      }
    case .hinted(let lesson, let block): touch(lesson, block) { $0.hints += 1 }
    case .forgot(let lesson): records.removeAll { $0.lesson == lesson }
    case .forgotAll: records = []
    }
  }

  private mutating func touch(_ lesson: String, _ block: String, _ change: (inout Record) -> Void) {
    var record = Record(lesson: lesson, block: block)
    if let place = records.lastIndex(where: { $0.lesson == lesson && $0.block == block }) {
      record = records.remove(at: place)
    }
    change(&record)
    records.append(record)
  }
}

extension LessonProgress {
  /// How many blocks of a lesson are done, skipped and still open.
  public struct Tally: Equatable, Sendable {
    public var done = 0
    public var skipped = 0
    public var open = 0
    /// Whether the learner has begun the lesson.
    public var isBegun = false

    public init(done: Int = 0, skipped: Int = 0, open: Int = 0, isBegun: Bool = false) {
      self.done = done
      self.skipped = skipped
      self.open = open
      self.isBegun = isBegun
    }
  }

  /// Counts the blocks of a lesson by where they stand.
  public func tally(of lesson: Lesson) -> Tally {
    var tally = Tally()
    for block in lesson.blocks {
      let record = record(lesson: lesson.name, block: block.name)
      switch record?.state {
      case .done, .doneAfterSkip: tally.done += 1
      case .skipped: tally.skipped += 1
      case .open, nil: tally.open += 1
      }
      if record != nil { tally.isBegun = true }
    }
    return tally
  }

  /// The place of the block to go on with; nil where nothing of the lesson is left.
  ///
  /// It is the block touched last where that is still open, else the one below it; below the end, the first open one.
  public func resumption(of lesson: Lesson) -> Int? {
    let isOpen = lesson.blocks.map { self.record(lesson: lesson.name, block: $0.name)?.state.isFinished != true }
    let places = records.lazy.reversed().filter { $0.lesson == lesson.name }.compactMap { record in
      lesson.blocks.firstIndex { $0.name == record.block }
    }
    guard let last = places.first else { return 0 }
    return isOpen[last...].firstIndex(of: true) ?? isOpen.firstIndex(of: true)
  }

  /// The lesson to go on with: the one touched last while something of it is left, else the first with anything left.
  public func nextLesson(of lessons: [Lesson]) -> Lesson? {
    let last = records.last.flatMap { record in lessons.first { $0.name == record.lesson } }
    if let last, resumption(of: last) != nil { return last }
    return lessons.first { resumption(of: $0) != nil }
  }

  /// One line a question of the lessons begun, for an instructor: tab-separated, with a heading.
  public func report(on lessons: [Lesson]) -> String {
    var lines = ["lesson\tquestion\tstate\tfirst answer\ttries\thints\tskipped"]
    for lesson in lessons where tally(of: lesson).isBegun {
      for (block, _) in lesson.questions {
        let record = record(lesson: lesson.name, block: block) ?? Record(lesson: lesson.name, block: block)
        let fields = [
          lesson.stem, block, record.state.rawValue, record.firstAnswer ?? "", "\(record.tries)", "\(record.hints)",
          record.state.wasSkipped ? "yes" : "no",
        ]
        lines.append(fields.map(ProgressFile.escaped).joined(separator: "\t"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
