import Scenes
import Tensors
import Testing

struct SceneSetTests {
  @Test func holdsEachClassAsOften() {
    let set = SceneSet(count: 50, seed: 3)
    #expect(set.images.shape == [50, 3, 64, 64])
    #expect(set.masks.shape == [50, 64, 64])
    for sceneClass in SceneClass.allCases {
      #expect(set.labels.count { $0 == sceneClass.label } == 5)
    }
  }

  @Test func eachPictureIsTheSceneOfItsSeed() {
    let set = SceneSet(count: 12, seed: 5)
    for index in 0..<set.count {
      let scene = Scene(SceneClass.allCases[set.labels[index]], seed: set.seeds[index])
      #expect(Array(set.images.elements[(index * 12288)..<((index + 1) * 12288)]) == scene.image.elements)
      #expect(Array(set.masks.elements[(index * 4096)..<((index + 1) * 4096)]) == scene.mask.elements)
    }
  }

  @Test func largerSetBeginsWithTheSmaller() {
    let (small, large) = (SceneSet(count: 7, seed: 1), SceneSet(count: 23, seed: 1))
    #expect(small.labels == Array(large.labels[..<7]))
    #expect(small.seeds == Array(large.seeds[..<7]))
  }

  @Test func streamsAndSeedsShareNoScene() {
    let shown = SceneSet(count: 30, seed: 1)
    let training = SceneSet(count: 30, seed: 1, stream: .training)
    let other = SceneSet(count: 30, seed: 2)
    #expect(Set(shown.seeds).isDisjoint(with: other.seeds))
    #expect(shown.images != training.images)
  }
}
