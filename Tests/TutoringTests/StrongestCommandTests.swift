import CommandLanguage
import Foundation
import Testing
import Tutoring

/// `strongest`: what goes in, and what is said and drawn.
@Suite struct StrongestCommandTests {
  private func small() throws -> SessionUnderTest {
    let session = try SessionUnderTest(network: "small")
    try session.type("images scenes count=20 seed=1 as few")
    return session
  }

  @Test func aSetAndItsImagesAreTheSamePictures() throws {
    let session = try small()
    try session.type("strongest few layer=conv2_2 unit=5", "run", "let one = activation")
    try session.type("strongest few.images layer=conv2_2 unit=5", "run")
    #expect(try session.value("all(one == activation)") == "true")
    #expect(try session.value("all(strongest.activation[indices] == top(activation, 9))") == "true")
  }

  @Test func picturesOfAnotherKindAreFittedAndItIsSaidOnce() throws {
    let session = try small()
    #expect(
      try session.type("strongest uniform([3, 1, 40, 20], 1) layer=fc1 unit=0") == """
        gray became three equal channels
        each picture of 40×20 was resized and cropped at the centre to 64×64
        strongest  fc1[0], which sees the whole picture, in 3 pictures

        """)
    #expect(try session.value("shape(patches)") == "[3, 3, 64, 64]")
    let said = try session.type("strongest uniform([2, 3, 16, 16], 1) unit=0")
    #expect(said.hasPrefix("each picture keeps its size of 16×16: every layer asked for takes it\n"))
  }

  @Test func picturesThatWouldTakeTooMuchMemoryAreRefusedBeforeTheyAreMade() throws {
    let session = try small()
    try session.type("let tiny = uniform([5, 3, 8, 8], 1)")
    let said = SizeLimit.$elements.withValue(4 * 3 * 64 * 64) { session.fault("strongest tiny layer=fc1 unit=0") }
    #expect(
      said?.hasPrefix(
        "5 pictures in the network's size are too many at once: take at most 4, as set.images[:4]") == true,
      "\(said ?? "")")
    #expect(try session.type("strongest tiny[:4] layer=fc1 unit=0").contains("in 4 pictures"))
  }

  @Test(arguments: ["few[0]", "few.labels", "few.images[0:0]", "1"])
  func whatIsNoSetIsRefused(word: String) throws {
    let session = try small()
    let said = try #require(session.fault("strongest \(word) unit=0"))
    #expect(said.hasPrefix("'\(word)' is no set of pictures\n"), "\(said)")
    #expect(said.contains("images scenes count=200 as set makes some"))
  }

  @Test func aUnitIsOneOfTheLayerThatStandsForTheMissingOne() throws {
    let session = try small()
    #expect(session.fault("strongest few unit=64")?.hasPrefix("'conv3_2' has units 0 to 63, not 64") == true)
    try session.type("network linear", "strongest few unit=cat")
    #expect(try session.type("step").contains("picture 0: "))
  }

  @Test func itCanBeDrawnAtEveryStepAndFilmed() throws {
    let session = try small()
    for start in ["strongest few unit=3", "strongest few layer=scores unit=cat count=20"] {
      try session.type(start, "figure start", "step", "figure one", "run", "figure end", "film every=10 film")
      let title = session.session.figures.dropLast().last?.title ?? ""
      #expect(title.hasPrefix("What ") && title.hasSuffix(" answers to most in 20 pictures, few"), "\(title)")
    }
    #expect(Set(session.session.figures.map(\.path)).count == 4)
  }
}
