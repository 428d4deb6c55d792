import Tensors

extension Network {
  /// The classes of the built-in world, in the order of their scores.
  public static let sceneClasses = [
    "ostrich", "cat", "fish", "butterfly", "flower", "tree", "house", "sailboat", "mug", "car",
  ]

  /// (x − ½)/½: pictures in 0…1 become numbers in −1…1.
  static let sceneRecipe = InputRecipe(scale: 1, mean: [0.5], std: [0.5])

  /// An untrained `small`: six 3×3 convolutions on 64×64 RGB pictures, three poolings, a code of 128 numbers.
  ///
  /// - Parameter seed: of the weights (He et al. 2015); biases are 0.
  public static func small(seed: UInt64) -> Network {
    scenes("small", .small(seed: seed, inputShape: sceneShape, classes: sceneClasses.count))
  }

  /// An untrained `shortcut`: built as `small`, for scenes in which a mark gives the class away.
  public static func shortcut(seed: UInt64) -> Network {
    scenes("shortcut", .small(seed: seed, inputShape: sceneShape, classes: sceneClasses.count))
  }

  /// An untrained `wide`: a first layer of 24 filters of 9×9, large enough to be looked at as pictures.
  public static func wide(seed: UInt64) -> Network {
    scenes("wide", .wide(seed: seed, inputShape: sceneShape, classes: sceneClasses.count))
  }

  /// An untrained `linear`: every score a weighted sum of the pixels.
  public static func linear(seed: UInt64) -> Network {
    scenes("linear", .linear(seed: seed, inputShape: sceneShape, classes: sceneClasses.count))
  }

  private static let sceneShape = [3, 64, 64]

  private static func scenes(_ name: String, _ list: LayerList) -> Network {
    builtIn(name, inputShape: sceneShape, recipe: sceneRecipe, classes: sceneClasses, list)
  }

  /// A network whose layers are written above, so that they fit.
  static func builtIn(
    _ name: String, inputShape: [Int], recipe: InputRecipe, classes: [String] = [], _ list: LayerList
  ) -> Network {
    do {
      return try Network(name: name, inputShape: inputShape, recipe: recipe, classes: classes, layers: list.layers)
    } catch {
      preconditionFailure("the built-in network \(name): \(error)")
    }
  }
}
