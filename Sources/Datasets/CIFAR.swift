import Tensors

/// The binary form of CIFAR-10: records of a label and the 32 × 32 bytes of red, then green, then blue.
enum CIFAR {
  static let shape = [3, 32, 32]
  static let pixels = 3072
  /// The names of the data set's authors (Krizhevsky 2009).
  static let classes = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  /// All records of a file.
  static func dataset(_ source: consuming ByteSource) throws(DatasetError) -> PictureDataset {
    let record = pixels + 1
    let bytes = try source.rest(limit: PictureDataset.largestCount)
    guard !bytes.isEmpty else { throw .noPictures("the file is empty") }
    guard bytes.count.isMultiple(of: record) else { throw .cifarSize(bytes: bytes.count) }
    let count = bytes.count / record
    let labels = (0..<count).map { Int(bytes[bytes.startIndex + $0 * record]) }
    if let wrong = labels.firstIndex(where: { $0 >= classes.count }) {
      throw .labelOutOfRange(label: labels[wrong], picture: wrong, classes: classes.count)
    }
    let images = Tensor(shape: [count] + shape) { numbers in
      bytes.withUnsafeBufferPointer { bytes in
        for picture in 0..<count {
          let (from, to) = (picture * record + 1, picture * pixels)
          for place in 0..<pixels { numbers[to + place] = Float(bytes[from + place]) / 255 }
        }
      }
    }
    return PictureDataset(images: images, labels: labels, classes: classes)
  }
}
