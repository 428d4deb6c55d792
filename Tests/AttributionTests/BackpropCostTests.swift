import Attribution
import Networks
import Stepping
import Tensors
import Testing

/// What a pass costs.
@Suite struct BackpropCostTests {
  let small = Network.small(seed: 1)

  @Test func atThePictureItIsToldBesideOcclusions() throws {
    let walk = try Backprop(of: .uniform(shape: [3, 64, 64], seed: 2), in: small)
    #expect(walk.multiplyAdds == 80_087_552)
    let lines = walk.map(\.headline)
    #expect(
      lines.last == "through conv1_1 to input [3,64,64]; one pass forward and back: 80.1 M multiply-adds; "
        + "225 passes, one for each patch of an occlusion: 9,010 M")
    #expect(lines.dropLast().allSatisfy { !$0.contains("multiply-adds") })
    #expect(walk.makeIterator().current.quantity("multiplyadds") == .number(80_087_552))
  }

  @Test func onlyLayersThatTheSignalGoesThroughCount() throws {
    let walk = try Backprop(
      of: .uniform(shape: [3, 64, 64], seed: 2), in: small, layer: try small.layer(named: "relu1_1"), unit: .channel(0))
    #expect(walk.multiplyAdds == 2 * 27 * 16 * 64 * 64)
    let (weight, network) = (Tensor(shape: [2, 1, 1, 1], repeating: 1), [3, 4])
    let branches = try Network(
      name: "two", inputShape: [1] + network,
      layers: [
        ("left", Convolution(weight: weight), ["input"]), ("right", Convolution(weight: weight), ["input"]),
        ("end", ReLU(), ["right"]),
      ])
    let pass = try Backprop(of: .uniform(shape: [1, 6, 5], seed: 1), in: branches, layer: 2, unit: .channel(1))
    #expect(pass.multiplyAdds == 2 * 2 * 30)
    #expect(
      Array(pass).last?.headline == "through right to input [1,6,5]; one pass forward and back: 120 multiply-adds")
  }

  @Test func whereNothingIsMultipliedNothingIsTold() throws {
    let network = try chain([("pool", MaxPooling(kernel: 2))], inputShape: [1, 8, 8])
    let walk = try Backprop(of: .uniform(shape: [1, 8, 8], seed: 1), in: network, layer: 0, unit: .channel(0))
    #expect(walk.multiplyAdds == 0)
    #expect(Array(walk).last?.headline == "through pool to input [1,8,8]")
  }
}
