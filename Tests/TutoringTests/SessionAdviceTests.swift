import Foundation
import Testing
import Tutoring

/// What a learner is told who typed something near to what was meant.
@Suite struct SessionAdviceTests {
  @Test func aClassIsNoPictureUntilOneIsDrawn() throws {
    let session = try SessionUnderTest(network: "small")
    #expect(
      session.fault("backprop cat layer=flatten") == """
        'cat' is a class, and no picture has that name
        backprop cat layer=flatten
                 ^~~
        image scene cat as cat draws one.
        """)
    #expect(session.fault("forward cat")?.contains("image scene cat as cat draws one.") == true)
    try session.type("image scene cat seed=4 as cat", "forward cat")
  }

  @Test func classesWithoutNamesStandApartFromTheirNumbers() throws {
    let session = try SessionUnderTest.withPicture()
    let labels = "\(session.folder)/labels.txt"
    try Data("0\n1\n".utf8).write(to: URL(fileURLWithPath: labels))
    try session.type("network tiny labels=\(labels)")
    let said = try session.type("forward p")
    #expect(said.contains("0: 0.") && said.contains(" · 1: 0."), "\(said)")
    try session.type("network tiny")
    #expect(try session.type("forward p").contains("vertical 0."))
  }

  @Test(arguments: [
    ("help backprop.rule", "rule= of backprop"), ("help judge.numbers", "judge.numbers [measures]"),
    ("help guided_gradcam", "maps=guided_gradcam of judge: gradcam times guided"),
    ("help images load", "images scenes [count=100]"), ("help save network", "save EXPR FILE"),
    ("help check gradient", "check gradient [layer=L]"), ("help train", "fovea help train"),
    ("help run", "fovea help run"), ("help check", "fovea help check"), ("help bench", "fovea help bench"),
  ])
  func helpTakesTheFirstWordAndKnowsTheProgram(line: String, said: String) throws {
    #expect(try SessionUnderTest().type(line).contains(said))
  }

  @Test func aSetIsShownByItsPictures() throws {
    let session = try SessionUnderTest()
    try session.type("images scenes count=3 as few")
    #expect(session.fault("show few")?.contains("One picture is few[0], all are few.images.") == true)
  }

  @Test func aRecipeThatMakesNoSenseIsRefused() throws {
    let session = try SessionUnderTest()
    #expect(session.fault("network tiny scale=0")?.contains("neither scale nor std is 0") == true)
    #expect(session.fault("network tiny order=bgr")?.contains("one channel, and one has no order") == true)
    #expect(try !session.type("network tiny").contains("order"))
    #expect(try session.type("network small").contains("order rgb"))
  }

  @Test func theGradientThatCameLastIsChecked() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("forward p", "backward layer=scores unit=0 rule=guided", "backprop p unit=1", "run")
    let said = try session.type("check gradient")
    #expect(said.hasPrefix("of backprop p unit=1, step "), "\(said)")
    #expect(said.contains("the signal at input is the gradient of the score"), "\(said)")
    try session.type("backward layer=scores unit=0 rule=guided")
    #expect(try !session.type("check gradient").contains("backprop"))
  }

  @Test func aFigureOfASignalNamesWhereItIs() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("backprop p unit=1", "run until layer == \"relu1\"", "figure there", "run", "figure here")
    #expect(
      session.session.figures.map(\.title) == [
        "d scores[horizontal] / d relu1, rule=gradient", "d scores[horizontal] / d input, rule=gradient",
      ])
  }

  @Test func aSignalOnItsWayIsNotYetAtThePicture() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("backprop p unit=1", "step")
    #expect(session.fault("check gradient") != nil)
  }

  @Test func oneFilterIsNotCalledAll() throws {
    let session = try SessionUnderTest()
    try session.type("filters layer=conv1 unit=1", "run", "figure one")
    let figure = try #require(session.session.figures.last)
    #expect(figure.title == "Filters of conv1, as they see the grey picture")
  }

  @Test func aFileThatCannotBeWrittenIsKnownBefore() throws {
    let session = try SessionUnderTest()
    #expect(throws: StateError.cannotWrite("/nonexist/x", reason: "no such file or directory")) {
      try FileBytes.ensureWritable("/nonexist/x")
    }
    #expect(throws: StateError.cannotWrite(session.folder, reason: "it is a folder")) {
      try FileBytes.ensureWritable(session.folder)
    }
    try FileBytes.ensureWritable(session.folder + "/x")
    #expect(try FileManager.default.contentsOfDirectory(atPath: session.folder).isEmpty)
  }
}
