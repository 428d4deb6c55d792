import Datasets
import Networks
import Tensors

/// How a network learns from a set of pictures: each once an epoch, in an order drawn anew, but for those held out.
struct PictureTraining {
  let set: PictureDataset
  let labels: [Int]
  /// The numbers of the pictures to learn from, and of those that only measure.
  let seen: [Int]
  let heldOut: [Int]
  let seed: UInt64

  /// Pictures in a batch.
  private static let batchSize = 64
  /// Enough updates for MNIST's digits; few pictures are seen more often to make them up, to a bound.
  private static let updates = 2400
  private static let epochs = 8...50

  /// Reads and joins the sets, and draws what is held out: a tenth, at least one, at most 10,000.
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
    var random = RandomSource(seed: seed, stream: Self.splitStream)
    let order = (0..<set.count).shuffled(using: &random)
    let held = Swift.min(Swift.max(set.count / 10, 1), 10_000)
    (heldOut, seen) = (order.prefix(held).sorted(), order.dropFirst(held).sorted())
  }

  /// Streams of random numbers apart from those of weights and augmentations.
  private static let splitStream: UInt64 = 1 << 40
  private static let orderStream: UInt64 = 1 << 41

  /// "12000 pictures [1,28,28] of 10 classes: 10800 to learn from, 1200 held out".
  var summary: String {
    let shape = shapeText(Array(set.images.shape.dropFirst()))
    return "\(set.count) pictures \(shape) of \(set.classes.count) classes: "
      + "\(seen.count) to learn from, \(heldOut.count) held out"
  }

  /// - Throws: where the network cannot be made for pictures of this size.
  func training(network name: String, epochs: Int?) throws -> Training {
    let size = Swift.min(Self.batchSize, seen.count)
    let batches = (seen.count + size - 1) / size
    let usual = Swift.min(Swift.max(Self.updates / batches, Self.epochs.lowerBound), Self.epochs.upperBound)
    var training = Training(
      try network(name), batchesPerEpoch: batches, epochs: epochs ?? usual, heldOut: pictures(heldOut)
    ) { [self] number in pictures(batch(number, size: size, batches: batches)) }
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
    let recipe = InputRecipe.measured(on: set.images)
    switch name {
    case "wide": return try .wide(seed: seed, inputShape: shape, recipe: recipe, classes: set.classes)
    case "linear": return try .linear(seed: seed, inputShape: shape, recipe: recipe, classes: set.classes)
    default: return try .small(seed: seed, inputShape: shape, recipe: recipe, classes: set.classes)
    }
  }

  /// The numbers of the pictures of a batch; an epoch's last batch may be smaller.
  private func batch(_ number: Int, size: Int, batches: Int) -> [Int] {
    let (epoch, place) = number.quotientAndRemainder(dividingBy: batches)
    var random = RandomSource(seed: seed, stream: Self.orderStream + UInt64(epoch))
    let order = seen.shuffled(using: &random)
    return Array(order[place * size..<Swift.min((place + 1) * size, order.count)])
  }

  private func pictures(_ numbers: [Int]) -> LabelledImages {
    let size = set.images.shape.dropFirst().reduce(1, *)
    let chosen = Tensor(shape: [numbers.count] + set.images.shape.dropFirst()) { chosen in
      set.images.withUnsafeElements { all in
        for (row, number) in numbers.enumerated() {
          for place in 0..<size { chosen[row * size + place] = all[number * size + place] }
        }
      }
    }
    return LabelledImages(images: chosen, labels: numbers.map { labels[$0] })
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
