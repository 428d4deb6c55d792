import Files
import Foundation
import Testing

@Suite final class WholeFileTests {
  let path = FileManager.default.temporaryDirectory.appending(path: "file-\(UUID().uuidString)").path

  deinit { unlink(path) }

  private func make(_ bytes: [UInt8]) throws {
    try #require(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
  }

  @Test func allBytesAreRead() throws {
    try make([])
    #expect(try wholeFile(path, limit: 0) == [])
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try make(bytes)
    #expect(try wholeFile(path, limit: 100_000) == bytes)
  }

  @Test func oneByteBeyondTheLimitIsTooMany() throws {
    try make([1, 2, 3])
    #expect(throws: FileProblem.tooLarge(bytes: 3)) { try wholeFile(path, limit: 2) }
  }

  @Test(.timeLimit(.minutes(1)))
  func whatIsNoFileIsNotWaitedFor() throws {
    #expect(throws: FileProblem.missing) { try wholeFile(path, limit: 9) }
    #expect(throws: FileProblem.missing) { try wholeFile("/dev/null/none", limit: 9) }
    #expect(throws: FileProblem.directory) { try wholeFile("/", limit: 9) }
    #expect(throws: FileProblem.special) { try wholeFile("/dev/zero", limit: 9) }
    try #require(mkfifo(path, 0o600) == 0)
    #expect(throws: FileProblem.special) { try wholeFile(path, limit: 9) }
  }
}

@Test func resourcesAreSoughtBesideTheProgram() throws {
  let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  let folders = resourceFolders("some.resources/Folder")
  #expect(folders.first == URL(filePath: program).deletingLastPathComponent().path + "/some.resources/Folder")
  #expect(folders.count <= 2 && Set(folders).count == folders.count)
}
