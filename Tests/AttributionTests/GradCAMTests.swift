import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct GradCAMTests {
  @Test func itIsCaptums() throws {
    let network = try Fixture.network()
    let walk = try GradCAM(
      of: try Fixture.tensor("image"), in: network, layer: try network.layer(named: "pool"), class: 2)
    let stage = try #require(Array(walk).last)
    #expect(difference(stage.weighted, try Fixture.tensor("gradcam_weighted")) < 1e-5)
    #expect(difference(stage.map, try Fixture.tensor("gradcam_map")) < 1e-5)
    #expect(difference(stage.guided, try Fixture.tensor("gradcam_guided")) < 1e-5)
  }

  /// With a global average and a linear head: the head's weights, and the score less its bias as the sum.
  @Test func behindAGlobalAverageItIsTheClassActivationMap() throws {
    let (weight, bias) = (Tensor.normal(shape: [3, 5], seed: 1), Tensor([0.5, -2, 1]))
    let network = try chain(
      [
        ("conv", Convolution(weight: .normal(shape: [5, 3, 3, 3], seed: 2), bias: .normal(shape: [5], seed: 3))),
        ("mean", GlobalAveragePooling()), ("flatten", Flatten()),
        ("scores", FullyConnected(weight: weight, bias: bias)),
      ], inputShape: [3, 8, 9])
    let image = Tensor.uniform(shape: [3, 8, 9], seed: 4)
    for number in 0..<3 {
      let stage = try #require(Array(try GradCAM(of: image, in: network, class: number)).last)
      for channel in 0..<5 { #expect(abs(stage.weights[flat: channel] * 42 - weight[number, channel]) < 1e-5) }
      let score = try network.forward(image).output(network.scores)[flat: number]
      #expect(abs(stage.weighted.elements.reduce(0, +) - (score - bias[flat: number])) < 1e-4)
    }
  }

  @Test func theLastConvolutionAndTheTopClassStandForWhatIsLeftOut() throws {
    let network = Network.small(seed: 1)
    let image = Tensor.uniform(shape: [3, 64, 64], seed: 2)
    let walk = try GradCAM(of: image, in: network)
    #expect(walk.layerName == "conv3_2")
    let top = network.topClass(of: try network.forward(image).output(network.scores))
    #expect(walk.name == "scores[\(network.name(ofClass: top))]")
    let steps = Array(walk)
    #expect(steps.count == 4)
    #expect(steps[0].map.elements.allSatisfy(\.isNaN) && steps[2].guided.elements.allSatisfy(\.isNaN))
    #expect(steps[3].map.elements.allSatisfy { $0 >= 0 })
  }

  @Test(arguments: ["fc1", "scores", "probabilities"])
  func aLayerWithoutMapsIsRefused(name: String) throws {
    let network = Network.small(seed: 1)
    let layer = try network.layer(named: name)
    #expect(throws: AttributionError.noMaps(layer: name)) {
      try GradCAM(of: Tensor.uniform(shape: [3, 64, 64], seed: 2), in: network, layer: layer)
    }
    #expect(throws: AttributionError.unknownClass(10, count: 10)) {
      try GradCAM(of: Tensor.uniform(shape: [3, 64, 64], seed: 2), in: network, class: 10)
    }
  }
}
