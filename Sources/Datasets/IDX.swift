import Tensors

/// The IDX format of the MNIST files: two zeros, the type of the elements, the number of axes, their lengths as big-endian
/// words of 32 bits, then the elements.
enum IDX {
  private static let bytes: UInt8 = 0x08
  private static let types: Set<UInt8> = [0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E]

  /// Whether a file begins as an IDX file of some type does.
  static func recognises(_ start: [UInt8]) -> Bool {
    start.count >= 4 && start[0] == 0 && start[1] == 0 && types.contains(start[2]) && (1...4).contains(start[3])
  }

  /// The pictures of a file of three axes, [N,1,H,W] in 0…1.
  static func images(_ source: consuming ByteSource) throws(DatasetError) -> Tensor {
    let lengths = try self.lengths(&source)
    guard lengths.count != 1 else { throw .idxHoldsLabels }
    guard lengths.count == 3 else { throw .idxAxes(lengths.count) }
    let shape = [lengths[0], 1, lengths[1], lengths[2]]
    try checkSize(shape)
    guard !shape.contains(0) else { throw .noPictures("its header says \(shapeText(lengths))") }
    let pixels = try source.next(shape.reduce(1, *))
    try source.end()
    return Tensor(shape: shape, bytes: pixels)
  }

  /// The numbers of a file of one axis, one for each of some pictures.
  static func labels(_ source: consuming ByteSource, pictures: Int) throws(DatasetError) -> [Int] {
    let lengths = try self.lengths(&source)
    guard lengths.count == 1 else { throw .idxHoldsNoLabels }
    guard lengths[0] == pictures else { throw .labelCount(labels: lengths[0], pictures: pictures) }
    let labels = try source.next(lengths[0])
    try source.end()
    return labels.map(Int.init)
  }

  /// Reads the header: the length of each axis.
  private static func lengths(_ source: inout ByteSource) throws(DatasetError) -> [Int] {
    let start = Array(try source.next(4))
    guard recognises(start) else { throw .unknownKind }
    guard start[2] == bytes else { throw .idxType(start[2]) }
    let words = Array(try source.next(4 * Int(start[3])))
    return (0..<Int(start[3])).map { axis in words[4 * axis..<4 * axis + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  /// The names that the labels of a file of pictures may have, by MNIST's naming: `train-images-idx3-ubyte.gz` has
  /// `train-labels-idx1-ubyte.gz` or, unpacked, `train-labels-idx1-ubyte`; so for names with a point, `images.idx3`.
  static func labelNames(for name: String) -> [String] {
    guard let word = name.ranges(of: "images").last else { return [] }
    var plain = name.replacingCharacters(in: word, with: "labels")
    if let axes = plain.ranges(of: "idx3").last { plain = plain.replacingCharacters(in: axes, with: "idx1") }
    if plain.hasSuffix(".gz") { return [plain, String(plain.dropLast(3))] }
    return [plain, plain + ".gz"]
  }
}

extension String {
  /// The text with one stretch replaced.
  func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}

extension Tensor {
  /// Bytes as numbers in 0…1.
  init(shape: [Int], bytes: ArraySlice<UInt8>) {
    self.init(shape: shape) { numbers in
      bytes.withUnsafeBufferPointer { bytes in
        for place in bytes.indices { numbers[place] = Float(bytes[place]) / 255 }
      }
    }
  }
}
