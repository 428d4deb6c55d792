import CommandLanguage
import Foundation
import Tensors
import Testing
import Tutoring

/// `back` and all other ways to a step show what a fresh run shows there, to the bit.
@Suite struct SessionBackTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let start: String
    let quantities: [String]
    let condition: String
    var testDescription: String { start }
  }

  static let cases = [
    Case(
      start: "occlusion p class=vertical patch=2 stride=1",
      quantities: ["heatmap", "drop", "score", "baseline", "occluded", "position", "step", "done"],
      condition: "score < 0.99"),
    Case(
      start: "occlusion p patch=[3,2] fill=noise", quantities: ["heatmap", "drop", "occluded"], condition: "step >= 2"),
    Case(start: "trace p", quantities: ["layer", "output", "step", "done"], condition: "max(output) > 2"),
    Case(
      start: "backprop p rule=guided", quantities: ["gradient", "current", "layer", "step"],
      condition: "step == 2 or step == 4"),
    Case(start: "filters layer=conv1", quantities: ["weights", "grid", "step"], condition: "done"),
  ]

  /// All quantities where a session stands.
  private func snapshot(_ session: SessionUnderTest, _ quantities: [String]) throws -> [Data?] {
    try quantities.map { try session.bits($0) } + [Data(session.type("vars").utf8)]
  }

  /// One way to move, drawn.
  private func move(_ random: inout RandomSource, _ condition: String) -> String {
    let count = random.integer(below: 6)
    switch random.integer(below: 9) {
    case 0: return "step"
    case 1: return "step \(count)"
    case 2: return "back"
    case 3: return "back \(count)"
    case 4: return "goto \(random.integer(below: 12))"
    case 5: return "run \(count)"
    case 6: return "run until \(condition)"
    case 7: return "restart"
    default: return "into; step \(count); back; run; out"
    }
  }

  @Test(arguments: cases, [1, 2, 3, 4, 5, 6] as [UInt64])
  func everyMixtureOfMovesShowsWhatAFreshRunShows(test: Case, seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let session = try SessionUnderTest.withPicture()
    try session.type(test.start)
    var moves: [String] = []
    for _ in 0..<12 {
      let move = move(&random, test.condition)
      moves.append(move)
      // At the start, and in steps without parts, there is nothing to go into.
      if move.hasPrefix("into"), session.fault("into") != nil { continue }
      try session.type(move.hasPrefix("into") ? String(move.dropFirst(6)) : move)
    }
    let step = try #require(Int(session.value("step")))
    let fresh = try SessionUnderTest.withPicture()
    try fresh.type(test.start, "step \(step)")
    let same = try snapshot(session, test.quantities) == snapshot(fresh, test.quantities)
    #expect(same, "seed \(seed), step \(step): \(test.start); \(moves.joined(separator: "; "))")
  }

  @Test func partsShowTheSameAfterAnyMoves() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type(
      "occlusion p class=vertical patch=2 stride=1", "step 3", "into", "step 3", "back 2", "run", "goto 1")
    let fresh = try SessionUnderTest.withPicture()
    try fresh.type("occlusion p class=vertical patch=2 stride=1", "step 3", "into", "step")
    for quantity in ["occluded", "position", "step", "baseline"] {
      #expect(try session.bits(quantity) == fresh.bits(quantity), "\(quantity)")
    }
  }

  @Test func namesGivenOnTheWayStay() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("trace p", "step 3", "let kept = output", "back 2")
    #expect(try session.value("shape(kept)") == "[2, 2, 2]")
    #expect(try session.value("layer") == "conv1")
  }

  @Test func aStepBeyondAnEndStaysThere() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("trace p", "step 99")
    #expect(try session.value("trace.done") == "true")
    #expect(try session.type("step") == "trace is at its end: step 6\n")
    #expect(try session.type("goto 99").hasSuffix("the end is at step 6\n"))
    #expect(try session.type("back 99").hasSuffix("the start is at step 0\n"))
    #expect(try session.value("trace.step") == "0")
  }

  @Test func aConditionThatNeverHoldsStopsAtTheEndAndSaysSo() throws {
    let session = try SessionUnderTest.withPicture()
    #expect(try session.type("trace p", "run until step > 100").hasSuffix("at the end: step > 100 was never true\n"))
    #expect(session.fault("run until nosuch > 1")?.hasPrefix("Nothing is named 'nosuch'") == true)
    #expect(session.fault("run until output > 0") != nil)
  }

  @Test func aConditionIsAskedAfterEachStep() throws {
    let session = try SessionUnderTest.withPicture()
    #expect(try session.type("occlusion p patch=2", "run until step >= 3").hasSuffix("stopped: step >= 3\n"))
    #expect(try session.value("occlusion.step") == "3")
  }

  @Test(arguments: ["run", "goto 20", "step 20", "run until step > 20"])
  func interruptionStopsTheStepAndLeavesTheSession(move: String) throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("occlusion p patch=2 stride=1")
    session.interrupt(afterSteps: 7)
    #expect(try session.type(move).contains("stopped at step 7 of 25"))
    #expect(session.session.wasInterrupted)
    session.interrupt(afterSteps: .max)
    try session.type("step")
    #expect(try session.value("step") == "8")
  }
}

/// `seconds`: how long the method took to where it stands.
@Suite struct SessionSecondsTests {
  @Test func timeGrowsWithTheStepsAndComesBackWithThem() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("occlusion p patch=2 stride=1", "let start = seconds", "step 9", "let nine = occlusion.seconds")
    try session.type("run", "expect 0 < start", "expect start < nine", "expect nine < seconds", "goto 9")
    try session.type("expect seconds == nine", "restart", "expect seconds == start")
    #expect(try session.type("help occlusion").contains("seconds, the time that the method took so far"))
  }

  @Test func aProcedureThatIsSetAsideKeepsIts() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type("trace p", "run", "let before = seconds", "backprop p", "expect trace.seconds == before")
  }
}

/// A number that is not finite ends a run.
@Suite struct WalkingNaNTests {
  /// A bar whose convolution stays finite; the sums of the scores do not, in whatever order they are added up.
  static let huge = "let huge = pad(reshape([0,1,0,0, 0,1,0,0, 0,1,0,0, 0,1,0,0], [4, 4]), 1) * 1e38"

  @Test(arguments: ["run", "step 10", "goto 6", "run until step > 10"])
  func theFirstStepThatIsNotFiniteStopsTheRunAndIsNamed(move: String) throws {
    let session = try SessionUnderTest.withPicture()
    try session.type(Self.huge, "trace huge")
    let said = try #require(session.fault(move))
    #expect(said.hasPrefix("Step 5 of trace made output a number that is not finite"))
    #expect(try session.value("step") == "4")
    #expect(try session.value("layer") == "flatten")
    #expect(try session.value("all(output < 3.1e38)") == "true")
  }

  @Test func theSessionGoesOnAfterwards() throws {
    let session = try SessionUnderTest.withPicture()
    try session.type(Self.huge, "trace huge")
    _ = session.fault("run")
    try session.type("back")
    #expect(try session.value("step") == "3")
    try session.type("trace p", "run")
    #expect(try session.value("trace.done") == "true")
  }
}
