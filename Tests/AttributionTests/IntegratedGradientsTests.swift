import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct IntegratedGradientsTests {
  let small = Network.small(seed: 1)
  let picture = Tensor.uniform(shape: [3, 64, 64], seed: 2)

  @Test func theMapIsCaptumsAtTheSamePoints() throws {
    let image = try Fixture.tensor("image")
    let walk = try IntegratedGradients(
      of: image, in: try Fixture.network(), unit: .channel(2), baseline: image.map { _ in 0.25 }, points: 20)
    #expect(difference(try #require(Array(walk).last).map, try Fixture.tensor("integrated")) < 1e-5)
  }

  /// Completeness: the more points, the nearer the sum is to f(x) − f(b).
  @Test func theSumComesToTheDifferenceOfTheScores() throws {
    let scores = try [picture, Tensor(shape: picture.shape)].map { try small.forward($0).output(small.scores) }
    func error(_ points: Int) throws -> Double {
      let walk = try IntegratedGradients(of: picture, in: small, unit: .channel(4), points: points)
      #expect(abs(walk.expected - Double(scores[0][flat: 4] - scores[1][flat: 4])) < 1e-6)
      return abs(try #require(Array(walk).last).sum / walk.expected - 1)
    }
    #expect(try error(512) < 0.01)
    #expect(try error(512) < error(1))
  }

  @Test func ofALinearScoreOnePointIsEnough() throws {
    let weight = Tensor.normal(shape: [2, 3 * 4 * 5], seed: 3)
    let network = try chain(
      [("flatten", Flatten()), ("scores", FullyConnected(weight: weight, bias: Tensor([1, 2])))], inputShape: [3, 4, 5])
    let (image, baseline) = (Tensor.uniform(shape: [3, 4, 5], seed: 4), Tensor.uniform(shape: [3, 4, 5], seed: 5))
    let walk = try IntegratedGradients(of: image, in: network, unit: .channel(1), baseline: baseline, points: 1)
    let point = try #require(Array(walk).last)
    #expect(abs(point.sum - walk.expected) < 1e-5)
    for place in 0..<60 {
      let product = (image[flat: place] - baseline[flat: place]) * weight[1, place]
      #expect(abs(point.map[flat: place] - product) < 1e-6)
    }
  }

  /// f(tx) = t·f(x) without biases, so that the gradient is the same all along the way from black.
  @Test func withoutBiasesItIsGradientTimesInput() throws {
    let network = try chain(
      [
        ("conv1", Convolution(weight: .normal(shape: [4, 3, 3, 3], seed: 1), padding: 1)), ("relu1", ReLU()),
        ("pool1", MaxPooling(kernel: 2)), ("flatten", Flatten()),
        ("scores", FullyConnected(weight: .normal(shape: [3, 64], seed: 2))),
      ], inputShape: [3, 8, 8])
    let image = Tensor.uniform(shape: [3, 8, 8], seed: 3)
    let walk = try IntegratedGradients(of: image, in: network, unit: .channel(0), points: 5)
    let gradient = try Backprop(of: image, in: network, unit: .channel(0)).gradient
    #expect(difference(try #require(Array(walk).last).map, gradient * image) < 1e-5)
    #expect(abs(try #require(Array(walk).last).sum - walk.expected) < 1e-3)
  }

  @Test func theStrongestPositionOfThePictureIsExplainedThroughout() throws {
    let walk = try IntegratedGradients(
      of: picture, in: small, layer: try small.layer(named: "relu2_2"), unit: .strongest(channel: 3), points: 8)
    let output = try small.forward(picture).output(try small.layer(named: "relu2_2"))
    let place = output.index(
      ofFlat: 3 * 1024 + output.elements[3 * 1024..<4 * 1024].enumerated().max { $0.1 < $1.1 }!.0)
    #expect(walk.name == "relu2_2[\(place[0]),\(place[1]),\(place[2])]")
  }

  @Test func whatCannotBeAskedForIsSaid() {
    #expect(throws: AttributionError.countTooSmall(0)) { try IntegratedGradients(of: picture, in: small, points: 0) }
    #expect(throws: AttributionError.baselineShape([1, 2, 2], picture: [3, 64, 64])) {
      try IntegratedGradients(of: picture, in: small, baseline: Tensor(shape: [1, 2, 2]))
    }
  }
}
