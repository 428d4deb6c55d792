import ArgumentParser
import Foundation
import Tensors

/// `fovea bench`: times the workloads that others' libraries are timed with too.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time the workloads.",
    discussion: """
      \(Workload.all.map { "\($0.name): \($0.note)." }.joined(separator: "\n"))

      GFLOP/s count the multiplications and additions of convolutions that are computed directly, and are compared with \
      those of a product of large matrices; a method that needs fewer of them may reach more than 100 %.
      """)

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
    let threads = options.cores ?? ProcessInfo.processInfo.activeProcessorCount
    let chosen = Workload.all.filter { names.isEmpty || names.contains($0.name) }
    let peak = chosen.contains { $0.multiplyAdds != nil } ? try MatrixProductPeak.measured(threads: threads) : 0
    if !json, peak > 0 { print(heading(peak)) }
    for workload in chosen {
      let times = try workload.timed(threads: threads)
      let speed = workload.multiplyAdds.map { Double(2 * $0()) / times.best / 1e6 }
      print(json ? object(workload, times, speed, peak: peak) : line(workload, times, speed, peak: peak))
    }
  }

  /// The peak, and by whose choice OpenBLAS takes its kernels: another's can halve it.
  private func heading(_ peak: Double) -> String {
    let chosen = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil ? "" : ", by OPENBLAS_CORETYPE"
    return String(format: "large matrices: %.0f GFLOP/s", peak) + " (sgemm for \(BLAS.processor)\(chosen))"
  }

  private func object(_ workload: Workload, _ times: Workload.Times, _ speed: Double?, peak: Double) -> String {
    let speeds = speed.map { String(format: #","gflops":%.1f,"sgemm_gflops":%.1f"#, $0, peak) } ?? ""
    return String(
      format: #"{"name":"%@","ms":%.3f,"median_ms":%.3f,"note":"%@"%@}"#,
      workload.name, times.best, times.median, workload.note, speeds)
  }

  private func line(_ workload: Workload, _ times: Workload.Times, _ speed: Double?, peak: Double) -> String {
    workload.name.padding(toLength: 24, withPad: " ", startingAt: 0)
      + String(format: "%9.3f ms  median %9.3f", times.best, times.median)
      + (speed.map { String(format: "  %4.0f GFLOP/s %4.0f %%", $0, 100 * $0 / peak) } ?? "")
  }
}
