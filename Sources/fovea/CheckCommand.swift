import ArgumentParser
import Foundation
import LineEditing
import Tutoring

/// `fovea check`: proves the lessons.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Run lessons without a terminal and prove their questions.",
    discussion: "A lesson that names its network is proved on that one, whatever --network says.")

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Which lessons; all where none is named.") var lessons: [String] = []

  func run() throws {
    Interruption.install()
    let shelf = try options.shelf()
    var passed = true
    for lesson in try chosenLessons(lessons, on: shelf) {
      let check = try LessonCheck(lesson, settings: options.settings, shelf: shelf) { Interruption.isPending }
      let outcome = check.outcome()
      print(outcome.line(lesson.stem))
      if case .failed(let faults) = outcome {
        passed = false
        for fault in faults { complain(fault) }
      }
      if Interruption.isPending { throw ExitCode(130) }
    }
    if !passed { throw ExitCode(1) }
  }
}

extension LessonCheck.Outcome {
  fileprivate func line(_ lesson: String) -> String {
    switch self {
    case .passed(let commands, let questions, let leftOut):
      (["\(lesson)  passed: \(commands) commands, \(questions) questions"] + leftOut.map { "skipped \($0)" })
        .joined(separator: "; ")
    case .skipped(let reason): "\(lesson)  skipped: \(reason)"
    case .failed(let faults): "\(lesson)  failed: \(faults.count == 1 ? "1 fault" : "\(faults.count) faults")"
    }
  }
}

/// The lessons of those names, or all.
func chosenLessons(_ names: [String], on shelf: LessonShelf) throws -> [Lesson] {
  do {
    let entries = names.isEmpty ? shelf.entries : try names.map { try shelf.entry(named: $0) }
    return try entries.map { try shelf.lesson($0) }
  } catch {
    complain("\(error)")
    throw ExitCode(1)
  }
}
