public import ArgumentParser
import Foundation
import Tutoring

/// `fovea figures`: the lessons' figures and a manifest of them.
struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "Write the figures of lessons, and manifest.json.",
    discussion:
      "--shard I/N takes each N-th lesson, from the I-th on; the last of the shards to end merges their manifests.")

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir")) var out: String
  @Option(help: "How many processes.") var jobs: Int = 1
  @Option(help: ArgumentHelp("Which part of the lessons: I/N, I from 1.", valueName: "i/n")) var shard: String?
  @Option(help: "png or svg.") var format: FigureFormat = .png
  @Argument(help: "Which lessons; all where none is named.") var lessons: [String] = []

  func validate() throws {
    if !(1...64).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 64, not \(jobs)") }
    if let shard, Shard(shard) == nil { throw ValidationError("--shard takes I/N such as 2/4, not \(shard)") }
  }

  func run() throws {
    if jobs > 1, shard == nil { return try runJobs() }
    let shelf = try options.shelf()
    let part = shard.flatMap(Shard.init)
    let chosen = try chosenLessons(lessons, on: shelf).enumerated().filter { part?.takes($0.offset) ?? true }
    var manifest = Manifest(version: version, network: options.network ?? "small", seed: options.seed)
    var failed = false
    for (_, lesson) in chosen { failed = !write(lesson, shelf, into: &manifest) || failed }
    do {
      try manifest.write(to: out, suffix: part.map { "-\($0.index)-of-\($0.count)" } ?? "")
      // The shard that ends last finds all parts there.
      if let part { try Manifest.mergeIfComplete(in: out, count: part.count) }
    } catch {
      complain("'\(out)' cannot be written")
      throw ExitCode(1)
    }
    if failed { throw ExitCode(1) }
  }

  /// False where the lesson failed.
  private func write(_ lesson: Lesson, _ shelf: LessonShelf, into manifest: inout Manifest) -> Bool {
    var settings = options.settings
    settings.figures = out
    settings.figureFormat = format
    do {
      guard let figures = try LessonFigures(writing: lesson, settings: settings, shelf: shelf) else {
        print("\(lesson.stem)  skipped: it needs \(lesson.needs.map(\.file).joined(separator: ", "))")
        // One that was asked for by name is missed.
        return lessons.isEmpty
      }
      for figure in figures.written { manifest.add(figure, lesson: lesson.stem, below: out) }
      let count = figures.written.count
      let made = "\(lesson.stem)  \(count) figure\(count == 1 ? "" : "s")"
      print(([made] + figures.leftOut.map { "skipped \($0)" }).joined(separator: "; "))
      return true
    } catch {
      complain("\(error)")
      return false
    }
  }

  /// Starts one process a job, each with a shard, and merges their manifests.
  private func runJobs() throws {
    var arguments = CommandLine.arguments.dropFirst().filter { !$0.hasPrefix("--jobs=") }
    if let place = arguments.firstIndex(of: "--jobs") { arguments.removeSubrange(place...(place + 1)) }
    let cores = max(1, (options.cores ?? ProcessInfo.processInfo.activeProcessorCount) / jobs)
    if options.threads == nil { arguments += ["--threads", "\(cores)"] }
    let processes = try (1...jobs).map { index in
      let process = Process()
      process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      process.arguments = arguments + ["--shard", "\(index)/\(jobs)"]
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    if processes.contains(where: { $0.terminationStatus != 0 }) { throw ExitCode(1) }
  }
}

extension FigureFormat: ExpressibleByArgument {}

/// One part of several: `2/4`.
struct Shard {
  let index: Int
  let count: Int

  init?(_ text: String) {
    let parts = text.split(separator: "/").map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1, index <= count else { return nil }
    self.index = index
    self.count = count
  }

  /// Whether the lesson at a place is this shard's.
  func takes(_ place: Int) -> Bool { place % count == index - 1 }
}
