import CommandLanguage
import Foundation
import Testing
import Tutoring

/// What Tab offers.
@Suite struct CompletionTests {
  private func offers(_ line: String, in session: SessionUnderTest) -> [String] {
    session.session.offers(for: line, cursor: line.count).offers.map(\.text)
  }

  private func prepared() throws -> SessionUnderTest {
    let lesson = "# Demo\n\nA lesson.\n\n## Then\n\nMore.\n"
    let session = try SessionUnderTest.withPicture(lessons: ["01-demo.md": lesson, "02-other.md": lesson])
    try session.type("forward p")
    return session
  }

  @Test func aLineBeginsWithACommandAProcedureOrAName() throws {
    let session = try prepared()
    #expect(offers("oc", in: session) == ["occlusion"])
    #expect(Set(offers("", in: session)).isSuperset(of: Command.all.map(\.name) + Procedure.all.map(\.name) + ["p"]))
    #expect(offers("let a = 1; tra", in: session) == ["trace", "transpose("])
    #expect(offers("  sc", in: session).contains("scatter"))
  }

  @Test func aProcedureHasParametersAndTakesNames() throws {
    let session = try prepared()
    let offered = offers("occlusion ", in: session)
    for parameter in ["image=", "class=", "patch=", "stride=", "fill=", "score="] {
      #expect(offered.contains(parameter))
    }
    #expect(offered.contains("p"))
    #expect(offers("occlusion p str", in: session) == ["stride="])
  }

  @Test func aLayerIsShownWithItsShape() throws {
    let session = try prepared()
    let found = session.session.offers(for: "backprop p layer=", cursor: 17)
    #expect(found.start == 17)
    #expect(found.offers.map(\.text) == ["conv1", "relu1", "pool1", "flatten", "scores", "probabilities"])
    #expect(found.offers[0].label == "conv1  [2,4,4]")
    #expect(offers("check gradient layer=po", in: session) == ["pool1"])
  }

  @Test(arguments: [
    ("occlusion p class=", ["vertical", "horizontal"]), ("occlusion p class=h", ["horizontal"]),
    ("occlusion p fill=", ["mean", "black", "noise"]), ("occlusion p score=lo", ["logit"]),
    ("backprop p rule=", ["gradient", "deconvnet", "guided"]), ("backward rule=g", ["gradient", "guided"]),
    ("backward layer=fl", ["flatten"]), ("backward unit=v", ["vertical"]), ("print scores[ver", ["vertical"]),
    ("set pre", ["precision"]), ("network ti", ["tiny"]), ("progress fo", ["forget"]),
    ("print conv1.w", ["conv1.weight"]), ("print rel", ["relu1", "relu("]), ("lesson ", ["demo", "other"]),
    ("lesson o", ["other"]), ("image sce", ["scene"]), ("help sof", ["softmax"]), ("show p sca", ["scale="]),
  ])
  func whatMayFollowIsOffered(line: String, expected: [String]) throws {
    #expect(offers(line, in: try prepared()) == expected)
  }

  /// `tiny` with classes of two words.
  private func withLongNames() throws -> SessionUnderTest {
    let session = try prepared()
    let labels = "\(session.folder)/labels.txt"
    try Data("Egyptian cat\ntiger\n".utf8).write(to: URL(fileURLWithPath: labels))
    try session.type("network tiny labels=\(labels)", "forward p")
    return session
  }

  @Test(arguments: [
    ("occlusion p class=Egy", 18, "\"Egyptian cat\""), ("occlusion p class=\"Egy", 18, "\"Egyptian cat\""),
    ("occlusion p class=\"Egyptian c", 18, "\"Egyptian cat\""), ("backprop p unit=\"Egyptian ", 16, "\"Egyptian cat\""),
    ("print scores[Egyp", 13, "\"Egyptian cat\""), ("print scores[\"Egyptian c", 13, "\"Egyptian cat\""),
    ("backward unit=\"ti", 14, "\"tiger\""), ("print 1; occlusion p class=\"Egyptian c", 27, "\"Egyptian cat\""),
  ])
  func aClassOfSeveralWordsIsOneWordInQuotes(line: String, start: Int, expected: String) throws {
    let found = try withLongNames().session.offers(for: line, cursor: line.count)
    #expect(found.start == start)
    #expect(found.offers.map(\.text) == [expected])
  }

  @Test func aProcedureTakesNoValuesForWhatItHasNot() throws {
    let session = try prepared()
    #expect(offers("backprop p class=", in: session).isEmpty)
    #expect(session.fault("backprop p class=vertical")?.contains("unit= takes a class here.") == true)
    #expect(session.fault("backward class=vertical")?.contains("unit= takes a class here.") == true)
    #expect(session.fault("filters class=vertical")?.contains("unit= takes") == false)
  }

  @Test func filesWithSpacesAreOfferedInQuotes() throws {
    let session = try prepared()
    try session.type("save p \"\(session.folder)/my picture.npy\"")
    let quoted = "\"\(session.folder)/my picture.npy\""
    #expect(offers("image load \(session.folder)/my", in: session) == [quoted])
    #expect(offers("image load \"\(session.folder)/my p", in: session) == [quoted])
  }

  @Test func quantitiesAreOfferedWhileAProcedureRuns() throws {
    let session = try prepared()
    #expect(offers("print heat", in: session).isEmpty)
    try session.type("occlusion p patch=2")
    #expect(offers("print heat", in: session) == ["heatmap"])
    #expect(offers("why occlusion.d", in: session) == ["occlusion.drop", "occlusion.done"])
  }

  @Test func filesAreOfferedAndFoldersEndWithASlash() throws {
    let session = try prepared()
    try session.type("save p \(session.folder)/one.npy", "save p \(session.folder)/deep/two.npy")
    let folder = session.folder
    #expect(offers("image load \(folder)/", in: session) == ["\(folder)/deep/", "\(folder)/one.npy"])
    #expect(offers("image load \(folder)/on", in: session) == ["\(folder)/one.npy"])
    #expect(offers("network \(folder)/deep/t", in: session) == ["\(folder)/deep/two.npy"])
    let endings = session.session.offers(for: "image load \(folder)/", cursor: 12 + folder.count).offers.map(\.ending)
    #expect(endings == ["", " "])
  }

  @Test func whatIsOfferedTakesTheWordsPlace() throws {
    let session = try prepared()
    let line = "occlusion p patch=2 str and more"
    let found = session.session.offers(for: line, cursor: 23)
    #expect(found.start == 20)
    #expect(found.offers.map(\.text) == ["stride="])
  }

  @Test func nothingIsOfferedForNonsense() throws {
    let session = try prepared()
    for line in ["zzzz", "print zzzz", "occlusion p layer=zzz", "lesson zzz", "image load /nowhere/at/all/x"] {
      #expect(offers(line, in: session).isEmpty, "\(line)")
    }
    for line in ["=", "[", "(", ";", ",", "`", "\"", "a=b=c[", " = "] { _ = offers(line, in: session) }
  }

  @Test func itEvaluatesAndChangesNothing() throws {
    let session = try prepared()
    let before = try session.everything()
    for line in ["save p \(session.folder)/x.npy", "let q = 1; ", "step ", "quit", "forward p; backward "] {
      for cursor in 0...line.count { _ = session.session.offers(for: line, cursor: cursor) }
    }
    #expect(try session.everything() == before)
    #expect(session.file("x.npy") == nil)
    #expect(!session.session.isOver)
    #expect(session.recorder.taken().isEmpty)
  }
}
