import Foundation
import Testing
import Tutoring

/// A folder of its own for each test, taken away at the end.
private final class Scratch {
  let path = NSTemporaryDirectory() + "fovea-progress-" + UUID().uuidString
  var folder: StateFolder { StateFolder(path: path + "/state/fovea") }

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func text(_ name: String) -> String? { try? String(contentsOfFile: folder.path(of: name), encoding: .utf8) }
  func names() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }
}

@Suite struct ProgressStoreTests {
  private let scratch: Scratch
  init() throws { scratch = try Scratch() }

  @Test func theFolderFollowsTheEnvironment() {
    #expect(StateFolder.standard(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"]).path == "/s/fovea")
    #expect(StateFolder.standard(environment: ["XDG_STATE_HOME": "s", "HOME": "/h"]).path == "/h/.local/state/fovea")
    #expect(StateFolder.standard(environment: ["HOME": "/h"]).path == "/h/.local/state/fovea")
  }

  @Test func progressOutlivesTheSession() {
    var store = ProgressStore(folder: scratch.folder)
    #expect(store.load() == nil)
    #expect(store.record(.finished(lesson: "a", block: "b")) == nil)
    var next = ProgressStore(folder: scratch.folder)
    #expect(next.load() == nil)
    #expect(next.progress == store.progress)
    #expect(scratch.names() == ["progress", "progress.lock"])
  }

  @Test func twoSessionsKeepWhatBothDid() {
    var one = ProgressStore(folder: scratch.folder)
    var two = ProgressStore(folder: scratch.folder)
    _ = one.load()
    _ = two.load()
    _ = one.record(.finished(lesson: "a", block: "b1"))
    _ = two.record(.tried(lesson: "a", block: "b2", answer: "1"))
    _ = one.record(.forgot(lesson: "c"))
    _ = one.record(.tried(lesson: "a", block: "b2", answer: "2"))
    #expect(one.progress.records.map(\.block) == ["b1", "b2"])
    #expect(one.progress.record(lesson: "a", block: "b2")?.tries == 2)
    #expect(one.progress.record(lesson: "a", block: "b2")?.firstAnswer == "1")
    _ = one.record(.forgotAll)
    _ = two.record(.began(lesson: "d", block: "b1"))
    #expect(two.progress.records.map(\.lesson) == ["d"])
  }

  @Test func sessionsAtTheSameTimeLoseNothing() async {
    let folder = scratch.folder
    await withTaskGroup(of: Void.self) { group in
      for session in 0..<4 {
        group.addTask {
          var store = ProgressStore(folder: folder)
          for block in 0..<5 { _ = store.record(.finished(lesson: "l\(session)", block: "b\(block)")) }
        }
      }
    }
    var store = ProgressStore(folder: folder)
    #expect(store.load() == nil)
    #expect(store.progress.records.count == 20)
  }

