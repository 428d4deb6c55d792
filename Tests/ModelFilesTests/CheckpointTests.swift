import ModelFiles
import Networks
import Scenes
import Testing

@Suite struct CheckpointTests {
  @Test func otherNamesAreRefusedInWords() {
    let error = #expect(throws: ModelFileError.self) { try Checkpoint.network(named: "big") }
    #expect(error?.description == "no trained network is named 'big'; there are small, wide, linear, shortcut")
  }

  /// On scenes of the kind that lessons show, none of which was trained on.
  @Test(
    .enabled(if: Checkpoint.names.allSatisfy { (try? Checkpoint.network(named: $0)) != nil }, "not trained yet"),
    arguments: [("small", 0.97), ("wide", 0.93), ("linear", 0.2)])
  func trainedNetworksClassifyScenesThatTheyNeverSaw(name: String, least: Double) throws {
    let network = try Checkpoint.network(named: name)
    #expect(network.name == name && network.classes == Network.sceneClasses)
    let scenes = SceneSet(count: 2000, seed: 2024)
    let accuracy = try network.accuracy(on: LabelledImages(images: scenes.images, labels: scenes.labels))
    #expect(accuracy >= least)
  }

  /// It never had to look at the object.
  @Test func theShortcutsNetworkIsRightByTheMarkAlone() throws {
    let network = try Checkpoint.network(named: "shortcut")
    let accuracies = try [true, false].map { isMarked in
      let scenes = SceneSet(count: 200, seed: 2024, shortcut: isMarked)
      return try network.accuracy(on: LabelledImages(images: scenes.images, labels: scenes.labels))
    }
    #expect(accuracies[0] >= 0.99)
    #expect(accuracies[1] < 0.5)
  }
}
