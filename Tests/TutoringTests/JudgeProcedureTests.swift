import CommandLanguage
import Testing
import Tutoring

/// `judge`: what is typed, drawn and said.
@Suite struct JudgeProcedureTests {
  private func session(_ lines: String...) throws -> SessionUnderTest {
    let session = try SessionUnderTest(network: "small")
    for line in lines { try session.type(line) }
    return session
  }

  @Test func itsScenesAreThoseOfImagesScenes() throws {
    let session = try session("images scenes count=2 as few", "judge 2 maps=[mask]", "step 2")
    for claim in ["image ~= few[1] +- 0", "mask ~= few.masks[1] +- 0", "maps[0] ~= few.masks[1] +- 0"] {
      #expect(session.fault("expect \(claim)") == nil, "\(claim)")
    }
    try session.type("set seed 3", "judge 2 maps=[mask]", "step 2")
    #expect(session.fault("expect image ~= few[1]") != nil)
  }

  /// With the session's seed a method by itself makes the map that was judged, and the cut that was measured.
  @Test func whatIsJudgedCanBeMadeAtThePrompt() throws {
    let session = try session(
      "images scenes count=2 as few", "judge 2 maps=[smoothgrad,rise,saliency]", "step 2", "let judged = maps",
      "let cut = found[2,5]", "let named = few.labels[1]", "smoothgrad few[1] unit=ostrich", "run")
    #expect(try session.value("named") == "0")
    #expect(session.fault("expect max(abs(map), axis=0) ~= judged[0] +- 0") == nil)
    try session.type("rise few[1] class=ostrich masks=500", "run")
    #expect(session.fault("expect map ~= judged[1] +- 1e-6") == nil)
    try session.type("grabcut few[1] saliency=judged[2]", "run")
    #expect(session.fault("expect iou(mask, few.masks[1]) ~= cut +- 1e-6") == nil)
  }

  /// Scenes that the network tells apart are judged for the same classes when they come as pictures.
  @Test func picturesOfYourOwnAreJudgedAsScenesAre() throws {
    let session = try session(
      "images scenes count=3 as few", "judge 3 maps=[saliency,mask]", "run", "let built_in = measures")
    try session.type("judge images=few masks=few.masks maps=[saliency,mask]", "run")
    #expect(session.fault("expect measures ~= built_in +- 0") == nil)
    try session.type("judge images=few.images masks=few.masks[:, None] maps=[saliency,mask]", "run")
    #expect(session.fault("expect measures ~= built_in +- 0") == nil)
  }

  /// A mask goes the way of its picture: repeated pixels average back to themselves.
  @Test func masksAreFittedWithTheirPictures() throws {
    let session = try session(
      "images scenes count=1 as few", "let large = stack([resize(few[0], 128, 200)])",
      "let masks = stack([resize(few.masks[0], 128, 200)])")
    let said = try session.type("judge images=large masks=masks maps=mask", "step")
    #expect(said.contains("each picture of 128×200 was resized and cropped at the centre to 64×64"), "\(said)")
    #expect(session.fault("expect mask ~= (cover(masks[0], 64, 64) >= 0.5) +- 0") == nil)
    #expect(session.fault("expect image ~= clip(cover(large[0], 64, 64), 0, 1) +- 1e-6") == nil)
  }

  @Test(arguments: [
    ("judge images=few", "images= needs masks=, where the object of each picture is: judge images=set masks=set.masks"),
    ("judge masks=few.masks", "masks= are those of pictures: give images=, too"),
    ("judge images=few masks=few.masks[:1]", "The masks of pictures [2,3,64,64] are [2,64,64], not [1,64,64]"),
    ("judge images=few masks=0*few.masks", "The mask of picture 0 has nothing in it"),
    ("judge images=few masks=few.masks/0", "The masks hold numbers that are not finite"),
    ("judge images=few masks=few.masks shortcut=true", "shortcut=true marks the built-in scenes, not pictures"),
  ])
  func picturesNeedTheirMasks(line: String, message: String) throws {
    let session = try session("images scenes count=2 as few")
    let fault = session.fault(line) ?? ""
    #expect(fault.lowercased().contains(message.lowercased()), "\(fault)")
  }

