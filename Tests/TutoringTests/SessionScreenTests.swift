import CommandLanguage
import Foundation
import Plotting
import Testing
import Tutoring

/// What someone in front of a terminal sees.
@Suite struct SessionScreenTests {
  /// A terminal that remembers.
  final class Screen: Output {
    var style: TerminalStyle
    let isInteractive = true
    private(set) var lines: [String] = []
    private(set) var redrawn: [String] = []
    let folder = NSTemporaryDirectory() + "fovea-screen-\(UUID().uuidString)"

    init(width: Int, height: Int) {
      style = TerminalStyle(color: .trueColor, unicode: true, width: width, height: height)
    }

    func write(_ text: String) {
      lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    func redraw(_ text: String) { redrawn.append(text) }
    func choose(color: String) -> Bool { false }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The lines written since the last call, without their colours.
    func taken() -> [String] {
      defer { lines = [] }
      return lines.map { line in
        line.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated().map { number, part in
          number == 0 ? String(part) : String(part.drop { $0 != "m" }.dropFirst())
        }.joined()
      }
    }
  }

  private func session(_ screen: Screen) throws -> Session {
    let folder = screen.folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lesson = "# Demo\n\nA lesson.\n\n```fovea\n\(SessionUnderTest.picture)\nshow p\n```\n\n## Then\n\nMore.\n"
    try Data(lesson.utf8).write(to: URL(fileURLWithPath: folder + "/01-demo.md"))
    return try Session(
      settings: Settings(network: "tiny", figures: nil, version: "1"), output: screen,
      shelf: LessonShelf(folder: folder), records: Records())
  }

  @Test(arguments: [(80, 24), (60, 16), (40, 12)])
  func picturesFitTheWindow(width: Int, height: Int) throws {
    let screen = Screen(width: width, height: height)
    let session = try session(screen)
    for line in [
      "image scene cat seed=1 as pet", "show pet", "show pet[0]", "show pet, pet", SessionUnderTest.picture,
      "forward p",
      "show conv1", "occlusion p patch=2 stride=1", "run", "trace p", "run", "backprop p", "run",
      "filters layer=conv1", "run", "strongest stack([pet, pet, pet]) layer=conv1 unit=0", "run", "show gradients",
      "show patches", "images scenes count=30 as set", "show set.images",
      "plot pet[0,0], pet[1,0]", "hist pet bins=6", "scatter zeros([3,2])",
    ] {
      try session.take(SourceLine(line))
      let shown = screen.taken()
      #expect(shown.count <= height, "\(line): \(shown.count) rows")
      for row in shown where row.contains(where: { "▀▄█│┤".contains($0) }) {
        #expect(row.count <= width, "\(line): \(row)")
      }
    }
  }

  @Test func aRunEndsWithItsPictureAndNothingOfItsProgress() throws {
    let screen = Screen(width: 80, height: 24)
    let session = try session(screen)
    for line in [SessionUnderTest.picture, "occlusion p patch=2 stride=1"] { try session.take(SourceLine(line)) }
    _ = screen.taken()
    try session.take(SourceLine("run"))
    let shown = screen.taken()
    #expect(shown.contains { $0.contains("25/25") })
    #expect(shown.count > 5)
    #expect(screen.redrawn.last == "")
  }

  @Test(arguments: [80, 60, 40])
  func aScoreboardThatIsRedrawnFitsTheWindow(width: Int) throws {
    let screen = Screen(width: width, height: 24)
    let session = try session(screen)
    for line in ["network small", "judge 2 maps=[guided_gradcam,mask] shortcut=true"] {
      try session.take(SourceLine(line))
    }
    _ = screen.taken()
    try session.take(SourceLine("run"))
    let redrawn = screen.redrawn.flatMap { $0.split(separator: "\n") }
    #expect(redrawn.allSatisfy { $0.count <= width }, "\(redrawn)")
    let board = screen.taken().drop { !$0.hasPrefix("* the best") }.prefix { !$0.hasPrefix("2/2") }
    #expect(board.allSatisfy { $0.count <= width }, "\(board)")
    #expect(board.count { $0.hasPrefix("mask ") } == (width == 80 ? 1 : width == 60 ? 2 : 3), "\(board)")
  }

