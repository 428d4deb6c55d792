import Networks
import Tensors
import Testing

/// Every layer against PyTorch, its output and what it sends back.
@Suite struct PyTorchTests {
  @Test(arguments: [
    ("maxpool-2", MaxPooling(kernel: 2) as any Layer),
    ("maxpool-3-2", MaxPooling(kernel: 3, stride: 2)),
    ("maxpool-3-2-padded", MaxPooling(kernel: 3, stride: 2, padding: 1)),
    ("maxpool-3-2-ceiling", MaxPooling(kernel: 3, stride: 2, ceiling: true)),
    (
      "maxpool-2x3-ceiling",
      MaxPooling(
        kernel: Extent(height: 2, width: 3), stride: Extent(height: 2, width: 1), padding: 1, ceiling: true)
    ),
    ("meanpool-2", AveragePooling(kernel: 2)),
    ("meanpool-3-2-counted", AveragePooling(kernel: 3, stride: 2, padding: 1, ceiling: true)),
    ("meanpool-3-2-uncounted", AveragePooling(kernel: 3, stride: 2, padding: 1, ceiling: true, countsPadding: false)),
    ("meanpool-global", GlobalAveragePooling()),
    ("softmax", Softmax()),
  ])
  func agreesOnOutputAndSignal(name: String, layer: any Layer) throws {
    let input = try NetworkFixture.tensor("\(name)-input0")
    let output = layer.forward([input])
    #expect(try relativeError(output, NetworkFixture.tensor("\(name)-output")) < 1e-6)
    let signal = try NetworkFixture.tensor("\(name)-signal")
    let back = layer.backward(signal, inputs: [input], output: output, rule: .gradient)[0]
    #expect(try relativeError(back, NetworkFixture.tensor("\(name)-back0")) < 1e-5)
  }

  @Test func agreesOnAFullyConnectedLayer() throws {
    let parts = try (0..<3).map { try NetworkFixture.tensor("linear-input\($0)") }
    let layer = FullyConnected(weight: parts[1], bias: parts[2])
    let output = layer.forward([parts[0]])
    #expect(try relativeError(output, NetworkFixture.tensor("linear-output")) < 1e-6)
    let signal = try NetworkFixture.tensor("linear-signal")
    let back = layer.backward(signal, inputs: [parts[0]], output: output, rule: .gradient)[0]
    #expect(try relativeError(back, NetworkFixture.tensor("linear-back0")) < 1e-6)
    let gradients = try #require(layer.parameterGradients(signal, inputs: [parts[0]]))
    #expect(try relativeError(gradients.weight, NetworkFixture.tensor("linear-back1")) < 1e-6)
    #expect(try relativeError(gradients.bias, NetworkFixture.tensor("linear-back2")) < 1e-6)
  }

  @Test func agreesOnAConcatenation() throws {
    let inputs = try (0..<2).map { try NetworkFixture.tensor("concat-input\($0)") }
    let output = try NetworkFixture.tensor("concat-output")
    #expect(Concatenation().forward(inputs) == output)
    let signal = try NetworkFixture.tensor("concat-signal")
    let back = Concatenation().backward(signal, inputs: inputs, output: output, rule: .gradient)
    #expect(try back == (0..<2).map { try NetworkFixture.tensor("concat-back\($0)") })
  }

  /// Captum's rules hook every ReLU module of this network, so they agree with ours on the whole of it.
  @Test(arguments: BackwardRule.allCases)
  func agreesWithCaptumOnANetworkOfBranches(rule: BackwardRule) throws {
    let network = try branched()
    let trace = try network.forward(NetworkFixture.tensor("branched-image"))
    #expect(try relativeError(trace.output(network.scores), NetworkFixture.tensor("branched-scores")) < 1e-5)
    let map = try network.imageGradient(trace, from: network.scores, seed: oneHot(1, of: 3), rule: rule)
    #expect(try relativeError(map, NetworkFixture.tensor("branched-\(rule)")) < 1e-5)
  }
}
