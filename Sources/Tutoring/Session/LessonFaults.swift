import CommandLanguage

/// Files that a lesson needs and that are not there.
struct LessonNeeds: Error, CustomStringConvertible {
  let lesson: Lesson
  let missing: [Lesson.Need]

  var description: String {
    let files = missing.map { $0.explanation.isEmpty ? "'\($0.file)'" : "'\($0.file)' (\($0.explanation))" }
    return
      "lesson \(lesson.name) needs \(files.joined(separator: ", ")): put it beside the lesson or name its folder by --data"
  }
}

/// An error in a lesson's own command.
struct LessonFault: Error, CustomStringConvertible {
  let lesson: String
  let line: SourceLine
  let error: LanguageError

  var description: String { error.rendered(file: lesson, line: line) }

  /// The same on one line.
  var sentence: String {
    "\(lesson):\(line.number):\(error.column): \(error.message), in the line '\(line.text(line.trimmed(line.range)))'"
  }
}

/// A lesson's command that failed at the prompt, and the way on.
struct LessonStuck: Error, CustomStringConvertible {
  let fault: LessonFault
  let lesson: String
  let block: Int

  var description: String {
    "Line \(fault.line.number) of \(fault.lesson.split(separator: "/").last ?? ""), "
      + "'\(fault.line.text(fault.line.range))', failed: \(fault.error). If you changed the network or the procedure, lesson \(lesson) \(block) begins this block anew"
  }
}
