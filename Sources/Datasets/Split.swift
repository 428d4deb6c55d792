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
    var random = RandomSource(seed: seed, stream: Self.orderStream + UInt64(epoch))
    let order = seen.shuffled(using: &random)
    return Array(order[(place * batchSize)...].prefix(batchSize))
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
