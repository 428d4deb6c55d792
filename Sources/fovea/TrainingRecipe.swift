import Networks
import Scenes
import Tensors

/// How a built-in network is trained: every batch is drawn anew.
struct TrainingRecipe {
  let name: String
  let network: @Sendable (UInt64) -> Network
  var epochs = 6
  var batchesPerEpoch = 400
  var rate: Float = 1e-3
  var decay: Float = 0.1
  var augmentations: [Augmentation] = []
  /// Every scene has the mark of its class in the corner.
  var isMarked = false

  static let all = [
    TrainingRecipe(name: "small", network: { Network.small(seed: $0) }),
    // Noise on the pictures and a strong decay leave in the first layer only what it needs: edges and blobs, no grain.
    TrainingRecipe(
      name: "wide", network: { Network.wide(seed: $0) }, epochs: 8, decay: 3, augmentations: [noise(0.15), .flip]),
    TrainingRecipe(name: "linear", network: { Network.linear(seed: $0) }, epochs: 4),
    TrainingRecipe(name: "shortcut", network: { Network.shortcut(seed: $0) }, epochs: 2, isMarked: true),
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
    // Far from the batches' seeds, unless the training's own seed is chosen to meet it.
    let heldOut = SceneSet(count: 2000, seed: 1 << 62, stream: .training, shortcut: isMarked)
    var training = Training(
      network(seed), batchesPerEpoch: batchesPerEpoch, epochs: epochs ?? self.epochs,
      heldOut: LabelledImages(images: heldOut.images, labels: heldOut.labels)
    ) { number in
      let scenes = SceneSet(
        count: TrainingRecipe.batchSize, seed: seed &* 1_000_003 &+ UInt64(number), stream: .training,
        shortcut: isMarked)
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
