import Scenes
import Tensors
import Testing

struct PlacementTests {
  /// Where the dials of a placement stand.
  enum Dial { static let share = 0, horizontal = 1, vertical = 2, tilt = 3, mirrored = 4 }

  @Test(arguments: SceneClass.allCases)
  func areaDoesNotDependOnThePlace(sceneClass: SceneClass) {
    let areas = stride(from: Float(0.4), through: 0.6, by: 0.037).map { position in
      Self.area(sceneClass) {
        $0[Dial.horizontal] = position
        $0[Dial.vertical] = 1 - position
      }
    }
    // Coverage says how much of each pixel is covered, so moving by a part of a pixel keeps the sum.
    for area in areas { #expect(abs(area - areas[0]) < 0.01 * areas[0], "\(areas)") }
  }

  @Test(arguments: SceneClass.allCases)
  func mirroringAndTurningKeepTheArea(sceneClass: SceneClass) {
    let plain = Self.area(sceneClass) { $0[Dial.tilt] = 0.5 }
    let mirrored = Self.area(sceneClass) {
      $0[Dial.tilt] = 0.5
      $0[Dial.mirrored] = 0.9
    }
    #expect(abs(plain - mirrored) < 0.01 * plain)
  }

  @Test(arguments: SceneClass.allCases)
  func largerShareMakesALargerObject(sceneClass: SceneClass) {
    let small = Self.area(sceneClass) { $0[Dial.share] = 0 }
    let large = Self.area(sceneClass) { $0[Dial.share] = 0.2 }
    #expect(large >= small)
    #expect(small > 150)
  }

  @Test(arguments: SceneClass.allCases)
  func bothDirectionsAreDrawn(sceneClass: SceneClass) {
    let mirrored = (0..<40 as Range<UInt64>).count { seed in
      SceneRecipe(sceneClass, seed: seed).placement.positions[Dial.mirrored] < 0.5
    }
    #expect(mirrored > 8 && mirrored < 32)
  }

  /// How many pixels an object covers, at the smallest share of the picture, after `change`.
  private static func area(_ sceneClass: SceneClass, _ change: (inout [Float]) -> Void) -> Float {
    var recipe = SceneRecipe(sceneClass, seed: 12)
    recipe.placement.positions = [0, 0.5, 0.5, 0.5, 0.1, 0, 0, 0]
    change(&recipe.placement.positions)
    return Exposure(recipe).covered.reduce(0, +)
  }
}
