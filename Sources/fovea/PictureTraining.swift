import Datasets
import Networks
import Tensors

/// How a network learns from a set of pictures: each once an epoch, in an order drawn anew, but for those held out.
struct PictureTraining {
  private let set: PictureDataset
  private let labels: [Int]
  private let split: Split
  private let seed: UInt64

  /// Pictures in a batch.
  private static let batchSize = 64
  /// Enough updates for MNIST's digits; few pictures are seen more often to make them up, to a bound.
  private static let updates = 2400
  private static let epochs = 8...50

  /// Reads and joins the sets, and draws what is held out.
  ///
  /// - Parameter labels: a file that names the classes of the whole, or holds its labels; nil leaves them as read.
  init(paths: [String], labels file: String?, seed: UInt64) throws {
    var sets: [(name: String, set: PictureDataset)] = []
    for path in paths { sets.append((path, try PictureDataset.read(path: path))) }
    var set = try PictureDataset.joined(sets)
    if let file { set = try set.labelled(byFile: file) }
    guard let labels = set.labels else { throw PictureTrainingError.noLabels(paths.joined(separator: ", ")) }
    guard Set(labels).count > 1 else { throw PictureTrainingError.oneClass }
    (self.set, self.labels, self.seed) = (set, labels, seed)
    split = Split(count: set.count, batchSize: Self.batchSize, seed: seed)
  }

  /// "12000 pictures [1,28,28] of 10 classes: 10800 to learn from, 1200 held out".
  var summary: String {
    let shape = shapeText(Array(set.images.shape.dropFirst()))
    return "\(set.count) pictures \(shape) of \(set.classes.count) classes: "
      + "\(split.seen.count) to learn from, \(split.heldOut.count) held out"
      + (split.heldOut.count < 20 ? ", too few to measure much" : "")
      + (set.leftOut.isEmpty ? "" : "; left out: \(set.leftOut)")
  }

  /// - Throws: where the network cannot be made for pictures of this size.
  func training(network name: String, epochs: Int?) throws -> Training {
    let usual = Swift.min(
      Swift.max(Self.updates / split.batchesPerEpoch, Self.epochs.lowerBound), Self.epochs.upperBound)
    var training = Training(
      try network(name), batchesPerEpoch: split.batchesPerEpoch, epochs: epochs ?? usual,
      heldOut: pictures(split.heldOut)
    ) { [self] number in pictures(split.batch(number)) }
    training.loss = CrossEntropy(smoothing: 0.05)
    training.decay = 0.1
    training.seed = seed
    // A digit moved is the same digit; mirrored it may be none. Small pictures are moved by no whole pixel.
    let side = set.images.shape.suffix(2).min() ?? 0
    if side >= 14 { training.augmentations = [.shift(side / 14)] }
    return training
  }

  private func network(_ name: String) throws -> Network {
    let shape = Array(set.images.shape.dropFirst())
    let least = name == "wide" ? Network.smallestSideOfWide : 1
    guard shape.dropFirst().allSatisfy({ (least...Network.largestSide).contains($0) }) else {
      throw PictureTrainingError.size(network: name, least: least, height: shape[1], width: shape[2])
    }
    // Of what is held out nothing is measured, and of many pictures not all: some from everywhere.
    let recipe = InputRecipe.measured(on: set.images(split.sample(10_000)))
    switch name {
    case "wide": return try .wide(seed: seed, inputShape: shape, recipe: recipe, classes: set.classes)
    case "linear": return try .linear(seed: seed, inputShape: shape, recipe: recipe, classes: set.classes)
    default: return try .small(seed: seed, inputShape: shape, recipe: recipe, classes: set.classes)
    }
  }

  private func pictures(_ numbers: [Int]) -> LabelledImages {
    LabelledImages(images: set.images(numbers), labels: numbers.map { labels[$0] })
  }
}

/// Why nothing can be learnt from pictures.
enum PictureTrainingError: Error, Equatable, CustomStringConvertible {
  case noLabels(String)
  case oneClass
  case size(network: String, least: Int, height: Int, width: Int)

  var description: String {
    switch self {
    case .noLabels(let paths):
      "\(paths): nothing says what the pictures show. A folder has one sub-folder a class, an IDX file its labels "
        + "beside it; --labels FILE names a file of labels"
    case .oneClass: "all pictures are of one class: there is nothing to tell apart"
    case .size(let network, let least, let height, let width):
      "\(network) is made for pictures of \(least)×\(least) to \(Network.largestSide)×\(Network.largestSide), "
        + "and these are \(height)×\(width)"
    }
  }
}
