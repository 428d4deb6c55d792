import CommandLanguage
import Foundation
import Testing
import Tutoring

@Suite struct SessionWhyTests {
  /// The two numbers of "sum of 9 terms: 3; the number: 3".
  private func sumAndNumber(_ text: String) throws -> (sum: Double, number: Double) {
    let line = try #require(text.split(separator: "\n").last { $0.contains("sum of") })
    let parts = line.split(separator: ";")
    let numbers = parts.map { part in
      part.split(separator: ":").last.flatMap {
        Double($0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "−", with: "-"))
      }
    }
    return (try #require(numbers.first ?? nil), try #require(numbers.last ?? nil))
  }

  private func prepared() throws -> SessionUnderTest {
    let session = try SessionUnderTest()
    try session.type("set precision 7", "let p = uniform([1,6,6], 5)", "forward p", "backward layer=scores unit=0")
    return session
  }

  @Test func aProbabilityIsItsShareOfTheExponentialsThatAreListed() throws {
    let session = try SessionUnderTest.withPicture()
    let said = try session.type("forward p", "why probabilities[0]")
    #expect(said.contains("exp(scores[vertical])"))
    #expect(said.contains("exp(scores[horizontal])"))
    #expect(said.contains("sum of 1 term"))
  }

  @Test(arguments: [
    "conv1[0,1,2]", "conv1[1,3,0]", "relu1[0,0,1]", "relu1[1,2,2]", "pool1[0,1,1]", "pool1[1,0,0]", "flatten[5]",
    "scores[0]", "scores[horizontal]", "scores[-1]", "probabilities[0]", "probabilities[vertical]",
    "input.grad[0,2,2]", "input.grad[0,0,5]", "conv1.grad[0,1,2]", "relu1.grad[1,2,2]", "pool1.grad[0,0,1]",
    "flatten.grad[3]",
  ])
  func theTermsAddUpToTheNumber(element: String) throws {
    let session = try prepared()
    let (sum, number) = try sumAndNumber(session.type("why \(element)"))
    #expect(abs(sum - number) <= 1e-5 * max(1, abs(number)))
    let printed = try session.value(element).replacingOccurrences(of: "−", with: "-")
    #expect(abs(try #require(Double(printed)) - number) <= 1e-6 * max(1, abs(number)))
  }

  @Test(arguments: [
    ("gradcam p layer=relu1", "weighted[1,2]"), ("gradcam p layer=relu1", "weights[1]"),
    ("gradcam p layer=relu1", "map[2,3]"), ("integrated p points=3", "map[0,2,3]"),
    ("smoothgrad p samples=5", "map[0,3,2]"), ("rise p masks=40 grid=3", "map[4,1]"),
    ("maxflow [[0,3,2,0],[0,0,1,2],[0,0,0,3],[0,0,0,0]] source=0 sink=3", "value"),
    ("grabcut p rect=[1,1,4,4]", "energy"),
  ])
  func theTermsOfAQuantityAddUpToIt(command: String, element: String) throws {
    let session = try prepared()
    let name = command.prefix { $0 != " " }
    try session.type(command)
    #expect(session.fault("why \(element)") != nil || element == "value")
    try session.type("run")
    for asked in [element, "\(name).\(element)"] {
      let said = try session.type("why \(asked)")
      let (sum, number) = try sumAndNumber(said)
      #expect(abs(sum - number) <= 1e-5 * max(1, abs(number)), "\(said)")
      let printed = try session.value(element).replacingOccurrences(of: "−", with: "-")
      #expect(abs(try #require(Double(printed)) - number) <= 1e-5 * max(1, abs(number)), "\(said)")
    }
  }

  @Test func theSaliencyMapNamesItsChannelAndThatChannelsTerms() throws {
    let session = try prepared()
    try session.type("saliency p", "step 2")
    #expect(session.fault("why map[2,3]")?.contains("still on its way") == true)
    try session.type("step")
    let said = try session.type("why map[2,3]")
    let (sum, number) = try sumAndNumber(said)
    #expect(abs(sum - number) <= 1e-6 && said.contains("gradient[0,2,3] is the sum of"), "\(said)")
    #expect(said.hasPrefix("map[2,3] = \(try session.value("map[2,3]")): "), "\(said)")
  }

