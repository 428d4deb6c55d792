import CommandLanguage
import Testing
import Tutoring

@Suite struct SessionNameTests {
  @Test func givenNamesComeBeforeQuantitiesAndTheseBeforeLayers() throws {
    let session = try SessionUnderTest(network: "tiny")
    try session.type(SessionUnderTest.picture, "forward p", "occlusion p patch=2")
    #expect(try session.value("shape(heatmap)") == "[2, 2]")
    #expect(try session.type("let heatmap = 5").hasPrefix("'heatmap' now hides the quantity occlusion.heatmap\n"))
    #expect(try session.value("heatmap") == "5")
    #expect(try session.value("shape(occlusion.heatmap)") == "[2, 2]")
    #expect(
      try session.type("let scores = 6").hasPrefix(
        "'scores' now hides the layer of that name; forget scores brings it back\n"))
    #expect(try session.value("scores") == "6")
    try session.type("forget scores", "forget heatmap")
    #expect(try session.value("shape(scores)") == "[2]")
    #expect(try session.value("shape(heatmap)") == "[2, 2]")
  }

  @Test func theNumberOfTheStepCanBeHiddenToo() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("trace p")
    #expect(try session.type("let step = 9") == "'step' now hides the quantity trace.step\nstep  9\n")
    try session.type("step")
    #expect(try session.value("trace.step") == "1")
  }

  @Test func aNameGivenAgainHidesNothingNew() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("let scores = 1")
    #expect(try session.type("let scores = 2") == "scores  2\n")
  }

  @Test func aSceneHasAMaskAndAClass() throws {
    let session = try SessionUnderTest()
    try session.type("image scene cat seed=3 as pet")
    #expect(try session.value("shape(pet.mask)") == "[64, 64]")
    #expect(try session.value("pet.class") == "cat")
    #expect(try session.value("sum(pet.mask[pet.mask > 0]) == sum(pet.mask)") == "true")
    try session.type("forget pet")
    #expect(session.fault("print pet.mask") != nil)
  }

  @Test func aSetHasParts() throws {
    let session = try SessionUnderTest()
    try session.type("images scenes count=3 seed=1 as few")
    #expect(try session.value("shape(few.images)") == "[3, 3, 64, 64]")
    #expect(try session.value("shape(few.masks)") == "[3, 64, 64]")
    #expect(try session.value("shape(few.labels)") == "[3]")
    #expect(try session.value("all(few[2] == few.images[2])") == "true")
  }

  @Test func backQuotesNameALayer() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("forward p")
    #expect(try session.value("all(`conv1` == conv1)") == "true")
    #expect(try session.type("backward layer=`scores` unit=0").hasPrefix("back from scores to p"))
  }

  @Test func gradientsAreThereAfterABackwardPass() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("forward p")
    #expect(session.fault("print input.grad")?.hasPrefix("Nothing has gone back through the network yet") == true)
    try session.type("backward layer=pool1 unit=0")
    #expect(try session.value("shape(input.grad)") == "[1, 6, 6]")
    #expect(try session.value("shape(relu1.grad)") == "[2, 4, 4]")
    #expect(session.fault("print scores.grad")?.hasPrefix("The last backward pass did not reach this layer") == true)
    try session.type("forward p")
    #expect(session.fault("print input.grad") != nil)
  }

  @Test func theSumOverGradientTimesPictureOfALinearPathIsItsScore() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("forward p", "backward layer=conv1 unit=0,1,1")
    #expect(try session.value("sum(input.grad * input) + conv1.bias[0] == conv1[0,1,1]") == "true")
  }

  @Test func quantitiesOfAFormerProcedureStayByTheirFullName() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("occlusion p patch=2", "step 2", "trace p", "step")
    #expect(try session.value("occlusion.step") == "2")
    #expect(try session.value("trace.step") == "1")
    #expect(try session.value("step") == "1")
    #expect(try session.value("shape(occlusion.drop)") == "[2, 2]")
    #expect(session.fault("print drop") != nil)
    try session.type("occlusion p patch=2")
    #expect(try session.value("occlusion.step") == "0")
  }

  @Test func aClassIsItsNumberInsideBrackets() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("forward p", "let vertical = 1")
    #expect(try session.value("scores[vertical] == scores[0]") == "true")
    #expect(try session.value("scores.weight[horizontal] == scores.weight[1]").contains("1 1 1 1"))
    #expect(session.fault("print scores[vertica]")?.contains("Did you mean 'vertical'?") == true)
  }

  @Test func partsOfAStepHaveNamesAndTheStepKeepsItsOwn() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("occlusion p patch=2", "step 2", "into", "step 2")
    #expect(try session.value("score == occlusion.score") == "true")
    #expect(try session.value("shape(occluded)") == "[1, 6, 6]")
    #expect(try session.type("vars occlusion.drop").split(separator: "\n").count == 1)
    try session.type("backprop p rule=guided", "run until layer == \"conv1\"", "into", "step 5")
    #expect(try session.value("shape(z)") == "[2, 4, 4]")
    #expect(try session.value("shape(backprop.passed)") == "[2, 4, 4]")
    #expect(try session.value("shape(backprop.current)") == "[2, 4, 4]")
    try session.type("out")
    #expect(try session.value("layer") == "conv1")
  }

  @Test func aLayerTellsWhereItsFirstFieldIs() throws {
    let session = try SessionUnderTest(network: "small")
    let lines = try session.type("info conv2_2").split(separator: "\n").suffix(2)
    #expect(
      lines == [
        "one position sees 14×14 pixels; from one to the next they move by 2",
        "what the first position sees has its centre between rows 0 and 1, columns 0 and 1",
      ])
    #expect(try session.type("info conv1_1").hasSuffix("has its centre at row 0, column 0\n"))
  }

  @Test func aWordAloneThatNeedsMoreIsAnExpression() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("let image = 3")
    #expect(try session.type("image") == "3\n")
    #expect(session.fault("goto") == "'goto' needs more words\ngoto\n^~~~\nType it as goto N.")
  }

  @Test func pathsThatBeginWithASlashAreNoDivisions() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("save network \(session.folder)/n.safetensors", "network \(session.folder)/n.safetensors")
    try session.type("show p", "figure f", "notes \(session.folder)/n.md")
    #expect(try session.type("info \(session.folder)/f.png").contains("n.safetensors"))
    #expect(try session.type("vars *v1") == "conv1  [2,4,4]  convolution 3×3, 2 filters\n")
  }
}
