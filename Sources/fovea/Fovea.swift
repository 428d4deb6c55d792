import ArgumentParser
import Foundation

/// The program: the tutor without a subcommand, and all that instructors run around it.
@main
struct Fovea: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fovea",
    abstract: "A tutor in the terminal that shows what a ConvNet sees, one step at a time.",
    discussion: """
      Without a subcommand: the prompt. With standard input not a terminal: a script from there.

      Everywhere: --network NAME|FILE, --seed N, --threads N, --color auto|always|never, --plain, --width N, \
      --figures DIR, --data DIR, --lessons DIR, --notes.
      """,
    version: "fovea \(version)",
    subcommands: [
      TutorCommand.self, LessonCommand.self, RunCommand.self, CheckCommand.self, FiguresCommand.self,
      TrainCommand.self, ScenesCommand.self, BenchCommand.self,
    ],
    defaultSubcommand: TutorCommand.self)

  /// Parses and runs; the exit status is 0 done, 1 an error in the input, 2 wrong usage, 130 interrupted.
  static func main() {
    do {
      var command = try parseAsRoot(GlobalOptions.afterTheSubcommand(Array(CommandLine.arguments.dropFirst())))
      try command.run()
      // What print() wrote may still be on its way.
      if fflush(nil) != 0 {
        complain("what is printed cannot be written: \(String(cString: strerror(errno)))")
        throw ExitCode(1)
      }
    } catch {
      finish(with: error)
    }
  }

  private static func finish(with error: any Error) -> Never {
    // The prompt has no name of its own on the command line.
    let text = fullMessage(for: error).replacing("fovea tutor", with: "fovea")
    let status = exitCode(for: error)
    if status == .success {
      print(text)
    } else if !text.isEmpty {
      try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
    Foundation.exit(status == .validationFailure ? 2 : status.rawValue)
  }
}

/// The version that figures and saved files name.
let version = "0.1.0"
