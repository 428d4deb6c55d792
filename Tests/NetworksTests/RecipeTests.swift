import Networks
import Tensors
import Testing

@Suite struct RecipeTests {
  static let recipe = InputRecipe(scale: 255, mean: [10, 20, 30], std: [2, 4, 5], order: .bgr)

  @Test func scalesThenShiftsThenReversesTheChannels() {
    let picture = Tensor(shape: [3, 1, 1], elements: [0.2, 0.4, 0.6])
    let expected: [Double] = [(153 - 30) / 5, (102 - 20) / 4, (51 - 10) / 2]
    #expect(relativeError(Self.recipe.applied(to: picture), expected) < 1e-6)
    #expect(relativeError(Self.recipe.applied(to: picture.reshaped([1, 3, 1, 1])), expected) < 1e-6)
  }

  @Test func sendsBackToThePicturesChannels() {
    let gradient = Tensor(shape: [3, 1, 1], elements: [1, 2, 3])
    #expect(relativeError(Self.recipe.backward(gradient), [3 * 255.0 / 2, 2 * 255.0 / 4, 255.0 / 5]) < 1e-6)
  }

  @Test func oneNumberServesAllChannels() {
    let picture = Tensor.uniform(shape: [2, 3, 4, 4], seed: 1)
    let recipe = InputRecipe(mean: [0.5], std: [0.5])
    #expect(recipe.applied(to: picture) == picture.map { ($0 - 0.5) / 0.5 })
    #expect(InputRecipe().applied(to: picture) == picture && InputRecipe().isIdentity && !recipe.isIdentity)
  }

  /// The gradient is with respect to the picture in 0…1, through the recipe.
  @Test(arguments: [InputRecipe.Order.rgb, .bgr])
  func theGradientAtThePictureGoesThroughTheRecipe(order: InputRecipe.Order) throws {
    let network = try Network(
      name: "recipe", inputShape: [3, 4, 4],
      recipe: InputRecipe(scale: 2, mean: [1, 2, 3], std: [4, 5, 6], order: order),
      layers: [
        ("conv", Convolution(weight: .normal(shape: [4, 3, 3, 3], seed: 1), padding: 1), ["input"]),
        ("relu", ReLU(), ["conv"]), ("flatten", Flatten(), ["relu"]),
        ("scores", FullyConnected(weight: .normal(shape: [2, 64], seed: 2)), ["flatten"]),
      ])
    let trace = try network.forward(.uniform(shape: [3, 4, 4], seed: 3))
    let pass = try network.backward(trace, from: network.scores, seed: oneHot(1, of: 2)).finished()
    let check = try network.checkGradient(pass, samples: 48)
    let (verdict, worst) = (check.isGradient, check.worst)
    #expect(verdict && worst < 0.01)
    for index in [[0, 1, 2], [2, 3, 0]] {
      let terms = try network.terms(ofGradientAt: .image, index: index, in: pass)
      let signal = try #require(pass.gradient(at: .image))
      #expect(abs(terms.reduce(0) { $0 + $1.value } - Double(signal[flat: signal.offset(of: index)])) < 1e-5)
    }
  }
}
