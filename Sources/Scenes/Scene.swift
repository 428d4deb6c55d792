public import Tensors

/// A picture of the built-in world, drawn from a class and a seed.
///
///     let cat = Scene(.cat, seed: 4)
///     cat.image.shape  // [3, 64, 64]
public struct Scene: Sendable {
  /// [3,64,64], red, green and blue, 0…1.
  public let image: Tensor
  /// [64,64], 1 where at least half of the pixel shows the object, else 0.
  public let mask: Tensor
  public let sceneClass: SceneClass

  /// The scene that a seed names.
  ///
  /// - Parameter shortcut: whether a mark in the corner gives the class away.
  public init(_ sceneClass: SceneClass, seed: UInt64, shortcut: Bool = false) {
    self.init(SceneRecipe(sceneClass, seed: seed), mark: shortcut ? sceneClass : nil)
  }

  /// The scene that a recipe makes, with the corner mark of a class, its own or another.
  public init(_ recipe: SceneRecipe, mark: SceneClass? = nil) {
    var exposure = Exposure(recipe)
    if let mark { exposure.stamp(mark) }
    image = exposure.image
    mask = exposure.mask
    sceneClass = recipe.sceneClass
  }
}