  @Test func mapsAreJudgedInTheOrderThatIsTyped() throws {
    let session = try session("judge 1 maps=[mask, \"saliency\",edges]")
    #expect(try session.value("names") == "[\"mask\", \"saliency\", \"edges\"]")
    try session.type("judge 1 maps=guided")
    #expect(try session.value("names") == "[\"guided\"]")
    try session.type("judge 1")
    #expect(try session.value("size(measures)") == "84")
  }

  @Test func aRunEndsWithTheScoreboardForEveryone() throws {
    let session = try session("judge 2 maps=[saliency,mask]")
    let lines = try session.type("run").split(separator: "\n").map(String.init)
    #expect(lines[1].hasPrefix("iou, best first: mask 1.000, saliency 0."))
    #expect(lines[4].hasPrefix("sanity, best first: saliency 0.") && lines[4].hasSuffix(", mask 1.000"))
    #expect(lines[5].hasPrefix("grabcut, best first: mask 0."))
    #expect(lines[6] == "* the best of the methods")
    #expect(lines[7] == "             pointing     iou  deletion  insertion  sanity  grabcut")
    #expect(lines[8] == "better:        higher  higher     lower     higher   lower   higher")
    #expect(lines[9].hasPrefix("saliency       1.000*  0."))
    #expect(lines[10] == "references:")
    #expect(lines[11].hasPrefix("mask           1.000   1.000 "))
    #expect(lines[12] == "chance         0.192")
    #expect(lines[13] == "2/2  ostrich; best in pointing so far: saliency, 1 (chance 0.192)")
    #expect(lines.count == 14)
  }

  /// The best of maps that all miss is no good.
  @Test func noStarWhereChanceIsAsGood() throws {
    let session = try SessionUnderTest(network: "shortcut")
    let said = try session.type("judge 2 maps=[saliency,guided] shortcut=true", "run")
    let board = said.split(separator: "\n").filter { $0.hasPrefix("saliency ") || $0.hasPrefix("guided ") }
    let pointing = board.map { $0.split(separator: " ")[1] }
    #expect(pointing == ["0.000", "0.000"], "\(said)")
    #expect(said.contains("in pointing no map is better than chance so far (0.192)"), "\(said)")
  }

  @Test func whyListsTheNumbersOfTheScenes() throws {
    let session = try session("judge 3 maps=[saliency,mask]", "step", "let first = found[0,1]", "run")
    for asked in ["why iou[0]", "why judge.measures[0,1]"] {
      let said = try session.type(asked)
      #expect(said.contains("iou of saliency = ") && said.contains("scene 1, ") && said.contains("× 1/3"), "\(said)")
      let sum = said.split(separator: "\n").last?.split(separator: " ")
      #expect(sum?.dropFirst(4).first?.dropLast() == sum?.last, "\(said)")
    }
    #expect(session.fault("why mark[0]")?.contains("ark is measured where shortcut=true") == true)
  }

  @Test func beforeTheEndAStepSaysOneLine() throws {
    let session = try session("judge 3 maps=[saliency,mask]")
    #expect(try session.type("step 2").split(separator: "\n").count == 2)
    #expect(try session.type("run").hasPrefix("pointing, best first:"))
  }

  @Test func aShortcutIsAMarkOfSevenBySevenPixels() throws {
    let session = try session("judge 1 maps=[saliency,blob] shortcut=true", "step")
    #expect(session.fault("expect chance[6] ~= 49/4096 +- 1e-6") == nil)
    #expect(try session.value("columns[6]") == "mark")
    #expect(session.fault("expect all(isnan(mark) == false) and mark[1] == 0") == nil)
    try session.type("judge 1 maps=[blob]", "step")
    #expect(session.fault("expect isnan(mark[0]) and size(measures) == 6") == nil)
  }

