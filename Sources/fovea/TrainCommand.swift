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
    if let epochs, epochs < 1 { throw ValidationError("--epochs takes a number from 1 up, not \(epochs)") }
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

/// Shows how training goes: on a terminal one line redrawn, else a line an epoch.
private final class TrainingReport {
  private let total: Int
  private let output: StandardOutput
  private let start = ContinuousClock.now
  private var shown = ContinuousClock.now

  init(total: Int, style output: StandardOutput) {
    self.total = total
    self.output = output
  }

  func show(_ update: Training.Update) {
    if update.heldOutAccuracy != nil || update.problem != nil { return output.write(update.headline) }
    guard ContinuousClock.now - shown > .milliseconds(200) else { return }
    shown = .now
    let elapsed = (shown - start) / .seconds(1)
    let left = elapsed / Double(update.step) * Double(total - update.step)
    output.redraw("\(update.headline), \(Int(left)) s left")
  }
}

/// How a built-in network is trained: every batch is drawn anew.
struct TrainingRecipe {
  let name: String
  let network: @Sendable (UInt64) -> Network
  var epochs = 6
  var batchesPerEpoch = 400
  var rate: Float = 1e-3
  var decay: Float = 0.1
  var augmentations: [Augmentation] = []

  static let all = [
    TrainingRecipe(name: "small", network: { Network.small(seed: $0) }),
    // Noise on the pictures and a strong decay leave in the first layer only what it needs: edges and blobs, no grain.
    TrainingRecipe(
      name: "wide", network: { Network.wide(seed: $0) }, epochs: 8, decay: 3, augmentations: [noise(0.15), .flip]),
    TrainingRecipe(name: "linear", network: { Network.linear(seed: $0) }, epochs: 4),
  ]

  /// Adds normal noise of a standard deviation to each number; what leaves 0…1 is clipped.
  private static func noise(_ deviation: Float) -> Augmentation {
    Augmentation { picture, random in
      picture = picture.map { Swift.min(Swift.max($0 + deviation * random.normal(), 0), 1) }
    }
  }

  static func named(_ name: String) -> TrainingRecipe? {
    all.first { $0.name == name }
  }

  /// Pictures in a batch.
  private static let batchSize = 64

  func training(seed: UInt64, epochs: Int?) -> Training {
    // The held-out pictures' seeds lie beyond those of any batch.
    let heldOut = SceneSet(count: 2000, seed: 1 << 62, stream: .training)
    var training = Training(
      network(seed), batchesPerEpoch: batchesPerEpoch, epochs: epochs ?? self.epochs,
      heldOut: LabelledImages(images: heldOut.images, labels: heldOut.labels)
    ) { number in
      let scenes = SceneSet(
        count: TrainingRecipe.batchSize, seed: seed &* 1_000_003 &+ UInt64(number), stream: .training)
      return LabelledImages(images: scenes.images, labels: scenes.labels)
    }
    // Smoothed targets keep a network from being surer than it can be: its probabilities still move when a picture does.
    training.loss = CrossEntropy(smoothing: 0.05)
    training.rate = rate
    training.decay = decay
    training.augmentations = augmentations
    training.seed = seed
    return training
  }
}
