import CommandLanguage
import Foundation
import Testing
import Tutoring

/// A network from the learner's file, in the session and in lessons.
@Suite struct SessionOwnNetworkTests {
  private static let lesson = """
    # Demo

    What it is about.

    ```fovea
    network small
    print size(conv1.weight)
    print size(fc1.weight)
    print size(conv1.bias)
    ```

    ## End

    That is all.
    """

  /// A session with a file that holds `tiny`, and a lesson that was written on `small`.
  private func begun() throws -> (session: SessionUnderTest, file: String) {
    let session = try SessionUnderTest(lessons: ["01-demo.md": Self.lesson])
    let file = "\(session.folder)/mine.safetensors"
    try session.type("save network \(file)")
    return (session, file)
  }

  @Test func takesThePlaceOfSmallInALesson() throws {
    let (session, file) = try begun()
    try session.type("network \(file)")
    try session.type("lesson demo")
    #expect(try session.type("next").contains("your network, \(file), in place of small"))
    #expect(try session.type("next").contains("18"))
  }

  @Test func aFileThatIsMissingIsComparedWithThoseThatAreThere() throws {
    let (session, file) = try begun()
    #expect(session.fault("network \(session.folder)/mien.safetensors")?.contains("Did you mean '\(file)'?") == true)
    #expect(
      session.fault("image load \(session.folder)/mien.safetensors as q")?.hasSuffix("Did you mean \(file)?") == true)
    #expect(session.fault("network \(session.folder)/other.onnx")?.contains("Did you mean") == false)
  }

  @Test func aPictureIsNoNetwork() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("show p", "figure mine")
    #expect(
      session.fault("network \(session.folder)/mine.png")?.contains("it holds a picture: image load reads it") == true)
  }

  /// What a former lesson used is none of the next one's business.
  @Test func aLessonBeginsWithTheNetworkThatTheSessionBeganWith() throws {
    let lesson = "# Any\n\nText.\n\n```fovea\nprint size(conv1.weight)\n```\n"
    let session = try SessionUnderTest(lessons: ["01-any.md": lesson])
    try session.type("network wide", "lesson any")
    #expect(try session.type("next").contains("18"))
  }

  @Test func aCommandThatItCannotAnswerIsPassedOver() throws {
    let (session, file) = try begun()
    try session.type("network \(file)", "lesson demo", "next", "next")
    #expect(try session.type("next").contains("passed over, as \(file) is not the network"))
    #expect(try session.type("next").contains("2"))
  }

  @Test func aBuiltInNetworkDoesNotTakeThePlaceOfAnother() throws {
    let (session, _) = try begun()
    try session.type("network wide", "lesson demo")
    #expect(try session.type("next").contains("597786"))
  }

  @Test func nothingIsPassedOverOnAnotherNetworkThanTheLearners() throws {
    let lesson = "# Wide\n\nText.\n\n```fovea\nnetwork wide\nexpect 1 == 2\nprint size(conv9.weight)\n```\n"
    let session = try SessionUnderTest(lessons: ["01-wide.md": lesson])
    let file = "\(session.folder)/mine.safetensors"
    try session.type("save network \(file)", "network \(file)", "lesson wide")
    #expect(try session.type("next").contains("This lesson expects another result here"))
    #expect(session.fault("next")?.contains("conv9") == true)
  }

  @Test func comesBackWhereAnotherLessonHadReplacedIt() throws {
    let (session, file) = try begun()
    try session.type("network \(file)", "lesson demo", "leave")
    #expect(try session.type("network").contains("mine takes pictures"))
    try session.type("network small", "lesson demo fresh")
    #expect(try session.type("next").contains("small takes pictures"))
  }

  @Test func aLessonIsCheckedOnItsAuthorsNetwork() throws {
    let lesson = "# Other\n\nText.\n\n```fovea\nnetwork small\nprint size(fc1.weight)\n```\n"
    let session = try SessionUnderTest(lessons: ["02-other.md": lesson])
    let file = "\(session.folder)/mine.safetensors"
    try session.type("save network \(file)")
    let shelf = try LessonShelf(folder: session.folder + "-lessons")
    let other = try shelf.lesson(shelf.entry(named: "other"))
    let check = try LessonCheck(other, settings: Settings(network: file, version: "1"), shelf: shelf)
    #expect(check.outcome() == .passed(commands: 2, questions: 0))
  }

  @Test func filesAreFoundInTheFolderOfData() throws {
    let (session, file) = try begun()
    var settings = Settings(network: "small", data: session.folder, version: "1")
    settings.figures = nil
    let recorder = Recorder()
    let other = try Session(
      settings: settings, output: recorder, shelf: LessonShelf(folder: session.folder + "-lessons"), records: Records())
    try other.take(SourceLine("network mine.safetensors"))
    #expect(recorder.taken().contains("mine takes pictures"))
    #expect(FileManager.default.fileExists(atPath: file))
  }

  @Test func theNetworkToBeginWithIsFoundInTheFolderOfDataToo() throws {
    let (session, _) = try begun()
    let other = try SessionUnderTest(network: "mine.safetensors", data: session.folder)
    #expect(try other.type("network").contains("mine takes pictures"))
    try session.type("save zeros([2]) + 3 \(session.folder)/pair.npy")
    #expect(try other.value("load(\"pair.npy\")").hasSuffix("[3 3]"))
  }

  @Test func noFileTakesThePlaceOfABuiltInNetwork() throws {
    let (session, _) = try begun()
    try Data("no network".utf8).write(to: URL(fileURLWithPath: "\(session.folder)/tiny"))
    let lesson = "# Tiny\n\nText.\n\n```fovea\nnetwork tiny\n```\n"
    let other = try SessionUnderTest(lessons: ["01-tiny.md": lesson], data: session.folder)
    try other.type("lesson tiny")
    #expect(try other.type("next").contains("tiny takes pictures"))
  }

  @Test func labelsAreReadAsThoseOfASet() throws {
    let (session, _) = try begun()
    let labels = "\(session.folder)/labels.txt"
    try Data("\u{FEFF}upright \r\n\r\n level\r\n".utf8).write(to: URL(fileURLWithPath: labels))
    try session.type("network tiny labels=\(labels)", "save network \(session.folder)/named.safetensors")
    try session.type("network \(session.folder)/named.safetensors", SessionUnderTest.picture, "forward p")
    #expect(try session.value("scores[upright]") == session.value("scores[0]"))
    try Data("up\tright\nlevel\n".utf8).write(to: URL(fileURLWithPath: labels))
    let fault = session.fault("network tiny labels=\(labels)")
    #expect(fault?.contains("labels.txt: the name of a class holds a control character") == true)
    try Data("level\n".utf8).write(to: URL(fileURLWithPath: labels))
    #expect(session.fault("network tiny labels=\(labels)")?.contains("names 1 classes for 2 scores") == true)
  }

  @Test func aNameOfSeveralClassesIsSaid() throws {
    let (session, _) = try begun()
    let labels = "\(session.folder)/labels.txt"
    try Data("crane\ncrane\n".utf8).write(to: URL(fileURLWithPath: labels))
    let said = try session.type("network tiny labels=\(labels)")
    #expect(said.hasSuffix("classes 0 and 1 are each called crane: the name means 0\n"), "\(said)")
  }

  @Test func aClassAnswersToEachNameThatNoOtherClassHas() throws {
    let (session, _) = try begun()
    let labels = "\(session.folder)/labels.txt"
    try Data("bar, upright\nbar, level, lying down\n".utf8).write(to: URL(fileURLWithPath: labels))
    try session.type("network tiny labels=\(labels)", SessionUnderTest.picture, "forward p")
    #expect(try session.value("scores[\"lying down\"]") == session.value("scores[1]"))
    #expect(try session.value("scores[upright]") == session.value("scores[0]"))
    #expect(session.fault("print scores[bar]") != nil)
    #expect(try session.type("forward p").contains("bar, upright"))
  }
}