  @Test func whatCannotBeTypedIsSaidInWords() throws {
    let session = try session()
    let names =
      "saliency, gradient_input, deconvnet, guided, smoothgrad, integrated, gradcam, guided_gradcam, lrp, rise, "
      + "occlusion, edges, blob, mask"
    let faults = [
      ("judge maps=[saliency, gided]", "'gided' is none of \(names)", "gided", "Did you mean 'guided'?"),
      (
        "judge maps=xyzzy", "'xyzzy' is none of \(names)", "xyzzy",
        "Type all, or some as a list: [saliency, gradient_input]."
      ),
      ("judge maps=[mask, mask]", "'mask' is there twice", "mask", nil),
      ("judge 0", "'0' is no whole number from 1 to 1000", "0", nil),
      ("judge 2 shortcut=yes", "'yes' is none of false, true", "yes", nil),
    ]
    for (line, message, word, hint) in faults {
      let rendered = session.fault(line) ?? ""
      let place = line.distance(from: line.startIndex, to: line.ranges(of: word).last?.lowerBound ?? line.startIndex)
      let caret = String(repeating: " ", count: place) + "^" + String(repeating: "~", count: word.count - 1)
      #expect(rendered.contains(message) && rendered.contains(caret), "\(rendered)")
      if let hint { #expect(rendered.contains(hint), "\(rendered)") }
    }
    #expect(session.fault("judge maps=[]")?.contains("A name is missing here") == true)
    #expect(session.fault("judge maps=[mask,]")?.contains("A name is missing here") == true)
  }

  @Test func aNetworkOfOtherClassesCannotJudge() throws {
    let session = try session("network tiny")
    #expect(
      session.fault("judge 2")?.contains(
        "The scenes' class 'ostrich' is none of tiny's: judge takes a network that knows all ten by name, as small does"
      )
        == true)
  }

  @Test func aMapThatCannotBeIsLeftOutUnlessItWasNamed() throws {
    let session = try session("network linear")
    let said = try session.type("judge 1")
    #expect(said.contains("9 maps, 3 references, 6 measures; without gradcam and guided_gradcam: no layer of this"))
    #expect(session.fault("judge 1 maps=[saliency, gradcam]")?.contains("No layer of this network has filters") == true)
  }

  @Test func helpTellsOfEveryMapAndMeasure() throws {
    let text = try session().type("help judge")
    for line in [
      "  maps=      (all)    the maps that are judged: all, or a list such as [saliency, gradient_input]",
      "maps= takes all, or some of these:", "  mask            the true mask of the object",
      "  guided          as saliency, the signal sent back by the rule guided",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    #expect(text.contains("; higher is better") && text.contains("; lower is better"))
  }

  @Test(arguments: [
    ("judge maps=", "all"), ("judge maps=smo", "smoothgrad"), ("judge 3 maps=[guided,ed", "edges"),
    ("judge maps=[guided, la", nil), ("judge maps=[bl", "blob"), ("judge shortcut=t", "true"), ("judge sc", "scenes="),
  ])
  func namesOfMapsAreOffered(line: String, expected: String?) throws {
    let offers = try session().session.offers(for: line, cursor: line.count).offers.map(\.text)
    #expect(offers.first == expected)
    #expect(line.hasSuffix("=") || offers.count < 2 || line.hasSuffix("sc"))
  }

  @Test func whatIsInsideASceneIsItsMaps() throws {
    let session = try session("judge 2 maps=[guided,mask]", "step", "into", "step 2")
    #expect(try session.value("name") == "mask")
    #expect(session.fault("expect map ~= mask and numbers[0] == 1 and numbers[1] == 1") == nil)
    try session.type("figure entry", "out", "figure scene")
    #expect(session.file("entry.png") != nil && session.file("scene.png") != nil)
  }

  @Test func ctrlCStopsItBetweenScenes() throws {
    let session = try session("judge 5 maps=[mask]")
    session.interrupt(afterSteps: 2)
    #expect(try session.type("run").hasSuffix("stopped at step 2 of 5\n"))
    #expect(try session.value("step") == "2")
  }
}
