import CommandLanguage

/// Files that a lesson or a section of it needs and that are not there.
struct LessonNeeds: Error {
  /// "lesson your-network".
  let name: String
  let missing: [Lesson.Need]

  /// One line: which files.
  var files: String { missing.map(\.file).joined(separator: ", ") }

  /// "lesson your-network needs 'a.png', 'b.png'".
  var sentence: String { "\(name) needs \(missing.map { "'\($0.file)'" }.joined(separator: ", "))" }

  /// A line of files that share an explanation each, and where to put them.
  var advice: String {
    let (them, their) = missing.count == 1 ? ("it", "its") : ("them", "their")
    let way = "Put \(them) beside the lesson, or name \(their) folder by --data DIR."
    return (explanations + [way]).joined(separator: "\n")
  }

  /// Which files, and below that what they are.
  func error(at place: SourceRange) -> LanguageError {
    LanguageError(sentence.prefix(1).uppercased() + sentence.dropFirst(), hint: advice, at: place)
  }

  /// "a.png, b.png: two photographs", in the lesson's order.
  private var explanations: [String] {
    var groups: [(text: String, files: [String])] = []
    for need in missing where !need.explanation.isEmpty {
      if let place = groups.firstIndex(where: { $0.text == need.explanation }) {
        groups[place].files.append(need.file)
      } else {
        groups.append((need.explanation, [need.file]))
      }
    }
    return groups.map { "\($0.files.joined(separator: ", ")): \($0.text)" }
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
