import Images

extension Target {
  static let pictures = [
    Target(name: "png") { bytes in
      // Few changed bytes come past the checksums; with new ones they reach what lies behind.
      for bytes in [bytes, withTrueChecksums(bytes)] {
        _ = try? PNG.text(of: bytes)
        if let image = try? PNG.decode(bytes) { checkRange(image.elements) }
      }
    },
    Target(name: "ppm") { bytes in
      if let image = try? PPM.decode(bytes) { checkRange(image.elements) }
    },
  ]

  private static func checkRange(_ values: [Float]) {
    precondition(values.allSatisfy { (0...1).contains($0) }, "a picture's values are from 0 to 1")
  }

  /// A PNG file whose every chunk is followed by the checksum that it should have.
  private static func withTrueChecksums(_ bytes: [UInt8]) -> [UInt8] {
    var (bytes, start) = (bytes, 8)
    while start + 12 <= bytes.count {
      let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = start + 8 + length
      guard end + 4 <= bytes.count else { break }
      let checksum = crc32(bytes[start + 4..<end])
      for place in 0..<4 { bytes[end + place] = UInt8(truncatingIfNeeded: checksum >> (24 - 8 * place)) }
      start = end + 4
    }
    return bytes
  }

  /// The checksum of PNG and gzip, bit by bit.
  private static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB8_8320 }
    }
    return ~sum
  }
}
