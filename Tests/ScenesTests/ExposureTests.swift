import Scenes
import Tensors
import Testing

struct ExposureTests {
  /// Recipes of all classes, a few seeds each.
  static let recipes = SceneClass.allCases.flatMap { sceneClass in
    (100..<106 as Range<UInt64>).map { SceneRecipe(sceneClass, seed: $0) }
  }

  @Test(arguments: recipes)
  func objectChangesOnlyWhatItCoversOrShades(recipe: SceneRecipe) {
    let with = Exposure(recipe)
    let without = Exposure(recipe, withObject: false)
    let (seen, empty) = (with.image, without.image)
    for pixel in 0..<4096 where with.visible[pixel] == 0 && with.shadow[pixel] == 0 {
      for channel in 0..<3 { #expect(seen[flat: channel * 4096 + pixel] == empty[flat: channel * 4096 + pixel]) }
    }
  }

  @Test(arguments: recipes)
  func maskIsWhereHalfOfAPixelShowsTheObject(recipe: SceneRecipe) {
    let exposure = Exposure(recipe)
    #expect(zip(exposure.mask.elements, exposure.visible).allSatisfy { ($0 == 1) == ($1 >= 0.5) })
    #expect(zip(exposure.visible, exposure.covered).allSatisfy { $0 <= $1 + 1e-6 })
  }

  @Test(arguments: recipes)
  func mostOfTheObjectStaysInView(recipe: SceneRecipe) {
    let exposure = Exposure(recipe)
    let (seen, whole) = (exposure.visible.reduce(0, +), exposure.covered.reduce(0, +))
    #expect(seen >= Exposure.leastVisible * whole - 0.01)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func surroundingsDoNotDependOnTheClass(seed: UInt64) {
    let cat = Exposure(SceneRecipe(.cat, seed: seed))
    let car = Exposure(SceneRecipe(.car, seed: seed))
    let (first, second) = (cat.image, car.image)
    // An occluder may have been made smaller for one of them; away from it both show the same background.
    let untouched = (0..<4096).filter { pixel in
      [cat, car].allSatisfy { $0.covered[pixel] == 0 && $0.shadow[pixel] == 0 }
    }
    let same = untouched.count { first[flat: $0] == second[flat: $0] }
    #expect(Float(same) >= 0.75 * Float(untouched.count))
  }
}
