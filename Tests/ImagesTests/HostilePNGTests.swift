import Images
import Tensors
import Testing

/// Damage that hides behind true checksums, so that it reaches what lies behind them.
struct HostilePNGTests {
  /// One small file of each kind: every colour type, depth, interlacing, palettes, transparent colours.
  static let kinds = Fixture.names(in: "kinds")

  @Test(arguments: kinds)
  func aFileCutAtAnyByteIsRefused(name: String) throws {
    let bytes = try Fixture.bytes("kinds/\(name)")
    for count in 0..<bytes.count {
      #expect(throws: ImageError.endsEarly(format: "PNG")) { try PNG.decode(Array(bytes[..<count])) }
    }
  }

  @Test(arguments: kinds)
  func aChangedByteBehindATrueChecksumGivesAnErrorOrAPicture(name: String) throws {
    let whole = try Fixture.bytes("kinds/\(name)")
    for place in whole.indices {
      for change: UInt8 in [0x01, 0x04, 0x80, 0xFF] {
        var bytes = whole
        bytes[place] ^= change
        renewChecksums(&bytes)
        guard let image = try? PNG.decode(bytes) else { continue }
        #expect(image.elements.allSatisfy { (0...1).contains($0) }, "byte \(place) changed by \(change)")
      }
    }
  }

  @Test func aTextOfAChunkWithAGiantLengthIsRefused() throws {
    // Found by fuzzing: sBIT claims 3.8 million bytes in a file of 128.
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
    var bytes = head + [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0, 0, 0, 0]
    renewChecksums(&bytes)
    bytes += [0, 0x3A, 0x7E, 0x73] + Array("sBIT".utf8) + [UInt8](repeating: 7, count: 60)
    #expect(throws: ImageError.endsEarly(format: "PNG")) { try PNG.text(of: bytes) }
    #expect(throws: ImageError.endsEarly(format: "PNG")) { try PNG.decode(bytes) }
  }

  /// Puts behind every chunk the checksum that it should have.
  private func renewChecksums(_ bytes: inout [UInt8]) {
    var start = 8
    while start + 12 <= bytes.count {
      let end = start + 8 + bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      guard end + 4 <= bytes.count else { return }
      let sum = checksum(bytes[start + 4..<end])
      for place in 0..<4 { bytes[end + place] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * place)) }
      start = end + 4
    }
  }

  private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB8_8320 }
    }
    return ~sum
  }
}
