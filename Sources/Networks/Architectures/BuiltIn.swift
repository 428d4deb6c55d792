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
    var list = LayerList(seed: seed)
    var channels = 3
    for (block, filters) in [16, 32, 64].enumerated() {
      list.addConvolution("\(block + 1)_1", from: channels, to: filters)
      list.addConvolution("\(block + 1)_2", from: filters, to: filters)
      list.add("pool\(block + 1)", MaxPooling(kernel: 2))
      channels = filters
    }
    list.add("flatten", Flatten())
    list.addFullyConnected("fc1", from: 64 * 8 * 8, to: 128)
    list.add("code", ReLU())
    list.addFullyConnected("scores", from: 128, to: 10)
    list.add("probabilities", Softmax())
    return scenes("small", list)
  }

  /// An untrained `wide`: a first layer of 24 filters of 9×9, large enough to be looked at as pictures.
  public static func wide(seed: UInt64) -> Network {
    var list = LayerList(seed: seed)
    list.addConvolution("1", from: 3, to: 24, kernel: 9, stride: 2, padding: 4)
    list.add("pool1", MaxPooling(kernel: 2))
    list.addConvolution("2", from: 24, to: 48)
    list.add("pool2", MaxPooling(kernel: 2))
    list.addConvolution("3", from: 48, to: 64)
    list.add("pool3", MaxPooling(kernel: 2))
    list.add("flatten", Flatten())
    list.addFullyConnected("fc1", from: 64 * 4 * 4, to: 128)
    list.add("code", ReLU())
    list.addFullyConnected("scores", from: 128, to: 10)
    list.add("probabilities", Softmax())
    return scenes("wide", list)
  }

  /// An untrained `linear`: every score a weighted sum of the pixels.
  public static func linear(seed: UInt64) -> Network {
    var list = LayerList(seed: seed)
    list.add("flatten", Flatten())
    list.addFullyConnected("scores", from: 3 * 64 * 64, to: 10)
    list.add("probabilities", Softmax())
    return scenes("linear", list)
  }

  private static func scenes(_ name: String, _ list: LayerList) -> Network {
    builtIn(name, inputShape: [3, 64, 64], recipe: sceneRecipe, classes: sceneClasses, list)
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
