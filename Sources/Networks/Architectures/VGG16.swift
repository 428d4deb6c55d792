extension Network {
  /// The convolutional part of VGG-16 (Simonyan and Zisserman 2015, table 1, D) with random weights.
  ///
  /// For its shapes and its cost: it was never trained. The recipe is the one that its authors' weights come with.
  public static func vgg16(seed: UInt64) -> Network {
    var list = LayerList(seed: seed)
    var channels = 3
    let blocks = [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)]
    for (block, (count, filters)) in blocks.enumerated() {
      for number in 1...count {
        list.addConvolution("\(block + 1)_\(number)", from: channels, to: filters)
        channels = filters
      }
      list.add("pool\(block + 1)", MaxPooling(kernel: 2))
    }
    let recipe = InputRecipe(scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225])
    return builtIn("vgg16", inputShape: [3, 224, 224], recipe: recipe, list)
  }
}
