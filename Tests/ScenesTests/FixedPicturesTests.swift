import Scenes
import Tensors
import Testing

/// Networks are trained on these pictures and lessons quote numbers of them: they must not change.
struct FixedPicturesTests {
  /// What the scene of seed 4 of a class is known by.
  struct Fingerprint: Sendable {
    let sceneClass: SceneClass
    let mean: Float
    /// The mean of the red channel on the object.
    let red: Float
    let area: Float
  }

  static let fingerprints: [Fingerprint] = [
    .init(sceneClass: .ostrich, mean: 0.2820, red: 0.5367, area: 577),
    .init(sceneClass: .cat, mean: 0.2829, red: 0.4962, area: 1060),
    .init(sceneClass: .fish, mean: 0.2930, red: 0.4374, area: 873),
    .init(sceneClass: .butterfly, mean: 0.2956, red: 0.4180, area: 1155),
    .init(sceneClass: .flower, mean: 0.2894, red: 0.5419, area: 813),
    .init(sceneClass: .tree, mean: 0.2726, red: 0.3639, area: 967),
    .init(sceneClass: .house, mean: 0.3747, red: 0.5763, area: 1474),
    .init(sceneClass: .sailboat, mean: 0.2994, red: 0.5758, area: 845),
    .init(sceneClass: .mug, mean: 0.3925, red: 0.6984, area: 1286),
    .init(sceneClass: .car, mean: 0.3041, red: 0.3717, area: 1228),
  ]

  @Test(arguments: fingerprints)
  func picturesStayAsTheyAre(known: Fingerprint) {
    let scene = Scene(known.sceneClass, seed: 4)
    let mean = scene.image.elements.reduce(0, +) / 12288
    let area = scene.mask.elements.reduce(0, +)
    let red = zip(scene.image.elements, scene.mask.elements).reduce(0) { $0 + $1.0 * $1.1 } / area
    #expect(abs(mean - known.mean) < 3e-4)
    #expect(abs(red - known.red) < 1e-3)
    #expect(abs(area - known.area) <= 2)
  }
}
