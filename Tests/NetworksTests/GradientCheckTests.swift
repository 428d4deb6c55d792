import Networks
import Tensors
import Testing

@Suite struct GradientCheckTests {
  static func pass(_ network: Network, _ rule: BackwardRule, seed: UInt64 = 1) throws -> BackwardPass {
    let trace = try network.forward(.uniform(shape: network.inputShape, seed: seed))
    let unit = oneHot(1, of: network.nodes[network.scores].shape[0])
    return try network.backward(trace, from: network.scores, seed: unit, rule: rule).finished()
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func theGradientIsOne(seed: UInt64) throws {
    for network in [Network.small(seed: seed), .wide(seed: seed), .linear(seed: seed), try branched()] {
      let check = try network.checkGradient(Self.pass(network, .gradient, seed: seed))
      let verdict = check.isGradient
      #expect(verdict, "\(network.name): worst \(check.worst), \(check.agreeing) of \(check.samples.count)")
      #expect(check.clean.count > check.samples.count / 4, "\(network.name): \(check.clean.count)")
      // Steps over kinks that bend the score by up to 2 % count as clean, and tell the slope no better than that.
      #expect(check.worst < 0.02, "\(network.name)")
    }
  }

  /// Of samples that cross kinks, as many may disagree as lie beside several.
  @Test func threeQuartersDecideAtKinks() {
    func check(agreeing: Int, of count: Int, atKinks: Bool = true) -> GradientCheck {
      GradientCheck(
        samples: (0..<count).map { number in
          GradientCheck.Sample(
            index: [number], claimed: 1, measured: number < agreeing ? 1.01 : 0.9, bend: 0.01, crossesKink: atKinks)
        })
    }
    #expect(check(agreeing: 24, of: 32).isGradient && !check(agreeing: 23, of: 32).isGradient)
    #expect(check(agreeing: 31, of: 32, atKinks: false).isGradient)
    #expect(!check(agreeing: 30, of: 32, atKinks: false).isGradient)
    #expect(abs(check(agreeing: 24, of: 32).worst - 0.1 / 1.01) < 1e-9)
  }

  @Test(arguments: [BackwardRule.deconvnet, .guided])
  func theOtherRulesMapsAreNone(rule: BackwardRule) throws {
    for network in [Network.small(seed: 1), .wide(seed: 2), try branched()] {
      let check = try network.checkGradient(Self.pass(network, rule))
      let (verdict, worst) = (check.isGradient, check.worst)
      #expect(!verdict && worst > 0.2, "\(network.name)")
    }
  }

  @Test func anyLayersSignalCanBeChecked() throws {
    let network = Network.small(seed: 1)
    let (gradient, guided) = (try Self.pass(network, .gradient), try Self.pass(network, .guided))
    for name in ["pool1", "relu2_1", "conv3_2", "flatten", "fc1"] {
      let node = Network.Source.node(try network.layer(named: name))
      #expect(try network.checkGradient(gradient, at: node).isGradient, "\(name)")
      #expect(try !network.checkGradient(guided, at: node).isGradient, "\(name)")
    }
  }

  @Test func whatTheSignalDoesNotReachCannotBeChecked() throws {
    let network = Network.small(seed: 1)
    #expect(throws: NetworkError.unreachable(layer: "scores", from: "scores")) {
      try network.checkGradient(Self.pass(network, .gradient), at: .node(network.scores))
    }
  }
}
