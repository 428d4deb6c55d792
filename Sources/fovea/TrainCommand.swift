import ArgumentParser
import Datasets
import Foundation
import LineEditing
import ModelFiles
import Networks
import Tensors
import Tutoring

/// `fovea train`: makes the built-in networks again, or small ones for other pictures.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train small (or wide, linear, shortcut by --network) on built-in scenes, or on pictures by --data.",
    discussion: """
      --data takes folders of PNG or PPM files with one sub-folder a class, MNIST's IDX files (the labels are found \
      beside them), CIFAR-10's .bin and .npy files; several are joined. A tenth of the pictures, drawn by --seed, is held \
      out to measure the accuracy. Ctrl-C keeps the best network so far.
      """)

  @OptionGroup var options: GlobalOptions
  @Option(
    help: ArgumentHelp(
      "The file to write, .safetensors; the network's name in the working folder where it is left out.",
      valueName: "file"))
  var out: String?
  @Option(help: "How many epochs.") var epochs: Int?
  @Option(
    help: ArgumentHelp(
      "With --data: a file of the classes' names, one a line, or of the labels (.npy, IDX).", valueName: "file"))
  var labels: String?
  @Argument(help: ArgumentHelp("With --data: more folders or files.", valueName: "dir|file"))
  var more: [String] = []

  func validate() throws {
    let name = options.network ?? "small"
    guard TrainingRecipe.named(name) != nil else {
      throw ValidationError("--network takes small, wide, linear or shortcut here, not \(name)")
    }
    if let epochs, !(1...10_000).contains(epochs) {
      throw ValidationError("--epochs takes a number from 1 to 10000, not \(epochs)")
    }
    if options.dataPaths.isEmpty, let stray = more.first {
      throw ValidationError("'\(stray)' is not expected here; pictures to learn from follow --data")
    }
    if options.dataPaths.isEmpty, labels != nil { throw ValidationError("--labels needs --data") }
    if let out, !out.hasSuffix(".safetensors") { throw ValidationError("--out takes a .safetensors file, not \(out)") }
  }

  func run() throws {
    Interruption.install()
    let training = try training()
    let path = out ?? "\(training.network.name).safetensors"
    try ensureWritable(path)
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

  /// The course: on scenes drawn anew for every batch, or on the pictures of `--data`.
  private func training() throws -> Training {
    let name = options.network ?? "small"
    var training: Training
    if options.dataPaths.isEmpty {
      guard let recipe = TrainingRecipe.named(name) else { throw ExitCode(2) }
      training = recipe.training(seed: options.seed, epochs: epochs)
    } else {
      do {
        let pictures = try PictureTraining(paths: options.dataPaths + more, labels: labels, seed: options.seed)
        StandardOutput(options).write(pictures.summary)
        training = try pictures.training(network: name, epochs: epochs)
      } catch {
        complain("\(error)")
        throw ExitCode(1)
      }
    }
    if let cores = options.cores { training.network.threads = cores }
    return training
  }

  /// Training takes long: that its network cannot be kept is said before.
  private func ensureWritable(_ path: String) throws {
    do throws(StateError) {
      try FileBytes.ensureWritable(path)
    } catch {
      complain("\(error)")
      throw ExitCode(1)
    }
  }

  private func save(_ update: Training.Update, to path: String) throws {
    do {
      try FileBytes.replace(path, with: update.best.safetensors())
    } catch {
      complain("\(error)")
      throw ExitCode(1)
    }
    let shown = options.dataPaths.isEmpty ? "scenes" : "pictures"
    let accuracy = update.bestAccuracy.map { String(format: "%.2f %% of held-out \(shown) right", 100 * $0) }
    print("\(path)  \(accuracy ?? "stopped before the end of the first epoch: this network has learnt little")")
  }
}
