import Scenes
import Tensors
import Testing

struct SceneTests {
  @Test(arguments: SceneClass.allCases)
  func sameSeedGivesTheSameBits(sceneClass: SceneClass) {
    let first = Scene(sceneClass, seed: 4)
    let second = Scene(sceneClass, seed: 4)
    #expect(first.image == second.image)
    #expect(first.mask == second.mask)
  }

  @Test(arguments: SceneClass.allCases)
  func everyPictureIsInRangeAndItsObjectIsSeen(sceneClass: SceneClass) {
    for seed in 0..<40 as Range<UInt64> {
      let scene = Scene(sceneClass, seed: seed)
      #expect(scene.image.shape == [3, 64, 64])
      #expect(scene.mask.shape == [64, 64])
      #expect(scene.image.elements.allSatisfy { $0 >= 0 && $0 <= 1 }, "seed \(seed)")
      #expect(scene.mask.elements.allSatisfy { $0 == 0 || $0 == 1 }, "seed \(seed)")
      let share = scene.mask.elements.reduce(0, +) / 4096
      #expect(share > 0.04 && share < 0.7, "seed \(seed): the object takes \(share) of the picture")
    }
  }

  @Test func labelsFollowTheOrderOfTheClasses() {
    #expect(SceneClass.allCases.map(\.label) == Array(0..<10))
    #expect(SceneClass.allCases.map(\.rawValue).first == "ostrich")
    #expect(SceneClass.car.label == 9)
  }

  @Test func streamsShareNoPicture() {
    for seed in 0..<20 as Range<UInt64> {
      let shown = Scene(SceneRecipe(.mug, seed: seed, stream: .shown))
      let training = Scene(SceneRecipe(.mug, seed: seed, stream: .training))
      #expect(shown.image != training.image)
      #expect(shown.image == Scene(.mug, seed: seed).image)
    }
  }
}
