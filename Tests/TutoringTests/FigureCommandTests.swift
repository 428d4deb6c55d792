import CommandLanguage
import Foundation
import Testing
import Tutoring

@Suite struct FigureCommandTests {
  private func prepared() throws -> SessionUnderTest {
    let session = try SessionUnderTest.withPicture()
    try session.type("occlusion p class=vertical patch=2 stride=1", "step 6")
    return session
  }

  private static let png: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]

  /// Of the last step's mask, patch or sample a figure of the end shows nothing.
  @Test(arguments: [
    (
      "occlusion p patch=2 stride=2 fill=black", "Occlusion: probability of", "stride=2, fill=black", "9 patches of 2×2"
    ),
    (
      "rise p masks=5 grid=2", "RISE: probability of", "probability=0.5, grid=2",
      "with random parts of the picture in black"
    ),
    ("smoothgrad p samples=3 sigma=0.2", "The mean of d", "sigma=0.2", "noise of standard deviation"),
    ("backprop p", "d scores", "rule=gradient", "as a signal, rule gradient. Network tiny."),
  ])
  func aFigureSaysHowItWasMade(command: String, what: String, how: String, caption: String) throws {
    let session = try SessionUnderTest()
    try session.type("let p = uniform([6,6], 3)", command, "run", "figure it")
    let said = try session.type("info \(session.folder)/it.png")
    #expect(said.contains(what) && said.contains(how) && said.contains(caption), "\(said)")
    #expect(!said.contains("Step "), "\(said)")
  }

  @Test func aFigureInPlaceOfAnotherIsSaid() throws {
    let session = try SessionUnderTest()
    let said = try session.type("show ones([2,2])", "figure a", "figure b", "figure a")
    #expect(said.hasSuffix("a.png\nin place of the one before: figure NAME keeps both\n"))
    #expect(said.components(separatedBy: "in place").count == 2)
  }

  /// The file's name and the recipe that reads it, not the folder where somebody keeps it.
  @Test func aFigureTellsTheInputRecipeOfANetworkFromAFile() throws {
    let session = try SessionUnderTest()
    let file = "\(session.folder)/mine.safetensors"
    try session.type(
      "save network \(file)", "network \(file) scale=255 mean=123.675 std=0.5", "show ones([2,2])", "figure a")
    let said = try session.type("info \(session.folder)/a.png")
    #expect(said.contains("  mine.safetensors scale=255.0 mean=[123.675] std=[0.5] order=rgb\n"), "\(said)")
  }

  /// Enlarged edges overshoot; what covers a network's input is a picture all the same.
  @Test func whatCoversAPictureIsAPicture() throws {
    let session = try SessionUnderTest()
    try session.type("let q = pad(stack([zeros([4,4]), ones([4,4]), zeros([4,4])]), 1)")
    #expect(session.fault("expect min(cover(q, 9, 11)) >= 0 and max(cover(q, 9, 11)) <= 1") == nil)
    #expect(session.fault("expect max(cover(2 * q, 9, 11)) > 2") == nil)
  }

  @Test func titlesStandInPlaceOfExpressions() throws {
    let session = try SessionUnderTest()
    let said = try session.type(
      "let p = zeros([6,6])", "show p, p + 1 titles=[\"Before\", \"After\"]", "plot p[0] titles=\"A row\"")
    #expect(said.contains("Before") && said.contains("After") && said.contains("A row") && !said.contains("p + 1"))
    #expect(session.fault("show p, p titles=\"Before\"")?.contains("titles= is a list of 2 texts in quotes") == true)
    #expect(session.fault("show p titles=[1]")?.contains("titles= is one text: \"Saliency\"") == true)
  }

  @Test func aFigureIsNamedAfterItsProcedureOrAsOneLikes() throws {
    let session = try prepared()
    #expect(try session.type("figure") == "\(session.folder)/occlusion.png\n")
    #expect(try session.type("figure my-map_2 \"What it shows\"") == "\(session.folder)/my-map_2.png\n")
    for name in ["occlusion.png", "my-map_2.png"] {
      #expect(session.file(name)?.prefix(8).elementsEqual(Self.png) == true)
    }
    #expect(session.session.figures.map(\.caption).last == "What it shows")
  }

  @Test func itsFileSaysWhatMadeIt() throws {
    let session = try prepared()
    try session.type("set seed 7", "figure", "save occluded \(session.folder)/o.png")
    let said = try session.type("info \(session.folder)/occlusion.png")
    for part in ["occlusion p class=vertical patch=2 stride=1", "tiny", "7", "1.2.3"] {
      #expect(said.contains(part), "\(part) in \(said)")
    }
    #expect(try session.type("info \(session.folder)/o.png").contains("save occluded \(session.folder)/o.png"))
  }

  @Test(arguments: [
    "trace p", "backprop p rule=guided", "filters layer=conv1", "occlusion p patch=2 stride=1",
    "network small; judge 3 maps=[guided,edges]",
  ])
  func everyStepOfEveryProcedureCanBeDrawnAndFilmed(start: String) throws {
    let session = try SessionUnderTest.withPicture()
    try session.type(start, "figure at-start")
    for _ in 0..<7 { try session.type("step", "figure") }
    if session.fault("into") == nil { try session.type("figure parts", "step", "figure parts", "out") }
    try session.type("film every=1 all", "run", "figure", "film")
    #expect(session.file("all.png") != nil)
  }

  @Test(arguments: [
    "show p", "show p, p scale=shared", "hist p", "plot p[0]", "table p", "scatter zeros([3,2])", "stats p", "print p",
    "print 3", "conv1", "why scores[0]", "why conv1[0,1,1]", "scores.weight",
  ])
  func whateverWasLookedAtCanBeDrawn(line: String) throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("forward p", line, "figure looked")
    #expect(session.file("looked.png")?.prefix(8).elementsEqual(Self.png) == true)
  }

  @Test func figuresCanBeWrittenAsSVG() throws {
    let session = try SessionUnderTest(figureFormat: .svg)
    try session.type(SessionUnderTest.picture, "occlusion p patch=2", "run", "figure", "film")
    for name in ["occlusion.svg", "occlusion-film.svg"] {
      #expect(String(decoding: try #require(session.file(name)), as: UTF8.self).contains("<svg"))
    }
  }

  @Test func aTitleNamesTheRuleAndSaysThatItIsNotTheGradient() throws {
    let session = try prepared()
    try session.type("backprop p unit=vertical rule=guided", "run", "figure")
    let title = session.session.figures.last?.title ?? ""
    #expect(title.contains("scores[vertical]") && title.contains("rule=guided: not the gradient"), "\(title)")
  }

  @Test func nothingIsDrawnOfNothing() throws {
    let session = try SessionUnderTest()
    #expect(session.fault("figure")?.hasPrefix("There is nothing to draw yet") == true)
    #expect(session.fault("film")?.hasPrefix("No procedure runs") == true)
  }

  @Test(arguments: ["../up", "a/b", "/etc/x", "..", ".hidden", "a.b"])
  func aNameThatIsAPathIsRefused(name: String) throws {
    let session = try prepared()
    #expect(session.fault("figure \(name)") != nil)
    #expect(session.fault("film \(name)") != nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: session.folder).isEmpty)
  }

  @Test func aFolderThatCannotBeWrittenToIsOneError() throws {
    let session = try prepared()
    try Data("a file".utf8).write(to: URL(fileURLWithPath: session.folder + "/taken"))
    for line in ["save p \(session.folder)/taken/x.npy", "save p \(session.folder)/taken/x.png"] {
      #expect(session.fault(line)?.contains("cannot be written") == true, "\(session.fault(line) ?? "")")
    }
    #expect(session.file("taken") == Data("a file".utf8))
  }
}

