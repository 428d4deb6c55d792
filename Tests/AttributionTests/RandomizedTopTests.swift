import Attribution
import Networks
import Tensors
import Testing

@Suite struct RandomizedTopTests {
  private let small = Network.small(seed: 1)

  private func weights(_ network: Network) -> [Tensor] { network.nodes.compactMap(\.layer.weight) }

  @Test(arguments: [0, 1, 3, 8, 20])
  func onlyTheTopmostLayersAreDrawnAnew(count: Int) {
    let former = weights(small)
    let changed = weights(small.withRandomTop(count, seed: 4))
    for layer in former.indices {
      #expect((former[layer] != changed[layer]) == (layer >= former.count - count), "layer \(layer)")
    }
  }

  /// A constant that a layer multiplies by is not learnt, whatever its shape.
  @Test func constantsStay() throws {
    let ones = Tensor(shape: [4, 1, 1], repeating: 1)
    let network = try chain(
      [
        ("conv", Convolution(weight: .uniform(shape: [4, 1, 3, 3], seed: 1))),
        ("ones", ConstantArithmetic(.multiply, constant: ones)), ("flatten", Flatten()),
        ("scores", FullyConnected(weight: .uniform(shape: [2, 64], seed: 2))),
      ], inputShape: [1, 6, 6])
    let (former, changed) = (weights(network), weights(network.withRandomTop(2, seed: 4)))
    #expect(zip(former, changed).map { $0 != $1 } == [true, false, true])
  }

  @Test func theNewWeightsKeepSignalsTheirSizeAndHaveNoBias() throws {
    var biased = small
    let scores = biased.scores
    biased.update(scores) { $0.bias = Tensor(shape: [10], repeating: 3) }
    let network = biased.withRandomTop(2, seed: 4)
    #expect(network.nodes[scores].layer.bias == Tensor(shape: [10]))
    let weight = try #require(weights(network).dropLast().last)
    #expect(abs(weight.standardDeviation() / (2 / Double(weight.shape[1])).squareRoot() - 1) < 0.02)
  }

  @Test func theSeedDrawsThem() {
    #expect(weights(small.withRandomTop(2, seed: 4)) == weights(small.withRandomTop(2, seed: 4)))
    #expect(weights(small.withRandomTop(2, seed: 4)) != weights(small.withRandomTop(2, seed: 5)))
  }
}
