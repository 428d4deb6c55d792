import Datasets
import Tensors
import Testing

/// Files cut off or changed at every byte: an error or a set, never a crash and never more memory than the file's size
/// explains.
@Suite struct DamagedFileTests {
  private static let files = [
    "plain-images-idx3-ubyte", "packed-images-idx3-ubyte.gz", "members-images-idx3-ubyte.gz", "two.bin.gz", "bytes.npy",
    "truths.npy",
  ]

  @Test(arguments: files)
  func aFileCutOffAnywhereIsRefused(file: String) throws {
    let folder = try TemporaryFolder()
    let bytes = try Fixture.bytes(file)
    for length in 0..<bytes.count {
      let path = try folder.write("cut-" + file, Array(bytes[..<length]))
      #expect(throws: DatasetError.self, "\(length) bytes") { try PictureDataset.read(path: path) }
    }
  }

  @Test(arguments: files)
  func aChangedByteNeverCrashes(file: String) throws {
    let folder = try TemporaryFolder()
    let bytes = try Fixture.bytes(file)
    for place in bytes.indices {
      for change: UInt8 in [1, 0x80, 0xFF] {
        var changed = bytes
        changed[place] ^= change
        let path = try folder.write("changed-" + file, changed)
        if let set = try? PictureDataset.read(path: path) { #expect(set.images.count < 10_000) }
      }
    }
  }

  @Test func labelsCutOffAnywhereAreRefused() throws {
    let folder = try TemporaryFolder()
    let images = try folder.write("a-images-idx3-ubyte", Fixture.bytes("plain-images-idx3-ubyte"))
    for file in ["plain-labels-idx1-ubyte", "packed-labels-idx1-ubyte.gz"] {
      let bytes = try Fixture.bytes(file)
      for length in 0..<bytes.count {
        try folder.write("a-labels-idx1-ubyte", Array(bytes[..<length]))
        #expect(throws: DatasetError.self, "\(length) bytes") { try PictureDataset.read(path: images) }
      }
    }
  }

  @Test func aBombIsUnpackedNoFurtherThanItsHeaderSays() throws {
    let folder = try TemporaryFolder()
    // A header for one pixel, then a thousand times what is asked for.
    let bomb = stored(idx([1, 1, 1], [UInt8](repeating: 7, count: 60_000)))
    try folder.write("bomb", bomb)
    #expect(folder.fault("bomb") == "bomb: the file goes on behind the 17 bytes that it should have")
  }

  @Test func aHeaderThatPromisesMoreThanTheFileCanHoldTakesNoMemory() throws {
    let folder = try TemporaryFolder()
    try folder.write("promise", stored(idx([1 << 14, 1 << 7, 1 << 7], [1, 2, 3])))
    #expect(folder.fault("promise") == "promise: the file ends too early: 268435472 bytes are needed, and there are 19")
  }

  @Test(arguments: ["labels.csv", "names.txt"])
  func aTextOfMoreThanIsReadIsTooLarge(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.npy", Tensor(shape: [1, 2, 2]).npy())
    try folder.write(name, [UInt8](repeating: 10, count: 16 << 20 | 1))
    let fault = name == "labels.csv" ? folder.fault("") : folder.fault("a.npy", labels: name)
    #expect(fault?.hasSuffix("\(name): it holds more than the 16 MB that are read of such a file") == true)
  }

  @Test func whatIsWrongWithAGzipFileIsSaid() throws {
    let folder = try TemporaryFolder()
    let bytes = try Fixture.bytes("packed-images-idx3-ubyte.gz")
    try folder.write("cut", bytes.dropLast(9))
    #expect(folder.fault("cut") == "cut: the gzip file is damaged: it ends too early")
    try folder.write("more", bytes + [1])
    #expect(folder.fault("more") == "more: the gzip file is damaged: there is more behind its end")
    var changed = bytes
    changed[bytes.count - 6] ^= 1
    try folder.write("checksum", changed)
    #expect(folder.fault("checksum") == "checksum: the gzip file is damaged: incorrect data check")
  }

  /// A gzip file whose one block is stored as it is.
  private func stored(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(bytes.count)
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1]
    let lengths = [length, ~length].flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    return header + lengths + bytes + crc(bytes) + [length & 255, length >> 8, 0, 0].map { UInt8($0) }
  }

  private func crc(_ bytes: [UInt8]) -> [UInt8] {
    var sum: UInt32 = .max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: ~sum >> $0) }
  }
}
