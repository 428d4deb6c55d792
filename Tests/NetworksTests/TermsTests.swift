import Networks
import Tensors
import Testing

/// What `why` is told adds up to the number.
@Suite struct TermsTests {
  @Test func everyOutputOfEveryLayerAddsUp() throws {
    let network = try branched()
    let trace = try network.forward(NetworkFixture.tensor("branched-image"))
    for node in network.nodes.indices {
      let output = trace.output(node)
      for place in stride(from: 0, to: output.count, by: 7) {
        let terms = try network.terms(of: node, index: output.index(ofFlat: place), in: trace)
        #expect(
          abs(terms.reduce(0) { $0 + $1.value } - Double(output[flat: place])) < 1e-5, "\(network.nodes[node].name)")
      }
    }
  }

  @Test(arguments: BackwardRule.allCases)
  func everySignalAddsUp(rule: BackwardRule) throws {
    let network = try branched()
    let trace = try network.forward(NetworkFixture.tensor("branched-image"))
    let pass = try network.backward(trace, from: network.scores, seed: oneHot(1, of: 3), rule: rule).finished()
    for source in [.image] + (0...network.scores).map(Network.Source.node) {
      let signal = try #require(pass.gradient(at: source))
      for place in stride(from: 0, to: signal.count, by: 5) {
        let terms = try network.terms(ofGradientAt: source, index: signal.index(ofFlat: place), in: pass)
        #expect(
          abs(terms.reduce(0) { $0 + $1.value } - Double(signal[flat: place])) < 1e-5, "\(network.name(of: source))")
      }
    }
  }

  @Test func termsThroughARecipeNameIt() throws {
    let network = Network.linear(seed: 1)
    let trace = try network.forward(.uniform(shape: [3, 64, 64], seed: 1))
    let pass = try network.backward(trace, from: network.scores, seed: oneHot(1, of: 10)).finished()
    let term = try network.terms(ofGradientAt: .image, index: [2, 3, 4], in: pass)[0]
    #expect(term.factors.map(\.name) == ["flatten.grad", "scale/std"])
    #expect(term.factors[1].value == 2)
    let output = try network.terms(of: 0, index: [65], in: trace)[0].factors[0]
    #expect(output.name == "prepared input" && output.index == [0, 1, 1])
  }

  @Test func aWrongIndexIsNamed() throws {
    let tiny = Network.tiny()
    let trace = try tiny.forward(TinyTests.bar(row: 1))
    #expect(throws: NetworkError.indexOutOfRange(layer: "conv1", index: [0, 4, 0], shape: [2, 4, 4])) {
      try tiny.terms(of: 0, index: [0, 4, 0], in: trace)
    }
  }
}
