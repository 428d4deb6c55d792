import Scenes
import Tensors
import Testing

struct SceneRecipeTests {
  @Test func dialsDoNotDependOnTheClass() {
    let (fish, house) = (SceneRecipe(.fish, seed: 11), SceneRecipe(.house, seed: 11))
    var renamed = fish
    renamed.sceneClass = .house
    #expect(renamed == house)
  }

  @Test func mixtureBeginsAndEndsAtItsRecipes() {
    let (first, second) = (SceneRecipe(.cat, seed: 1), SceneRecipe(.cat, seed: 2))
    #expect(first.mixed(with: second, share: 0) == first)
    let end = first.mixed(with: second, share: 1)
    for (a, b) in zip(end.figure.positions, second.figure.positions) { #expect(abs(a - b) < 1e-6) }
  }

  @Test func smallTurnOfTheDialsIsASmallChangeOfThePicture() {
    let recipe = SceneRecipe(.sailboat, seed: 7)
    var turned = recipe
    turned.figure.positions = recipe.figure.positions.map { min($0 + 1e-4, 1) }
    let difference = zip(Scene(recipe).image.elements, Scene(turned).image.elements).map { abs($0 - $1) }
    #expect(difference.contains { $0 > 0 })
    #expect(difference.reduce(0, +) / Float(difference.count) < 0.002)
  }

  @Test func fewSeedsShareADial() {
    let first = SceneRecipe(.mug, seed: 0)
    let second = SceneRecipe(.mug, seed: 1)
    #expect(zip(first.backdrop.positions, second.backdrop.positions).allSatisfy { $0 != $1 })
    #expect(first.figure.positions.prefix(8) != first.backdrop.positions.prefix(8))
  }
}
