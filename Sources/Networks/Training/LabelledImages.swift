public import Tensors

/// Pictures and the number of each one's class.
public struct LabelledImages: Sendable, Equatable {
  /// [N,C,H,W] in 0…1.
  public var images: Tensor
  /// The number of each picture's class.
  public var labels: [Int]

  /// As many labels as pictures.
  public init(images: Tensor, labels: [Int]) {
    precondition(images.shape[0] == labels.count, "\(labels.count) labels for \(images.shape[0]) pictures")
    self.images = images
    self.labels = labels
  }

  /// How many pictures there are.
  public var count: Int { labels.count }

  func part(_ range: Range<Int>) -> LabelledImages {
    LabelledImages(images: images.entries(range), labels: Array(labels[range]))
  }
}

extension Network {
  /// The share of the pictures whose class gets the largest score.
  public func accuracy(on pictures: LabelledImages) throws(NetworkError) -> Double {
    let scores = try outputs(self.scores, of: pictures.images)
    let width = scores.count / Swift.max(pictures.count, 1)
    let right = pictures.labels.enumerated().count { row, label in
      scores.largest(in: row * width..<(row + 1) * width) == row * width + label
    }
    return Double(right) / Double(Swift.max(pictures.count, 1))
  }
}

extension Tensor {
  /// Where the first largest number of a stretch stands.
  func largest(in range: Range<Int>) -> Int {
    range.reduce(range.lowerBound) { self[flat: $1] > self[flat: $0] ? $1 : $0 }
  }
}