@Suite struct SessionSavingTests {
  @Test func everyEndingIsReadBackOrRead() throws {
    let session = try SessionUnderTest.withPicture()
    let folder = session.folder
    try session.type("save p \(folder)/p.npy", "save p[None] \(folder)/p.png", "save p \(folder)/p.csv")
    try session.type("save p \(folder)/p.txt", "let again = load(\"\(folder)/p.npy\")")
    #expect(try session.value("all(again == p)") == "true")
    try session.type("image load \(folder)/p.png as drawn")
    #expect(try session.value("all(drawn == p)") == "true")
    let lines = String(decoding: try #require(session.file("p.csv")), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[1] == "0.0,0.0,1.0,0.0,0.0,0.0")
    #expect(String(decoding: try #require(session.file("p.txt")), as: UTF8.self).contains("[0 0 1 0 0 0]"))
    #expect(session.session.figures.isEmpty)
  }

  @Test func aNetworkThatWasSavedIsTheSame() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("forward p", "let before = scores[:]", "save network \(session.folder)/n.safetensors")
    try session.type("network \(session.folder)/n.safetensors", "forward p")
    #expect(try session.value("all(scores == before)") == "true")
    try session.type("show p", "figure")
    #expect(try session.type("info \(session.folder)/view.png").contains("n.safetensors"))
  }

