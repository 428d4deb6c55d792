import CPNG
public import Tensors

/// Portable Network Graphics: read in every kind the format has, written with 8 bits.
///
/// Chunks that speak of colour and gamma are passed over: a sample of 0 is 0 and the largest is 1.
public enum PNG {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The most bytes that a chunk other than the pixels' may take, unpacked.
  static let chunkLimit = 4 << 20

  /// The picture in a PNG file: [1,H,W] where it is gray, else [3,H,W], values in 0…1, transparency over white.
  ///
  /// - Parameter bytes: the file, of any bit depth (16 bits are kept), colour type and interlacing.
  /// - Throws: `ImageError` where the file is cut off, damaged, or claims more pixels than are read.
  public static func decode(_ bytes: [UInt8]) throws(ImageError) -> Tensor {
    try reading(bytes, withTexts: false) { file throws(ImageError) in
      file.has_palette ? try coloursOfPalette(file) : planes(file)
    }
  }

  /// Reads a file through libpng, lets `body` see what was found and gives back what that took.
  static func reading<Result>(
    _ bytes: [UInt8], withTexts: Bool, _ body: (fovea_png_file) throws(ImageError) -> Result
  ) throws(ImageError) -> Result {
    try checkHeader(bytes)
    return try bytes.withUnsafeBufferPointer { bytes throws(ImageError) in
      var file = fovea_png_file()
      defer { fovea_png_end_reading(&file) }
      file.bytes = UnsafeMutablePointer(mutating: bytes.baseAddress)
      file.count = bytes.count
      guard fovea_png_read(&file, Int32(pixelLimit), chunkLimit, withTexts) else { throw problem(file) }
      return try body(file)
    }
  }

  /// What libpng found wrong: in words of ours where damage is likely to show, else in its own.
  static func problem(_ file: fovea_png_file) -> ImageError {
    if file.ended_early { return .endsEarly(format: "PNG") }
    let words = withUnsafeBytes(of: file.problem) { characters in
      String(decoding: characters.prefix { $0 != 0 }, as: UTF8.self)
    }
    if file.checksum_failed || words.hasSuffix(": incorrect data check") {
      return .damaged(format: "PNG", reason: "the checksum of its pixels is wrong")
    }
    if words.hasSuffix(": CRC error") {
      return .damaged(format: "PNG", reason: "the checksum of its chunk \(words.prefix(4)) is wrong")
    }
    return .damaged(format: "PNG", reason: words.isEmpty ? "it cannot be opened" : words)
  }
}

// MARK: - The header

extension PNG {
  /// Checks what the first 29 bytes claim, before libpng takes memory for it.
  static func checkHeader(_ bytes: [UInt8]) throws(ImageError) {
    guard bytes.starts(with: signature) else {
      throw signature.starts(with: bytes) ? .endsEarly(format: "PNG") : .damaged(format: "PNG", reason: "no signature")
    }
    guard bytes.count >= 29 else { throw .endsEarly(format: "PNG") }
    guard Array(bytes[12..<16]) == Array("IHDR".utf8) else {
      throw .damaged(format: "PNG", reason: "it does not begin with its size")
    }
    let width = bigEndian(bytes[16..<20])
    let height = bigEndian(bytes[20..<24])
    try checkSize(width: width, height: height, format: "PNG")
    // Deflate packs at most 1032 bytes into one, so a short file cannot hold a large picture.
    let smallestDepth = Int(bytes[24])
    guard width * height / 8 * smallestDepth / 1032 <= bytes.count else { throw .endsEarly(format: "PNG") }
    try checkChunks(bytes)
  }

  /// Makes sure that the chunks lie in the file: libpng takes memory, and fills it, for any length that one claims.
  private static func checkChunks(_ bytes: [UInt8]) throws(ImageError) {
    var start = signature.count
    while start + 8 <= bytes.count {
      let length = bigEndian(bytes[start..<start + 4])
      // The format has no longer chunks; libpng says so.
      guard length <= Int32.max else { return }
      guard length + 12 <= bytes.count - start else { throw .endsEarly(format: "PNG") }
      if bytes[start + 4..<start + 8].elementsEqual("IEND".utf8) { return }
      start += 12 + length
    }
  }

  private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}

// MARK: - Samples to planes

extension PNG {
  /// Interleaved samples, with or without alpha, as planes over white.
  private static func planes(_ file: fovea_png_file) -> Tensor {
    if file.bit_depth == 16 {
      return planes(file, of: UInt16.self)
    }
    return planes(file, of: UInt8.self)
  }

  private static func planes<Sample: UnsignedInteger & FixedWidthInteger>(
    _ file: fovea_png_file, of type: Sample.Type
  ) -> Tensor {
    let pixels = Int(file.width) * Int(file.height)
    let channels = Int(file.channels)
    let colours = channels < 3 ? 1 : 3
    let hasAlpha = channels != colours
    let largest = Float(Sample.max)
    let samples = UnsafeMutableRawBufferPointer(
      start: file.samples, count: file.row_bytes * Int(file.height)
    ).bindMemory(to: Sample.self)
    return Tensor(shape: [colours, Int(file.height), Int(file.width)]) { planes in
      for colour in 0..<colours {
        for pixel in 0..<pixels {
          let value = Float(samples[pixel * channels + colour]) / largest
          let alpha = hasAlpha ? Float(samples[pixel * channels + colours]) / largest : 1
          planes[colour * pixels + pixel] = alpha * value + (1 - alpha)
        }
      }
    }
  }

  /// Indices as the colours that they name.
  private static func coloursOfPalette(_ file: fovea_png_file) throws(ImageError) -> Tensor {
    let width = Int(file.width)
    let count = Int(file.palette_count)
    let indices = UnsafeBufferPointer(start: file.samples, count: width * Int(file.height))
    if let wrong = indices.firstIndex(where: { $0 >= count }) {
      throw .paletteIndex(index: Int(indices[wrong]), count: count, y: wrong / width, x: wrong % width)
    }
    let palette = withUnsafeBytes(of: file.palette) { Array($0) }
    return Tensor(shape: [3, Int(file.height), width]) { planes in
      for colour in 0..<3 {
        let levels = (0..<count).map { entry in
          let alpha = Float(palette[4 * entry + 3]) / 255
          return alpha * (Float(palette[4 * entry + colour]) / 255) + (1 - alpha)
        }
        for (pixel, index) in indices.enumerated() {
          planes[colour * indices.count + pixel] = levels[Int(index)]
        }
      }
    }
  }
}
