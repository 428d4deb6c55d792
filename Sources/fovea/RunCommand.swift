import ArgumentParser
import Foundation
import LineEditing
import Plotting
import Tutoring

/// `fovea run`: a script.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a script of commands; stops at the first error.")

  @OptionGroup var options: GlobalOptions
  @Option(name: .customShort("c"), help: "The commands themselves, separated by semicolons.") var commands: String?
  @Argument(help: "A file of commands, or - for standard input.") var file: String?

  func validate() throws {
    if (commands == nil) == (file == nil) {
      throw ValidationError("name a FILE of commands, or - for standard input, or give the commands by -c")
    }
  }

  func run() throws {
    if let commands { return try runScript(.text(commands, name: "-c"), options) }
    if let file { try runScript(file == "-" ? .standardInput : .file(file), options) }
  }
}

/// Where a script comes from.
enum ScriptSource {
  case standardInput
  case file(String)
  case text(String, name: String)

  /// Its name in errors and its text.
  func read() throws -> (name: String, text: String) {
    switch self {
    case .text(let text, let name): return (name, text)
    case .standardInput:
      return ("-", String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self))
    case .file(let path):
      do throws(StateError) {
        if let bytes = try FileBytes.read(path) { return (path, String(decoding: bytes, as: UTF8.self)) }
        complain("there is no file '\(path)'")
      } catch {
        complain("\(error)")
      }
      throw ExitCode(1)
    }
  }
}

/// Runs a script to its end or its first error, which it prints with its place.
func runScript(_ source: ScriptSource, _ options: GlobalOptions) throws {
  let (name, text) = try source.read()
  let output = StandardOutput(options)
  let session = try options.session(output)
  do {
    try session.run(script: text, named: name)
  } catch {
    complain(output.style.unicode ? error.description : transliterated(error.description))
    throw ExitCode(1)
  }
  if session.wasInterrupted { throw ExitCode(130) }
}

/// Writes a line to standard error, with nothing in it that steers a terminal: files and lessons can hold anything.
func complain(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data((sanitized(text) + "\n").utf8))
}
