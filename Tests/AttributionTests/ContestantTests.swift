import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct ContestantTests {
  private let network = Network.small(seed: 1)
  private let scene: JudgedScene

  init() throws {
    var mask = Tensor(shape: [64, 64])
    for pixel in 1000..<1400 { mask[flat: pixel] = 1 }
    scene = try JudgedScene(image: .uniform(shape: [3, 64, 64], seed: 2), mask: mask, classNumber: 4)
  }

  /// The map that a contestant of that name makes.
  private func map(_ name: String, of scene: JudgedScene? = nil, in network: Network? = nil) throws -> Tensor {
    let contestants = Contestant.all.filter { $0.name == name }
    let judge = try Judge([scene ?? self.scene], in: network ?? self.network, contestants: contestants, measures: [])
    return try #require(Array(judge).last).maps[0]
  }

  @Test func namesAreTypedAndSaidOnce() {
    let names = Contestant.all.map(\.name)
    #expect(Set(names).count == names.count && names.count >= 10)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "_" } })
    #expect(Contestant.all.filter(\.isReference).map(\.name) == ["edges", "blob", "mask"])
  }

  @Test(arguments: [("saliency", BackwardRule.gradient), ("deconvnet", .deconvnet), ("guided", .guided)])
  func theSignalsLargestMagnitudeOverTheChannels(name: String, rule: BackwardRule) throws {
    let signal = try Backprop(of: scene.image, in: network, unit: .channel(4), rule: rule).gradient
    #expect(try map(name) == signal.largestOverChannels)
  }

  /// Without biases and with an input of 0 at black, gradient × input adds up to the score, and so do the two that
  /// share the score out.
  @Test(arguments: ["gradient_input", "integrated", "lrp"])
  func whatSharesTheScoreOutAddsUpToIt(name: String) throws {
    let small = try Network.small(
      seed: 3, inputShape: [3, 64, 64], recipe: InputRecipe(), classes: Network.sceneClasses)
    let score = Double(try small.forward(scene.image).output(small.scores)[flat: 4])
    let tolerance = name == "lrp" ? 0.15 : name == "integrated" ? 1e-3 : 1e-4
    #expect(try abs(map(name, in: small).sum() - score) < tolerance * abs(score))
  }

  @Test func gradcamWeighsMapsAfterTheirReLU() throws {
    let relu = try network.layer(named: "relu3_2")
    let expected = try #require(
      Array(try GradCAM(of: scene.image, in: network, layer: relu, class: 4)).last)
    #expect(try map("gradcam") == expected.map)
    #expect(try map("guided_gradcam") == expected.guided.largestOverChannels)
  }

  /// Captum's spread of w = 1…10 under patches of 4, 3 apart: the mean of the drops of the patches over a pixel.
  @Test func occlusionSpreadsTheMeanDropOverThePixels() throws {
    let weight = Tensor(shape: [1, 10], elements: (1...10).map { Float($0) })
    let linear = try chain(
      [("flatten", Flatten()), ("scores", FullyConnected(weight: weight))], inputShape: [1, 1, 10])
    let walk = try Occlusion(
      of: Tensor(shape: [1, 1, 10], repeating: 1), in: linear, target: .logit(class: 0),
      patch: Extent(height: 1, width: 4), stride: 3, fill: .black)
    let spread = try #require(Array(walk).last).dropOfPixels
    #expect(difference(spread, Tensor(shape: [1, 10], elements: [10, 10, 10, 16, 22, 22, 28, 34, 34, 34])) < 1e-6)
  }

  @Test(arguments: [(3, 2, 2), (2, 3, 1), (2, 2, 3), (5, 7, 4), (1, 1, 1)])
  func eachPixelHasTheMeanOfThePatchesThatCoverIt(height: Int, width: Int, stride: Int) throws {
    let linear = try chain(
      [("flatten", Flatten()), ("scores", FullyConnected(weight: .uniform(shape: [2, 99], seed: 3)))],
      inputShape: [1, 11, 9])
    let walk = try Occlusion(
      of: .uniform(shape: [1, 11, 9], seed: 1), in: linear, target: .logit(class: 1),
      patch: Extent(height: height, width: width), stride: stride)
    let end = try #require(Array(walk).last)
    let (drop, map) = (end.drop, end.dropOfPixels)
    let (rows, columns) = (drop.shape[0], drop.shape[1])
    #expect(map.shape == [11, 9])
    for y in 0..<11 {
      for x in 0..<9 {
        let covered = (0..<rows * columns).filter { place in
          let (down, across) = (y - place / columns * stride, x - place % columns * stride)
          return (0..<height).contains(down) && (0..<width).contains(across)
        }
        let mean = covered.map { drop[flat: $0] }.reduce(0, +) / Float(covered.count)
        #expect(covered.isEmpty ? map[y, x].isNaN : abs(map[y, x] - mean) < 1e-6)
      }
    }
  }

  @Test func edgesLieWhereTheBrightnessChanges() throws {
    var image = Tensor(shape: [3, 64, 64])
    for place in 0..<image.count where place % 64 >= 32 { image[flat: place] = 0.5 }
    let edges = try map("edges", of: try JudgedScene(image: image, mask: scene.mask, classNumber: 0))
    for pixel in 0..<4096 {
      let expected: Float = (31...32).contains(pixel % 64) ? 2 : 0
      #expect(abs(edges[flat: pixel] - expected) < 1e-5, "\(pixel)")
    }
  }

  @Test func theBlobFallsWithTheDistanceFromTheMiddle() throws {
    let blob = try map("blob")
    func distance(_ pixel: Int) -> Double {
      let (y, x) = (Double(pixel / 64) - 31.5, Double(pixel % 64) - 31.5)
      return y * y + x * x
    }
    for pixel in 1..<4096 {
      #expect((blob[flat: pixel] < blob[flat: 0]) == (distance(pixel) > distance(0)), "\(pixel)")
      #expect((blob[flat: pixel] > blob[flat: 1000]) == (distance(pixel) < distance(1000)), "\(pixel)")
    }
  }

  @Test func theMaskIsTheScenes() throws {
    #expect(try map("mask") == scene.mask)
  }
}