  @Test func aDamagedLineIsKeptAsideAndSaidOnce() throws {
    let bytes = Array("# x\na\tb\tdone\t0\t0\nrubbish\n\u{FE}\n".utf8) + [0xFF, 0x0A]
    try scratch.folder.write("progress", bytes)
    var store = ProgressStore(folder: scratch.folder)
    #expect(
      store.load()
        == "3 lines of your progress were damaged and left out; the file as it was is \(scratch.folder.path)/progress.damaged-1"
    )
    #expect(store.progress.records.map(\.block) == ["b"])
    #expect(try scratch.folder.read("progress.damaged-1") == bytes)
    var next = ProgressStore(folder: scratch.folder)
    #expect(next.load() == nil)
    #expect(next.progress == store.progress)
  }

  @Test func damageFoundWhileSavingIsKeptAsideToo() throws {
    var store = ProgressStore(folder: scratch.folder)
    _ = store.record(.finished(lesson: "a", block: "b"))
    try scratch.folder.write("progress", [0xFF])
    #expect(
      store.record(.finished(lesson: "a", block: "c"))
        == "a line of your progress was damaged and left out; the file as it was is \(scratch.folder.path)/progress.damaged-1"
    )
    #expect(store.record(.finished(lesson: "a", block: "d")) == nil)
  }

  @Test func damageAtEveryByteIsSurvived() throws {
    var store = ProgressStore(folder: scratch.folder)
    _ = store.record(.finished(lesson: "a", block: "b"))
    _ = store.record(.tried(lesson: "a", block: "c", answer: "1"))
    let bytes = try #require(try scratch.folder.read("progress"))
    for index in bytes.indices {
      var changed = bytes
      changed[index] = 0
      try scratch.folder.write("progress", changed, isDurable: false)
      var next = ProgressStore(folder: scratch.folder)
      _ = next.load()
      #expect(next.progress.records.count >= 1 || bytes[index] == 0x0A, "byte \(index)")
      var again = ProgressStore(folder: scratch.folder)
      #expect(again.load() == nil)
    }
  }

  @Test func aFolderInPlaceOfTheFileIsOneWarning() throws {
    try FileManager.default.createDirectory(
      atPath: scratch.folder.path(of: "progress"), withIntermediateDirectories: true)
    var store = ProgressStore(folder: scratch.folder)
    #expect(
      store.load() == "progress is not kept: \(scratch.folder.path)/progress cannot be read: it is not a file")
    #expect(store.record(.finished(lesson: "a", block: "b")) == nil)
    #expect(store.progress.record(lesson: "a", block: "b")?.state == .done)
  }

  @Test func aFolderThatCannotBeMadeIsOneWarning() throws {
    try FileBytes.replace(scratch.path + "/state", with: [])
    var store = ProgressStore(folder: scratch.folder)
    #expect(
      store.record(.finished(lesson: "a", block: "b"))
        == "progress is not kept: \(scratch.folder.path) cannot be written: not a directory")
    #expect(store.record(.finished(lesson: "a", block: "c")) == nil)
    // Once the hindrance is gone, what was held back is kept.
    try FileManager.default.removeItem(atPath: scratch.path + "/state")
    #expect(store.record(.finished(lesson: "a", block: "d")) == nil)
    var next = ProgressStore(folder: scratch.folder)
    #expect(next.load() == nil)
    #expect(next.progress.records.map(\.block) == ["b", "c", "d"])
  }

  @Test func aFullDiskLeavesTheOldFile() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    #expect(throws: StateError.self) { try FileBytes.replace("/dev/full/x", with: [1]) }
    try scratch.folder.write("progress", [1, 2, 3])
    #expect(throws: StateError.self) { try FileBytes.replace(scratch.path + "/none/progress", with: [9]) }
    #expect(try scratch.folder.read("progress") == [1, 2, 3])
  }

  @Test func aLockedFileIsKeptLater() throws {
    var store = ProgressStore(folder: scratch.folder)
    _ = store.record(.finished(lesson: "a", block: "b"))
    let descriptor = open(scratch.folder.path(of: "progress.lock"), O_RDWR)
    #expect(flock(descriptor, LOCK_EX) == 0)
    #expect(
      store.record(.finished(lesson: "a", block: "c"))
        == "progress is kept later: \(scratch.folder.path)/progress is in use by another session")
    close(descriptor)
    #expect(store.record(.finished(lesson: "a", block: "d")) == nil)
    #expect(scratch.text("progress")?.contains("a\tc\tdone") == true)
  }
}

@Suite struct ProgressHistoryTests {
  private let scratch: Scratch
  init() throws { scratch = try Scratch() }

  @Test func commandsOutliveTheSession() {
    var history = CommandHistory(folder: scratch.folder)
    #expect(history.load() == nil)
    for command in ["lessons", " step 2 ", "step 2", "", "print \"a\\n\""] { #expect(history.append(command) == nil) }
    #expect(history.flush() == nil)
    #expect(scratch.text("history") == "lessons\nstep 2\nprint \"a\\n\"\n")
    #expect(history.ownLines == ["lessons", "step 2", "step 2", "print \"a\\n\""])
    var next = CommandHistory(folder: scratch.folder)
    #expect(next.load() == nil)
    #expect(next.lines == ["lessons", "step 2", "print \"a\\n\""])
  }

  @Test func twoSessionsKeepWhatBothTyped() {
    var one = CommandHistory(folder: scratch.folder)
    var two = CommandHistory(folder: scratch.folder)
    _ = one.append("a")
    _ = two.append("b")
    _ = one.append("c")
    #expect(scratch.text("history") == "a\nb\nc\n")
  }

  @Test func onlyTheNewestAreKept() throws {
    let lines = (0..<2100).map { "print \($0)" }
    try scratch.folder.write("history", Array((lines.joined(separator: "\n") + "\n").utf8))
    var history = CommandHistory(folder: scratch.folder)
    #expect(history.load() == nil)
    #expect(history.lines.first == "print 100")
    _ = history.append("last")
    #expect(history.lines.count == CommandHistory.limit)
    #expect(history.lines.last == "last")
  }

  @Test func aDamagedHistoryIsKeptAside() throws {
    try scratch.folder.write("history", [0x61, 0x0A, 0xFF, 0x0A, 0x1B, 0x0A, 0x62, 0x0A])
    var history = CommandHistory(folder: scratch.folder)
    #expect(
      history.load()
        == "2 lines of the history were damaged and left out; the file as it was is \(scratch.folder.path)/history.damaged-1"
    )
    #expect(history.lines == ["a", "b"])
    #expect(scratch.text("history") == "a\nb\n")
  }
}
