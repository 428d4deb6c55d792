internal import Synchronization
public import Tensors

/// Which pictures of a set are learnt from, in what order, and which only measure.
public struct Split: Sendable, Equatable {
  /// The numbers of the pictures to learn from, ascending.
  public let seen: [Int]
  /// The numbers of those held out, ascending: a tenth, at least one, at most 10,000.
  public let heldOut: [Int]
  /// Pictures in a batch; the last one of an epoch may have a few less.
  public let batchSize: Int
  /// Batches in which every picture to learn from comes once.
  public var batchesPerEpoch: Int { (seen.count + batchSize - 1) / batchSize }
  private let seed: UInt64
  private let order = EpochOrder()

  /// Streams of random numbers apart from those of weights and augmentations.
  private static let splitStream: UInt64 = 1 << 40
  private static let orderStream: UInt64 = 1 << 41

  /// The split of a number of pictures that a seed draws.
  ///
  /// - Parameter batchSize: the most pictures in a batch.
  /// - Precondition: there are two pictures or more.
  public init(count: Int, batchSize: Int, seed: UInt64) {
    precondition(count > 1, "\(count) pictures cannot be split")
    var random = RandomSource(seed: seed, stream: Self.splitStream)
    let order = (0..<count).shuffled(using: &random)
    let held = Swift.min(Swift.max(count / 10, 1), 10_000)
    (heldOut, seen) = (order.prefix(held).sorted(), order.dropFirst(held).sorted())
    // As many batches, all about equally large: the gradient of a few left over would lead astray.
    let batches = (seen.count + batchSize - 1) / batchSize
    self.batchSize = (seen.count + batches - 1) / batches
    self.seed = seed
  }

  /// The numbers of a batch's pictures, batches counted from 0 on through all epochs; each epoch has its own order.
  public func batch(_ number: Int) -> [Int] {
    let (epoch, place) = number.quotientAndRemainder(dividingBy: batchesPerEpoch)
    let pictures = order.pictures(ofEpoch: epoch) {
      var random = RandomSource(seed: seed, stream: Self.orderStream + UInt64(epoch))
      return seen.shuffled(using: &random)
    }
    return Array(pictures[(place * batchSize)...].prefix(batchSize))
  }

  /// Some of the pictures to learn from, ascending: all classes of a set that is sorted by class are among them.
  ///
  /// - Parameter most: how many there may be; all where there are no more.
  public func sample(_ most: Int) -> [Int] {
    let count = Swift.min(most, seen.count)
    return (0..<count).map { seen[$0 * seen.count / count] }
  }

  /// Whether they hold the same pictures out and give the same batches.
  public static func == (one: Split, other: Split) -> Bool {
    (one.seen, one.heldOut, one.batchSize, one.seed) == (other.seen, other.heldOut, other.batchSize, other.seed)
  }
}

/// The order of the epoch under way: drawn once, not again for each of its batches.
private final class EpochOrder: Sendable {
  private let drawn = Mutex<(epoch: Int, pictures: [Int])?>(nil)

  func pictures(ofEpoch epoch: Int, drawing draw: () -> [Int]) -> [Int] {
    drawn.withLock { drawn in
      if let drawn, drawn.epoch == epoch { return drawn.pictures }
      let pictures = draw()
      drawn = (epoch, pictures)
      return pictures
    }
  }
}

extension PictureDataset {
  /// Some of the pictures, as a tensor of their own [n,C,H,W].
  public func images(_ numbers: [Int]) -> Tensor {
    let size = images.shape.dropFirst().reduce(1, *)
    return Tensor(shape: [numbers.count] + images.shape.dropFirst()) { chosen in
      images.withUnsafeElements { all in
        for (row, number) in numbers.enumerated() {
          for place in 0..<size { chosen[row * size + place] = all[number * size + place] }
        }
      }
    }
  }
}
