public import ArgumentParser
import Foundation
public import Plotting
import Tutoring

/// The options that every subcommand takes, before or after its name.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The network to use: small, wide, linear, shortcut, tiny, vgg16 or a file.", valueName: "name|file"))
  var network: String?

  @Option(help: "The seed of all that is drawn at random.")
  var seed: UInt64 = 0

  @Option(help: "How many cores to use.")
  var threads: Int?
  /// The same, no more than the machine has.
  var cores: Int? { threads.map { min($0, ProcessInfo.processInfo.activeProcessorCount) } }

  @Option(help: "Colour in the terminal: auto, always or never.")
  var color: TerminalStyle.ColorChoice = .auto

  @Flag(help: "ASCII only and nothing redrawn, for screen readers and logs.")
  var plain = false

  @Option(help: "Columns to write in.")
  var width: Int?

  @Option(help: ArgumentHelp("The folder that figures are written to.", valueName: "dir"))
  var figures: String?

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Where lessons look for the files that they need. For train: the pictures to learn from.", valueName: "dir|file"))
  var dataPaths: [String] = []
  /// The last one counts, as for the other options.
  var data: String? { dataPaths.last }

  @Option(help: ArgumentHelp("A folder of lessons to use instead of the course.", valueName: "dir"))
  var lessons: String?

  @Flag(help: "Show the instructor's notes of lessons.")
  var notes = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 up, not \(threads)") }
    if let width, !(20...1000).contains(width) {
      throw ValidationError("--width takes 20 to 1000 columns, not \(width)")
    }
  }

  private static let withValue: Set<String> = [
    "--network", "--seed", "--threads", "--color", "--width", "--figures", "--data", "--lessons",
  ]

  /// Moves the options that stand before a subcommand's name behind it, where its parser reads them.
  static func afterTheSubcommand(_ arguments: [String]) -> [String] {
    var index = 0
    while index < arguments.count, arguments[index].hasPrefix("-") {
      index += withValue.contains(arguments[index]) ? 2 : 1
    }
    guard index > 0, index < arguments.count else { return arguments }
    let before = arguments[..<index]
    if before.contains("--version") || before.contains("--help") || before.contains("-h") { return arguments }
    return [arguments[index]] + before + arguments[(index + 1)...]
  }
}

extension TerminalStyle.ColorChoice: ExpressibleByArgument {}
