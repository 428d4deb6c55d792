import ArgumentParser
import Foundation
import LineEditing
import ModelFiles
import Networks
import Scenes
import Tensors
import Tutoring

/// `fovea train`: makes the built-in networks again.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train small (or wide, or linear by --network) on built-in scenes.",
    discussion: "Ctrl-C keeps the best network so far.")

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("The file to write: .safetensors.", valueName: "file")) var out: String?
  @Option(help: "How many epochs.") var epochs: Int?

  func validate() throws {
    let name = options.network ?? "small"
    guard TrainingRecipe.named(name) != nil else {
      throw ValidationError("--network takes small, wide or linear here, not \(name)")
    }
    if let epochs, !(1...10_000).contains(epochs) {
      throw ValidationError("--epochs takes a number from 1 to 10000, not \(epochs)")
    }
    if options.data != nil { throw ValidationError("--data is not taken here: training draws its own scenes") }
    if let out, !out.hasSuffix(".safetensors") { throw ValidationError("--out takes a .safetensors file, not \(out)") }
  }

  func run() throws {
    Interruption.install()
    guard let recipe = TrainingRecipe.named(options.network ?? "small") else { return }
    let path = out ?? "\(recipe.name).safetensors"
    let training = recipe.training(seed: options.seed, epochs: epochs)
    var last = training.makeIterator().current
    let report = TrainingReport(total: training.stepCount ?? 0, style: StandardOutput(options))
    for update in training {
      last = update
      report.show(update)
      if update.problem != nil || Interruption.isPending { break }
    }
    try save(last, to: path)
    if let problem = last.problem {
      complain("\(problem)")
      throw ExitCode(1)
    }
    if Interruption.isPending { throw ExitCode(130) }
  }

  private func save(_ update: Training.Update, to path: String) throws {
    do {
      try FileBytes.replace(path, with: update.best.safetensors())
    } catch {
      complain("'\(path)' cannot be written: \(error)")
      throw ExitCode(1)
    }
    let accuracy = update.bestAccuracy.map { String(format: "%.2f %% of held-out scenes right", 100 * $0) }
    print("\(path)  \(accuracy ?? "before the end of its first epoch")")
  }
}
