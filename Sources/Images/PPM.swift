public import Tensors

/// The portable pixmaps: PPM (P3, P6) in colour and PGM (P2, P5) in gray, plain or binary, to 16 bits.
public enum PPM {
  /// The picture in a PPM or PGM file: [3,H,W] or [1,H,W], values in 0…1.
  ///
  /// - Throws: `ImageError` where the file is cut off, damaged, or claims more pixels than are read.
  public static func decode(_ bytes: [UInt8]) throws(ImageError) -> Tensor {
    var reader = PPMReader(bytes: bytes)
    let header = try reader.header()
    let count = header.width * header.height * header.channels
    // A plain sample takes a digit and a space, the last one only the digit.
    let fewestBytes = header.isPlain ? 2 * count - 1 : count * header.bytesPerSample
    guard reader.remaining >= fewestBytes else { throw .endsEarly(format: reader.format) }

    let pixels = header.width * header.height
    var planes = Tensor(shape: [header.channels, header.height, header.width])
    for pixel in 0..<pixels {
      for channel in 0..<header.channels {
        let sample = try reader.sample(header)
        planes[flat: channel * pixels + pixel] = Float(sample) / Float(header.largest)
      }
    }
    return planes
  }

  /// A binary file of 8 bits: P6 for [3,H,W], P5 for [1,H,W] and [H,W], rounded as `PNG.encode` rounds.
  public static func encode(_ image: Tensor) throws(ImageError) -> [UInt8] {
    let (channels, height, width) = try image.pictureSize()
    return try Array("\(channels == 1 ? "P5" : "P6")\n\(width) \(height)\n255\n".utf8) + image.interleavedBytes()
  }

  /// Whether a file begins as these do.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    bytes.count > 2 && bytes[0] == UInt8(ascii: "P") && "2356".utf8.contains(bytes[1]) && isSpaceOrComment(bytes[2])
  }

  private static func isSpaceOrComment(_ byte: UInt8) -> Bool {
    PPMReader.isSpace(byte) || byte == UInt8(ascii: "#")
  }
}

/// Where the reading of a pixmap stands.
private struct PPMReader {
  let bytes: [UInt8]
  var position = 0
  var format = "PPM"

  struct Header {
    var channels, width, height, largest: Int
    var isPlain: Bool
    var bytesPerSample: Int { largest > 255 ? 2 : 1 }
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var remaining: Int { bytes.count - position }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  func damaged(_ reason: String) -> ImageError {
    .damaged(format: format, reason: reason)
  }

  mutating func header() throws(ImageError) -> Header {
    guard PPM.recognises(bytes) else { throw .unknownFormat }
    let kind = bytes[1] - UInt8(ascii: "0")
    let channels = kind == 3 || kind == 6 ? 3 : 1
    format = channels == 3 ? "PPM" : "PGM"
    position = 2
    let width = try number("width")
    let height = try number("height")
    let largest = try number("largest value")
    try checkSize(width: width, height: height, format: format)
    guard (1...65535).contains(largest) else { throw damaged("its largest value is \(largest), not 1 to 65535") }
    if remaining > 0, !Self.isSpace(bytes[position]) { throw damaged("no space follows its largest value") }
    position += 1
    return Header(channels: channels, width: width, height: height, largest: largest, isPlain: kind < 4)
  }

  mutating func sample(_ header: Header) throws(ImageError) -> Int {
    let sample = header.isPlain ? try number("sample") : binary(byteCount: header.bytesPerSample)
    guard sample <= header.largest else {
      throw damaged("it has a sample of \(sample), above its largest value \(header.largest)")
    }
    return sample
  }

  private mutating func binary(byteCount: Int) -> Int {
    defer { position += byteCount }
    return bytes[position..<position + byteCount].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The next number in digits, past spaces and comments.
  private mutating func number(_ name: String) throws(ImageError) -> Int {
    skipSpaceAndComments()
    guard remaining > 0 else { throw .endsEarly(format: format) }
    let start = position
    var value = 0
    while remaining > 0, case let digit = Int(bytes[position]) - 48, (0...9).contains(digit) {
      // Large enough for any true number, small enough not to overflow.
      value = min(10 * value + digit, 1 << 31)
      position += 1
    }
    guard position > start else { throw damaged("its \(name) is not a number") }
    return value
  }

  private mutating func skipSpaceAndComments() {
    while remaining > 0 {
      if bytes[position] == UInt8(ascii: "#") {
        while remaining > 0, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
      } else if Self.isSpace(bytes[position]) {
        position += 1
      } else {
        return
      }
    }
  }
}
