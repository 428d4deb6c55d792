import ArgumentParser
import Foundation

/// `fovea bench`: times the workloads that others' libraries are timed with too.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time the workloads.",
    discussion: "Workloads: \(Workload.all.map(\.name).joined(separator: ", ")).")

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Which ones; all where none is named.") var names: [String] = []
  @Flag(help: "One JSON object a line.") var json = false

  func validate() throws {
    for name in names where !Workload.all.contains(where: { $0.name == name }) {
      throw ValidationError(
        "no workload is named '\(name)'; there are \(Workload.all.map(\.name).joined(separator: ", "))")
    }
  }

  func run() throws {
    for workload in Workload.all where names.isEmpty || names.contains(workload.name) {
      print(line(workload, try workload.timed()))
    }
  }

  private func line(_ workload: Workload, _ times: Workload.Times) -> String {
    if json {
      return String(
        format: #"{"name":"%@","ms":%.3f,"median_ms":%.3f,"note":"%@"}"#,
        workload.name, times.best, times.median, workload.note)
    }
    return workload.name.padding(toLength: 26, withPad: " ", startingAt: 0)
      + String(format: "%10.3f ms  median %10.3f  ", times.best, times.median) + workload.note
  }
}
