import Networks
import Stepping
import Tensors
import Testing

@Suite struct BackwardWalkTests {
  static let small = Network.small(seed: 0)
  static let picture = Tensor.uniform(shape: [3, 64, 64], seed: 7)

  @Test func takesANodeAStepAndEndsAtThePicture() throws {
    let trace = try Self.small.forward(Self.picture)
    let walk = try Self.small.backward(trace, from: Self.small.scores, seed: oneHot(3, of: 10))
    #expect(walk.stepCount == 19)
    let steps = Array(walk)
    #expect(steps.count == 19)
    #expect(steps.map(\.layer) == Self.small.nodes.prefix(18).reversed().map(\.name) + ["input"])
    #expect(steps.map(\.passed) == Self.small.nodes.prefix(19).reversed().map(\.name))
    #expect(steps.last?.node == nil && steps.last?.gradient.shape == [3, 64, 64])
  }

  @Test(arguments: BackwardRule.allCases)
  func thePlainLoopGivesTheSameBits(rule: BackwardRule) throws {
    for network in [Self.small, try branched()] {
      let trace = try network.forward(.uniform(shape: network.inputShape, seed: 1))
      let seed = oneHot(1, of: network.nodes[network.scores].shape[0])
      let walk = try network.backward(trace, from: network.scores, seed: seed, rule: rule)
      let last = walk.reduce(nil) { _, step in step.gradient }
      #expect(try network.imageGradient(trace, from: network.scores, seed: seed, rule: rule) == last)
      #expect(walk.finished().gradient(at: .image) == last)
    }
  }

  @Test func aPlaceKeptIsAPlaceToComeBackTo() throws {
    let trace = try Self.small.forward(Self.picture)
    var walker = try Self.small.backward(trace, from: 18, seed: oneHot(3, of: 10), rule: .guided).makeIterator()
    for _ in 0..<5 { _ = walker.next() }
    var former = walker
    let ahead = (0..<4).compactMap { _ in walker.next()?.gradient }
    #expect((0..<4).compactMap { _ in former.next()?.gradient } == ahead)
  }

  @Test func saysHowManySignalsAReLUStopped() throws {
    let trace = try Self.small.forward(Self.picture)
    let steps = Array(try Self.small.backward(trace, from: 18, seed: oneHot(3, of: 10), rule: .guided))
    let code = try #require(steps[1].signals)
    let weight = try #require(Self.small.nodes[18].layer.weight).entries(3..<4).elements
    let z = trace.output(16).elements
    #expect(steps[1].passed == "code")
    #expect(code.arrived == 128)
    #expect(code.stoppedForward == z.count { $0 <= 0 })
    #expect(code.stoppedBackward == weight.count { $0 < 0 })
    #expect(code.stopped == zip(z, weight).count { $0 <= 0 || $1 < 0 })
    #expect(steps[1].quantity("stopped") == .number(Double(code.stopped)))
    #expect(steps[0].quantity("stopped") == nil)
    #expect(
      steps[1].headline
        == "through code to fc1 [128]: stopped \(code.stopped) of 128 signals, \(code.stoppedForward) where its input "
        + "was not positive, \(code.stoppedBackward) that were negative")
  }

  @Test func signalsOfBranchesAdd() throws {
    let twice = try Network(
      name: "twice", inputShape: [1, 2, 2],
      layers: [("relu", ReLU(), ["input"]), ("sum", Addition(), ["relu", "input", "relu"])])
    let trace = try twice.forward(Tensor(shape: [1, 2, 2], elements: [1, -1, 2, -2]))
    let gradient = try twice.imageGradient(trace, from: 1, seed: Tensor(shape: [1, 2, 2], repeating: 1))
    #expect(gradient.elements == [3, 1, 3, 1])
  }

  @Test func namesItsQuantities() throws {
    let tiny = Network.tiny()
    let trace = try tiny.forward(TinyTests.bar(column: 1))
    let walk = try tiny.backward(trace, from: tiny.scores, seed: oneHot(0, of: 2))
    let start = walk.makeIterator().current
    #expect(start.headline == "the signal starts at scores [2]")
    #expect(start.quantity("gradient") == .tensor(oneHot(0, of: 2)))
    #expect(start.quantity("layer") == .text("scores") && start.quantity("nothing") == nil)
  }
}
