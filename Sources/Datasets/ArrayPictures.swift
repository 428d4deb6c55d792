import Tensors

/// Pictures, or labels, in the .npy format of numpy.
enum ArrayPictures {
  static func recognises(_ start: [UInt8]) -> Bool { start.starts(with: [0x93] + Array("NUMPY".utf8)) }

  /// Pictures [N,C,H,W] or [N,H,W]: floats in 0…1, or whole numbers in 0…255.
  static func images(_ source: consuming ByteSource) throws(DatasetError) -> Tensor {
    let (array, isWhole) = try array(source, check: shape)
    let shape = try shape(array.shape)
    guard array.elements.allSatisfy(\.isFinite) else { throw .arrayNotFinite }
    let (least, most) = (array.elements.min() ?? 0, array.elements.max() ?? 0)
    guard least >= 0, most <= (isWhole ? 255 : 1) else { throw .arrayRange(least: least, most: most) }
    return isWhole ? array.map { $0 / 255 }.reshaped(shape) : array.reshaped(shape)
  }

  /// The whole numbers of an array of one axis, one for each of some pictures.
  static func labels(_ source: consuming ByteSource, pictures: Int) throws(DatasetError) -> [Int] {
    let (array, _) = try array(source) { shape throws(DatasetError) in
      guard shape.count == 1 else { throw .labelArray }
      guard shape[0] == pictures else { throw .labelCount(labels: shape[0], pictures: pictures) }
      return shape
    }
    let labels = array.elements.compactMap { Int(exactly: $0) }
    guard labels.count == array.count, labels.allSatisfy({ $0 >= 0 }) else { throw .labelArray }
    return labels
  }

  /// [N,C,H,W] of an array that may have no axis of channels.
  private static func shape(_ shape: [Int]) throws(DatasetError) -> [Int] {
    guard shape.count == 3 || shape.count == 4 && (shape[1] == 1 || shape[1] == 3) else { throw .arrayShape(shape) }
    guard !shape.contains(0) else { throw .noPictures("its shape is \(shapeText(shape))") }
    return shape.count == 4 ? shape : [shape[0], 1, shape[1], shape[2]]
  }

  /// The array, and whether its elements are whole numbers.
  ///
  /// - Parameter check: looks at the shape before memory is taken.
  private static func array(
    _ source: consuming ByteSource, check: ([Int]) throws(DatasetError) -> [Int]
  ) throws(DatasetError) -> (Tensor, isWhole: Bool) {
    // The header's length stands in two bytes, from version 2.0 on in four.
    var bytes = Array(try source.next(10))
    if bytes[6] > 1 { bytes += try source.next(2) }
    let length = bytes[8...].reversed().reduce(0) { $0 << 8 | Int($1) }
    bytes += try source.next(Swift.min(length, NPYHeader.longest))
    let (header, _) = try inArray { () throws(TensorError) in try NPYHeader.read(from: bytes) }
    try checkSize(try check(header.shape))
    bytes += try source.next(header.shape.reduce(1, *) * header.elementSize)
    try source.end()
    return (try inArray { () throws(TensorError) in try Tensor(npy: bytes) }, header.isWhole)
  }

  private static func inArray<Result>(_ body: () throws(TensorError) -> Result) throws(DatasetError) -> Result {
    do throws(TensorError) {
      return try body()
    } catch {
      throw .array(error)
    }
  }
}
