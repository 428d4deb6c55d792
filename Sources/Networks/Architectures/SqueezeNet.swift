import Tensors

extension Network {
  /// SqueezeNet 1.1 (Iandola et al. 2016, table 1, with the changes of version 1.1) with random weights.
  ///
  /// For its shapes and its cost: it was never trained. Its Fire modules squeeze the channels by 1×1 filters, and expand
  /// them by 1×1 and 3×3 filters side by side.
  public static func squeezeNet(seed: UInt64) -> Network {
    var list = LayerList(seed: seed)
    list.addConvolution("1", from: 3, to: 64, stride: 2, padding: 0)
    var channels = 64
    let squeezed = [[16, 16], [32, 32], [48, 48, 64, 64]]
    for (block, widths) in squeezed.enumerated() {
      list.add("pool\(block + 1)", MaxPooling(kernel: 3, stride: 2, ceiling: true))
      for (number, width) in widths.enumerated() {
        list.addFire("\(block + 2)_\(number + 1)", from: channels, squeezedTo: width)
        channels = 8 * width
      }
    }
    list.addConvolution("10", from: channels, to: 1000, kernel: 1, padding: 0)
    list.add("pool10", GlobalAveragePooling())
    list.add("flatten", Flatten())
    let recipe = InputRecipe(scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225])
    return builtIn("squeezenet", inputShape: [3, 227, 227], recipe: recipe, list)
  }
}

extension LayerList {
  /// A Fire module: a layer of 1×1 filters, then four times as many 1×1 and as many 3×3 filters, joined.
  fileprivate mutating func addFire(_ name: String, from channels: Int, squeezedTo width: Int) {
    addConvolution("\(name)_squeeze", from: channels, to: width, kernel: 1, padding: 0)
    let squeezed = "relu\(name)_squeeze"
    addConvolution("\(name)_expand1", from: width, to: 4 * width, kernel: 1, padding: 0, reading: squeezed)
    addConvolution("\(name)_expand3", from: width, to: 4 * width, reading: squeezed)
    add("fire\(name)", Concatenation(), reading: ["relu\(name)_expand1", "relu\(name)_expand3"])
  }
}
