import Networks
import Tensors
import Testing

@Suite struct SizedArchitectureTests {
  private static let sides = [1, 2, 3, 5, 6, 11, 12, 15, 16, 17, 28, 31, 32, 63, 64, 65, 100]

  @Test(arguments: sides, [1, 3])
  func smallTakesPicturesOfAnySize(side: Int, channels: Int) throws {
    let shape = [channels, side, side + 1]
    let network = try Network.small(seed: 1, inputShape: shape, recipe: InputRecipe(), classes: ["a", "b", "c"])
    #expect(network.nodes[network.probabilities].shape == [3])
    #expect(try network.outputs(network.scores, of: Tensor(shape: [2] + shape)).shape == [2, 3])
  }

  @Test(arguments: sides.filter { $0 >= 16 })
  func wideTakesPicturesFromSixteenOn(side: Int) throws {
    let network = try Network.wide(seed: 1, inputShape: [1, side, side], recipe: InputRecipe(), classes: ["a", "b"])
    #expect(network.nodes[network.scores].shape == [2])
  }

  @Test func smallKeepsItsBlocksWhereTheyFit() throws {
    let digits = try Network.small(seed: 1, inputShape: [1, 28, 28], recipe: InputRecipe(), classes: ["a"])
    #expect(digits.nodes[try digits.layer(named: "pool3")].shape == [64, 3, 3])
    #expect(throws: NetworkError.self) { try digits.layer(named: "pool4") }
    let large = try Network.small(seed: 1, inputShape: [3, 227, 227], recipe: InputRecipe(), classes: ["a"])
    #expect(large.nodes[try large.layer(named: "pool5")].shape == [64, 7, 7])
  }

  @Test func theBuiltInNetworksAreThoseOfTheirSize() throws {
    let (shape, recipe) = ([3, 64, 64], InputRecipe(mean: [0.5], std: [0.5]))
    let sized = [
      try Network.small(seed: 7, inputShape: shape, recipe: recipe, classes: Network.sceneClasses),
      try Network.wide(seed: 7, inputShape: shape, recipe: recipe, classes: Network.sceneClasses),
      try Network.linear(seed: 7, inputShape: shape, recipe: recipe, classes: Network.sceneClasses),
    ]
    for (sized, builtIn) in zip(sized, [Network.small(seed: 7), .wide(seed: 7), .linear(seed: 7)]) {
      #expect(sized.nodes.map(\.name) == builtIn.nodes.map(\.name))
      #expect(sized.nodes.map(\.shape) == builtIn.nodes.map(\.shape))
      #expect(sized.nodes.map(\.layer.weight) == builtIn.nodes.map(\.layer.weight))
    }
  }

  @Test(arguments: [[1, 0, 4], [3, 4], [3, 513, 8], [0, 8, 8], [3, 8, 1 << 40]])
  func otherShapesAreRefused(shape: [Int]) {
    #expect(throws: NetworkError.wrongInputShape(shape)) {
      try Network.small(seed: 1, inputShape: shape, recipe: InputRecipe(), classes: ["a"])
    }
  }

  @Test func aMeasuredRecipeBringsMeanZeroAndDeviationOne() throws {
    let images = Tensor.uniform(shape: [20, 3, 8, 8], seed: 2).map { 0.2 + 0.3 * $0 }
    let prepared = InputRecipe.measured(on: images).applied(to: images)
    for channel in 0..<3 {
      let plane = try prepared.sliced([.all, .index(channel)])
      #expect(abs(plane.mean()) < 0.01 && abs(plane.standardDeviation() - 1) < 0.01)
    }
  }

  @Test func picturesOfOneColourMeasureToARecipeAllTheSame() {
    let recipe = InputRecipe.measured(on: Tensor(shape: [2, 1, 3, 3], repeating: 1))
    #expect(recipe == InputRecipe(mean: [1], std: [0.01]))
  }
}
