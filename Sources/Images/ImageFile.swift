import Files
public import Tensors

/// A picture in a file of any kind that is read: PNG, PPM or PGM, told apart by what the file holds.
public enum ImageFile {
  /// No file with a picture of at most 100 million pixels is larger, but for plain text.
  static let byteLimit = 1 << 30

  /// The picture that some bytes hold: [3,H,W] or [1,H,W], values in 0…1.
  ///
  /// - Throws: `ImageError.unknownFormat` where it is of no kind that is read, else what is wrong with it.
  public static func decode(_ bytes: [UInt8]) throws(ImageError) -> Tensor {
    guard !bytes.isEmpty else { throw .empty }
    if PPM.recognises(bytes) { return try PPM.decode(bytes) }
    let start = bytes.prefix(PNG.signature.count)
    guard PNG.signature.starts(with: start) else {
      throw otherFormat(of: bytes).map { .otherFormat($0) } ?? .unknownFormat
    }
    return try PNG.decode(bytes)
  }

  /// What a picture of a kind that is not read is called, by how its file begins.
  private static func otherFormat(of bytes: [UInt8]) -> String? {
    let beginnings: [(String, [UInt8])] = [
      ("JPEG", [0xFF, 0xD8, 0xFF]), ("GIF", Array("GIF8".utf8)), ("BMP", Array("BM".utf8)),
      ("TIFF", [0x49, 0x49, 0x2A, 0]), ("TIFF", [0x4D, 0x4D, 0, 0x2A]),
    ]
    if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) { return "WebP" }
    return beginnings.first { bytes.starts(with: $0.1) }?.0
  }

  /// Whether a file that begins so may hold a picture.
  package static func recognises(_ start: [UInt8]) -> Bool {
    PPM.recognises(start) || start.starts(with: PNG.signature)
  }

  /// The picture in the file at `path`.
  ///
  /// - Throws: `ImageError` that names the file and says what is wrong with it.
  public static func read(path: String) throws(ImageError) -> Tensor {
    let bytes = try self.bytes(path: path)
    do {
      return try decode(bytes)
    } catch {
      throw .contents(path: path, reason: error)
    }
  }

  /// What the file at `path` holds.
  ///
  /// - Throws: `ImageError.file` where it is missing, no ordinary file, unreadable or too large.
  public static func bytes(path: String) throws(ImageError) -> [UInt8] {
    do {
      return try wholeFile(path, limit: byteLimit)
    } catch {
      throw .file(path: path, problem: error)
    }
  }
}
