import Attribution
import Networks
import Stepping
import Tensors
import Testing

/// One max pooling on the way back.
@Suite struct PoolingPartsTests {
  /// Windows of 3×3 that overlap, over a border; behind a ReLU, so that many windows hold equal zeros.
  private func network() throws -> Network {
    try chain(
      [
        ("conv", Convolution(weight: .normal(shape: [3, 2, 3, 3], seed: 1))), ("relu", ReLU()),
        ("pool", MaxPooling(kernel: 3, stride: 2, padding: 1)),
        ("conv2", Convolution(weight: .normal(shape: [2, 3, 2, 2], seed: 2))),
      ], inputShape: [2, 9, 8])
  }

  private let picture = Tensor.uniform(shape: [2, 9, 8], seed: 3)

  /// The first largest of each window, [c,y,x] of the output to its position in the input.
  private func winner(_ z: Tensor, _ window: [Int]) -> [Int] {
    let (rows, columns) = (z.shape[1], z.shape[2])
    var best: [Int]?
    for y in 2 * window[1] - 1...2 * window[1] + 1 where (0..<rows).contains(y) {
      for x in 2 * window[2] - 1...2 * window[2] + 1 where (0..<columns).contains(x) {
        if let known = best, z[window[0], y, x] <= z[window[0], known[1], known[2]] { continue }
        best = [window[0], y, x]
      }
    }
    return best ?? []
  }

  @Test(arguments: BackwardRule.allCases)
  func theSwitchesAreTheFirstLargestAndTakeTheSignals(rule: BackwardRule) throws {
    let walk = try Backprop(of: picture, in: network(), layer: 3, unit: .channel(1), rule: rule)
    let signal = try #require(walk.first { $0.layer == "relu" })
    let parts = Array(try #require(signal.inside as? PoolingParts))
    #expect(parts.count == 3 && parts[0].quantity("r") == nil && parts[1].quantity("passed") == nil)
    guard case .tensor(let z) = parts[2].quantity("z"), case .tensor(let switches) = parts[0].quantity("switches"),
      case .tensor(let r) = parts[1].quantity("r"), case .tensor(let passed) = parts[2].quantity("passed")
    else { return #expect(Bool(false)) }
    #expect(sameBits(z, walk.trace.output(1)) && r.shape == walk.trace.shape(of: 2))
    var (won, sent) = (Tensor(shape: z.shape), Tensor(shape: z.shape))
    for place in 0..<r.count {
      let position = z.offset(of: winner(z, r.index(ofFlat: place)))
      won[flat: position] += 1
      sent[flat: position] += r[flat: place]
    }
    #expect(sameBits(switches, won))
    #expect(won.maximum() > 1, "no windows met")
    #expect(difference(passed, sent) < 1e-6)
    #expect(sameBits(passed, signal.current))
  }

  @Test func theLinesCountWindowsSwitchesAndSignals() throws {
    let network = try chain(
      [
        ("pool", MaxPooling(kernel: 2, stride: 1)),
        ("conv", Convolution(weight: Tensor(shape: [1, 1, 1, 1], repeating: 2))),
      ], inputShape: [1, 3, 3])
    let image = Tensor(shape: [1, 3, 3], elements: [0, 0, 0, 0, 1, 0, 0, 0, 0])
    let walk = try Backprop(of: image, in: network, layer: 1, unit: .channel(0), rule: .deconvnet)
    let signal = try #require(Array(walk).last)
    let parts = try #require(signal.inside as? PoolingParts)
    #expect(parts.makeIterator().current.headline == "one max pooling in parts: pool")
    #expect(
      parts.map { $0.headline } == [
        "forward, the largest number of each window wins: the switches of 4 windows are 1 of 9 positions",
        "back comes r: 4 signals, one for each window where it is not 0",
        "each goes to its window's switch, under every rule: to 1 of 9 positions, to 1 of them from several windows, which "
          + "adds up",
      ])
    #expect(signal.gradient[0, 1, 1] == 8)
  }
}