  @Test func tablesAreCutAtTheWidthAndNeverWherePiped() throws {
    let screen = Screen(width: 60, height: 24)
    let session = try session(screen)
    for line in ["network", "vars", "vars conv*"] {
      try session.take(SourceLine(line))
      #expect(screen.taken().allSatisfy { $0.count <= 60 }, "\(line)")
    }
    let piped = try SessionUnderTest()
    #expect(try piped.type("set width 40", "network").contains("multiply-adds"))
    #expect(try !piped.type("help").contains("…"))
  }

  @Test func aTableNamesTheClassesWhereItShowsThemAlone() throws {
    let session = try SessionUnderTest()
    try session.type("network tiny", "forward zeros([1,6,6])")
    #expect(try session.type("table scores").contains("0 vertical"))
    #expect(try !session.type("table [[0, 1], [2, 0]]").contains("vertical"))
  }

  @Test func aTableOfLayersKeepsItsWordsInANarrowWindow() throws {
    let screen = Screen(width: 72, height: 24)
    let session = try session(screen)
    try session.take(SourceLine("network vgg16"))
    let shown = screen.taken()
    #expect(shown.count <= 22)
    // The line of the recipe is broken where it is written.
    #expect(shown.dropLast().allSatisfy { $0.count <= 72 })
    #expect(shown[0].hasSuffix("params  mult-adds"))
    #expect(shown[1].contains("conv 3×3 ×64, pad 1") && shown[1].hasSuffix("1792     86.7 M"), "\(shown[1])")
    #expect(shown.contains { $0.hasPrefix("… ") && $0.hasSuffix(" more layers: network lists all") })
    try session.take(SourceLine("network"))
    #expect(screen.taken().count > 30)
  }

  @Test func signsStandForWordsWhereTheWindowIsTooNarrowForThose() throws {
    let piped = try SessionUnderTest(network: "vgg16")
    piped.recorder.tableWidth = 68
    let lines = try piped.type("network").split(separator: "\n").map(String.init)
    #expect(lines[1].contains("conv 3×3 ×64 +1 ") && lines[1].hasSuffix("86.7 M"), "\(lines[1])")
    #expect(lines.contains("× filters, / stride, + padding, ÷ groups"))
    #expect(lines.contains { $0.contains("max pool 2×2 ") || $0.contains("max pool 2×2 /2") })
  }

  @Test func aWidthThatWasAskedForCountsInAPipeToo() throws {
    let piped = try SessionUnderTest()
    piped.recorder.tableWidth = 50
    for line in ["network", "help", "vars"] {
      let lines = try piped.type(line).split(separator: "\n").map(String.init)
      #expect(lines.dropLast().allSatisfy { $0.count <= 50 }, "\(line)")
    }
  }

  @Test func aSmallWindowFailsNoLesson() throws {
    for (width, height) in [(20, 4), (1, 1)] {
      let screen = Screen(width: width, height: height)
      let session = try session(screen)
      for line in ["lesson demo", "", "", "", "again", "leave", "help", "lessons", "progress"] {
        try session.take(SourceLine(line))
      }
      try session.take(SourceLine("occlusion p patch=2; run; plot p[0]; hist p; table p; help occlusion; vars"))
    }
  }

  @Test func tablesCountTheColumnsOfTheTerminalAndNotCharacters() throws {
    let lesson = "# Demo\n\nA lesson.\n"
    let session = try SessionUnderTest(lessons: ["01-日本.md": lesson, "02-abcd.md": lesson])
    let lines = try session.type("progress").split(separator: "\n").map(String.init)
    let tally = try #require(lines.last).dropFirst(4)
    #expect(lines == ["日本\(tally)", "abcd\(tally)"])
  }

  @Test func commandsThatAreRunAgainDrawNothing() throws {
    let screen = Screen(width: 80, height: 24)
    let session = try session(screen)
    try session.take(SourceLine("lesson demo then"))
    #expect(!screen.taken().contains { $0.contains("▀") || $0.contains("[6,6]") })
  }

  @Test func thePromptSaysWhereOneIs() throws {
    let screen = Screen(width: 80, height: 24)
    let session = try session(screen)
    #expect(session.prompt == "› ")
    for line in [SessionUnderTest.picture, "occlusion p patch=2 stride=1", "step 7"] {
      try session.take(SourceLine(line))
    }
    #expect(session.prompt == "occlusion 7/25› ")
    screen.style = TerminalStyle(plain: true)
    #expect(session.prompt == "occlusion 7/25> ")
    try session.take(SourceLine("run"))
    #expect(session.prompt == "> ")
  }
}