  @Test func acrossALeastCutGoesAsMuchAsFlows() throws {
    let session = try prepared()
    try session.type("maxflow [[0,3,2,0],[0,0,1,2],[0,0,0,3],[0,0,0,0]] source=0 sink=3", "step")
    #expect(try !session.type("why value").contains("cut"))
    try session.type("run")
    let lines = try session.type("why value").split(separator: "\n").map(String.init)
    #expect(lines[4] == "  and as much is the capacity of the links across the cut:")
    #expect(lines.suffix(2) == ["  capacity 0 to 1    3", "  capacity 0 to 2    2"])
  }

  @Test(arguments: ["drop[0,1]", "drop[4,4]", "occlusion.drop[2,3]"])
  func theTermsOfADropAddUpToIt(element: String) throws {
    let session = try prepared()
    for score in ["logit", "probability"] {
      try session.type("occlusion p class=vertical patch=2 stride=1 score=\(score)", "run")
      let text = try session.type("why \(element)")
      let (sum, number) = try sumAndNumber(text)
      #expect(abs(sum - number) <= 1e-5 * max(1, abs(number)), "\(score)")
      let printed = try #require(
        Double(session.value(element).replacingOccurrences(of: "−", with: "-")))
      if score == "logit" { #expect(abs(printed - number) < 1e-5) }
    }
  }

  @Test func theTermsOfWhatATraceAndASignalShowAddUp() throws {
    let session = try prepared()
    try session.type("trace p", "step 5")
    let output = try sumAndNumber(session.type("why output[1]"))
    #expect(abs(output.sum - output.number) < 1e-5)
    try session.type("backprop p unit=0", "run")
    let signal = try sumAndNumber(session.type("why current[0,3,2]"))
    #expect(abs(signal.sum - signal.number) < 1e-5)
  }

  @Test(arguments: [
    ("why scores", "'why' explains one element: scores has 1 axis, and none given here"),
    ("why conv1[0]", "'why' explains one element: conv1 has 3 axes, and 1 given here"),
    ("why scores[2]", "Axis 0 has the indices 0 to 1"),
    ("why p[0,0,0]", "'p' is a name that was given, and nothing adds up to it"),
    ("why 3 + 4", "'why' explains one element of something with a name"),
    ("why conv1[0,:,1]", "'why' explains one element, not several"),
  ])
  func whatCannotBeExplainedIsSaidSo(line: String, message: String) throws {
    let session = try prepared()
    #expect(session.fault(line)?.hasPrefix(message) == true, "\(session.fault(line) ?? "no fault")")
  }

  @Test func aNameThatHidesALayerIsNotExplainedAsTheLayer() throws {
    let session = try prepared()
    try session.type("let scores = [1, 2]")
    #expect(session.fault("why scores[0]") != nil)
  }

  @Test func whatFormerProceduresShowedIsExplainedByTheirOwnNetwork() throws {
    let session = try prepared()
    try session.type("backprop p unit=0", "run", "trace p", "step 5", "network linear")
    for element in ["trace.output[1]", "backprop.current[0,3,2]"] {
      let (sum, number) = try sumAndNumber(session.type("why \(element)"))
      #expect(abs(sum - number) < 1e-5, "\(element)")
    }
  }

  @Test func differencesTellTheGradientFromAGuidedMap() throws {
    let session = try prepared()
    #expect(try session.type("check gradient").contains("input.grad is the gradient of the score"))
    #expect(try session.type("check gradient layer=conv1").contains("conv1.grad is the gradient of the score"))
    try session.type("let q = 4 * uniform([1,6,6], 2)", "forward q")
    for rule in ["guided", "deconvnet"] {
      try session.type("backward layer=scores unit=0 rule=\(rule)")
      #expect(try session.type("check gradient").contains("is not the gradient of the score (rule \(rule))"))
    }
  }
}
