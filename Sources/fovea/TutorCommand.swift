import ArgumentParser
import LineEditing
import Tutoring

/// `fovea`: the prompt on a terminal, else a script from standard input.
struct TutorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tutor", abstract: "The prompt.", shouldDisplay: false)

  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard Terminal.isTerminal(0) else { return try runScript(.standardInput, options) }
    let prompt = try Prompt(options)
    prompt.greet()
    prompt.loop()
  }
}

/// `fovea lesson NAME`: straight into a lesson.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Start or resume a lesson.",
    discussion: "NAME is a number, a name or both: 5, occlusion and 05-occlusion are one. A path to a .md file will do."
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The lesson, and perhaps a block of it and the word fresh.") var words: [String]

  /// The same as it is typed at the prompt.
  private var line: String {
    "lesson " + words.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(separator: " ")
  }

  func run() throws {
    guard Terminal.isTerminal(0) else {
      return try runScript(.text(line, name: "fovea lesson"), options)
    }
    let prompt = try Prompt(options)
    guard prompt.take(line) else { throw ExitCode(1) }
    prompt.loop()
  }
}