  @Test func aPictureSaysWhatTheNetworkAnswersBeforeAndAfterRounding() throws {
    let session = try SessionUnderTest.withPicture()
    let said = try session.type("save p[None] \(session.folder)/p.png")
    #expect(said.contains("tiny says vertical"))
    #expect(said.contains("after rounding"))
  }

  @Test(arguments: [
    "../x.npy", "a/../../x.npy", "/etc/x.npy", "FOLDER/../x.npy", "FOLDER-lessons/x.npy",
  ])
  func nothingIsWrittenOutside(path: String) throws {
    let session = try SessionUnderTest.withPicture()
    let path = path.replacingOccurrences(of: "FOLDER", with: session.folder)
    for line in ["save p \(path)", "history save \(path)", "notes \(path)", "progress save \(path)"] {
      #expect(session.fault(line)?.contains("lies outside") == true, "\(line)")
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: ["\"\"", "/", "/tmp", "..", "a/../..", "/etc"])
  func theFiguresFolderCannotBeMovedOutside(path: String) throws {
    let session = try SessionUnderTest.withPicture()
    #expect(session.fault("set figures \(path)") != nil)
    #expect(session.fault("save p /etc/fovea-outside.npy")?.contains("lies outside") == true)
  }

  @Test func aLinkDoesNotLeadOutside() throws {
    let session = try SessionUnderTest.withPicture()
    let files = FileManager.default
    try files.createSymbolicLink(atPath: session.folder + "/out", withDestinationPath: session.folder + "-lessons")
    #expect(session.fault("save p \(session.folder)/out/x.npy")?.contains("lies outside") == true)
    #expect(session.fault("save p \(session.folder)/out/new/x.npy")?.contains("lies outside") == true)
    #expect(try files.contentsOfDirectory(atPath: session.folder + "-lessons").isEmpty)
    try files.createDirectory(atPath: session.folder + "/in", withIntermediateDirectories: true)
    try session.type("save p \(session.folder)/in/x.npy", "save p \(session.folder)/new/deep/x.npy")
  }

  @Test func aFileIsReplacedWholeOrStays() throws {
    let session = try SessionUnderTest.withPicture()
    let path = "\(session.folder)/x.csv"
    try session.type("save p \(path)")
    let former = try #require(session.file("x.csv"))
    #expect(session.fault("save zeros([2,2,2]) \(path)") != nil)
    #expect(session.file("x.csv") == former)
    try session.type("save [1,2] \(path)")
    #expect(session.file("x.csv") == Data("1.0\n2.0\n".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: session.folder) == ["x.csv"])
  }
}
