import Foundation
import Testing
import Tutoring

@Suite struct LessonShelfTests {
  private let folder = NSTemporaryDirectory() + "fovea-shelf-" + UUID().uuidString
  private let shelf: LessonShelf

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["05-occlusion", "01-first-steps", "10-saliency", "12-grabcut"] {
      try "# \(name)\n\nText.\n".write(toFile: "\(folder)/\(name).md", atomically: true, encoding: .utf8)
    }
    try "no lesson".write(toFile: "\(folder)/README.md", atomically: true, encoding: .utf8)
    shelf = try LessonShelf(folder: folder)
  }

  @Test func lessonsStandInTheOrderOfTheirNumbers() {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(shelf.entries.map(\.stem) == ["01-first-steps", "05-occlusion", "10-saliency", "12-grabcut"])
    #expect(shelf.entries.map(\.number) == [1, 5, 10, 12])
  }

  @Test(arguments: ["5", "05", "occlusion", "Occlusion", "05-occlusion", "05-occlusion.md"])
  func oneLessonHasManyNames(name: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let entry = try shelf.entry(named: name)
    #expect(entry.stem == "05-occlusion")
    #expect(try shelf.lesson(entry).title == "05-occlusion")
  }

  @Test func aPathToAFileWillDo() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let entry = try shelf.entry(named: "\(folder)/README.md")
    #expect(entry.name == "README")
    #expect(entry.number == nil)
    let error = #expect(throws: LessonError.self) { try shelf.lesson(entry) }
    #expect(error?.description == "\(folder)/README.md:1:1: a lesson begins with its title, as '# Title'")
  }

  @Test(arguments: [
    ("oclusion", "there is no lesson 'oclusion': did you mean 'occlusion'?"),
    ("occ", "there is no lesson 'occ': did you mean 'occlusion'?"),
    ("grab", "there is no lesson 'grab': did you mean 'grabcut'?"),
    ("first steps", "there is no lesson 'first steps': did you mean 'first-steps'?"),
    ("sailency", "there is no lesson 'sailency': did you mean 'saliency'?"),
    ("nosuchlesson", "there is no lesson 'nosuchlesson': 'lessons' lists all 4"),
    ("7", "there is no lesson '7': 'lessons' lists all 4"),
    ("", "there is no lesson '': 'lessons' lists all 4"),
    ("none/x.md", "there is no file 'none/x.md'"),
  ])
  func anUnknownNameIsAnsweredWithTheNearest(name: String, words: String) {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let error = #expect(throws: ShelfError.self) { try shelf.entry(named: name) }
    #expect(error?.description == words)
  }

  @Test func aFolderThatIsNotThereIsAnError() {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let error = #expect(throws: ShelfError.self) { try LessonShelf(folder: folder + "/none") }
    #expect(
      error?.description
        == "the lessons' folder '\(folder)/none' cannot be read: no such file or directory")
  }

  @Test func neededFilesAreLookedForBesideTheLessonAndInTheData() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let data = folder + "/data"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    try FileBytes.replace(data + "/net.onnx", with: [])
    try FileBytes.replace(folder + "/cat.png", with: [])
    let lesson = try Lesson(markdown: "# A\nneeds: cat.png net.onnx gone.png\n\nb", file: folder + "/01-a.md")
    #expect(LessonShelf.missing(lesson.needs, for: lesson, data: [data]).map(\.file) == ["gone.png"])
    #expect(LessonShelf.missing(lesson.needs, for: lesson, data: []).map(\.file) == ["net.onnx", "gone.png"])
    #expect(LessonShelf.path(of: lesson.needs[0], for: lesson, data: [data]) == folder + "/cat.png")
    #expect(LessonShelf.path(of: lesson.needs[1], for: lesson, data: [data]) == data + "/net.onnx")
  }
}

@Suite struct LessonNotesTests {
  @Test func notesAreMarkdownInTheOrderOfTheSession() {
    var notes = LessonNotes()
    for entry in [
      .title("Occlusion"), .prose("Cover a square."), .command("step"), .result("\u{1B}[31m 1/64\u{1B}[0m patch"),
      .figure(path: "out/Figures/05/01-map.png", caption: "a [map]"),
      .question("Where?\nLook.", choices: ["sky", "ears"]), .answer("2", said: "Right. Yes."), .result("a ``` fence"),
    ] as [LessonNotes.Entry] { notes.add(entry) }
    #expect(
      notes.markdown(in: "out") == """
        # Occlusion

        Cover a square.

        ```fovea
        step
        ```

        ```text
         1/64 patch
        ```

        ![a \\[map\\]](<Figures/05/01-map.png>)

        > Where?
        > Look.
        >
        > 1. sky
        >
        > 2. ears

        **Answer:** 2 — Right. Yes.

        ````text
        a ``` fence
        ````

        """)
  }
}
