import Foundation
import Images
import Tensors
import Testing

struct ImageFileTests {
  @Test func theKindIsToldByContent() throws {
    let image = noise([3, 2, 2], seed: 9)
    #expect(try ImageFile.decode(PNG.encode(image)) == image)
    #expect(try ImageFile.decode(PPM.encode(image)) == image)
  }

  @Test func anEmptyFileIsCalledEmpty() {
    let error = #expect(throws: ImageError.self) { try ImageFile.decode([]) }
    #expect(error?.description == "the file is empty")
  }

  @Test(arguments: [
    ("JPEG", [0xFF, 0xD8, 0xFF] as [UInt8]), ("GIF", Array("GIF89a".utf8)), ("BMP", Array("BM\0\0".utf8)),
    ("TIFF", Array("II*\0".utf8)), ("TIFF", Array("MM\0*".utf8)), ("WebP", Array("RIFF\0\0\0\0WEBP".utf8)),
  ])
  func picturesOfOtherKindsAreCalledByName(kind: String, bytes: [UInt8]) {
    let error = #expect(throws: ImageError.self) { try ImageFile.decode(bytes) }
    #expect(error?.description == "this is a \(kind) picture; PNG, PPM and PGM are read: save it as one of them")
  }

  @Test(arguments: [Array("P4 1 1\n0".utf8), Array("P65 1".utf8), [0xFF, 0xD8], Array("RIFF".utf8)])
  func otherKindsAreRefusedWithTheKindsThatAreRead(bytes: [UInt8]) {
    let error = #expect(throws: ImageError.self) { try ImageFile.decode(bytes) }
    #expect(
      error?.description
        == "this is not a picture of a kind that is read here: PNG, or PPM and PGM (P2, P3, P5, P6)")
  }

  @Test func aFileIsRead() throws {
    let image = try ImageFile.read(path: Fixture.folder.appending(path: "kinds/gray-16.png").path)
    #expect(image.shape == [1, 9, 7])
  }

  @Test(arguments: [
    ("nosuch.png", "there is no such file"),
    ("make.py/nosuch.png", "there is no such file"),
    ("kinds", "this is a folder, not a file"),
    ("source.npy", "this is not a picture of a kind that is read here: PNG, or PPM and PGM (P2, P3, P5, P6)"),
    ("wrong/no-pixels-wide.png", "the PNG file holds a picture without pixels"),
  ])
  func theErrorNamesTheFileAndSaysWhatIsWrong(name: String, words: String) {
    let path = Fixture.folder.appending(path: name).path
    let error = #expect(throws: ImageError.self) { try ImageFile.read(path: path) }
    #expect(error?.description == "\(path): \(words)")
  }

  @Test(.timeLimit(.minutes(1)))
  func aDeviceAndAPipeAreNotWaitedFor() throws {
    #expect(throws: ImageError.file(path: "/dev/zero", problem: .special)) { try ImageFile.read(path: "/dev/zero") }
    let pipe = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID().uuidString)").path
    try #require(mkfifo(pipe, 0o600) == 0)
    defer { unlink(pipe) }
    #expect(throws: ImageError.file(path: pipe, problem: .special)) { try ImageFile.read(path: pipe) }
  }

  @Test func aFileFarTooLargeIsRefusedUnread() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "large-\(UUID().uuidString)").path
    try #require(FileManager.default.createFile(atPath: path, contents: nil))
    defer { unlink(path) }
    try #require(truncate(path, 1 << 40) == 0)
    let error = #expect(throws: ImageError.self) { try ImageFile.read(path: path) }
    #expect(error?.description == "\(path): the file has 1099511627776 bytes, more than a picture needs")
  }
}
