import CPNG
public import Tensors

extension PNG {
  /// A PNG file of 8 bits: each value is clamped to 0…1 and rounded to the nearest 255th, halves to even.
  ///
  /// So a picture that came from 8 bits comes back exactly.
  /// - Parameters:
  ///   - image: [1,H,W] or [H,W] for gray, [3,H,W] for colour.
  ///   - text: what the file says of itself, written before the pixels: Latin-1 as it is, anything else as UTF-8.
  /// - Throws: `ImageError` where the shape is not a picture's, a value is NaN or a text cannot be kept.
  public static func encode(
    _ image: Tensor, text: [(key: String, value: String)] = []
  ) throws(ImageError) -> [UInt8] {
    let (channels, height, width) = try image.pictureSize()
    guard height <= pixelLimit / width else { throw .size(height: height, width: width) }
    let samples = try image.interleavedBytes()
    return try withTexts(text) { texts throws(ImageError) in
      var file = fovea_png_file()
      defer { fovea_png_end_writing(&file) }
      let written = fovea_png_write(
        &file, samples, UInt32(width), UInt32(height), Int32(channels), texts.baseAddress, Int32(texts.count), 4)
      guard written else { throw problem(file) }
      return Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
  }
}

extension Tensor {
  /// The samples of a picture in 8 bits, the channels of a pixel side by side.
  func interleavedBytes() throws(ImageError) -> [UInt8] {
    let (channels, height, width) = try pictureSize()
    let pixels = height * width
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
      for channel in 0..<channels {
        for pixel in 0..<pixels {
          // `max` and `min` in this order turn NaN into 0, so that the conversion cannot trap.
          let value = Swift.min(Swift.max(0, elements[channel * pixels + pixel]), 1)
          bytes[pixel * channels + channel] = UInt8((255 * value).rounded(.toNearestOrEven))
        }
      }
      initialized = count
    }
    if let flat = elements.firstIndex(where: \.isNaN) { throw .notANumber(index: index(ofFlat: flat)) }
    return bytes
  }
}
