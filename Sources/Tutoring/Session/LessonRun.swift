import CommandLanguage

/// Where the learner is in a lesson.
struct LessonRun {
  let lesson: Lesson
  /// The block shown.
  private(set) var block = 0
  /// The command of the block that runs next.
  var command = 0
  /// What the session held when the block began, for `again`.
  private(set) var before: State
  /// The question of the block was answered or skipped.
  var isAnswered = false
  var hintsGiven = 0

  init(_ lesson: Lesson, state: State) {
    self.lesson = lesson
    before = state
  }

  var current: Lesson.Block { lesson.blocks[block] }

  /// The command that Enter runs.
  var pending: Lesson.Command? {
    command < current.commands.count ? current.commands[command] : nil
  }

  /// The question that waits for an answer.
  var openQuestion: Question? { isAnswered ? nil : current.question }

  var isLastBlock: Bool { block == lesson.blocks.count - 1 }

  /// Stands at the start of a block.
  mutating func enter(_ block: Int, state: State) {
    self.block = block
    before = state
    command = 0
    isAnswered = false
    hintsGiven = 0
  }
}
