extension Network {
  /// An untrained `small` for pictures of any size: blocks of two 3×3 convolutions and a pooling, then a code of 128
  /// numbers.
  ///
  /// There are as many blocks as shrink the picture to a side of 8 or fewer, and up to three where the sides allow: of
  /// 28×28 pictures three are left with 3×3 positions. They have 16, 32, 64, 64 … filters.
  ///
  /// - Parameters:
  ///   - inputShape: [C,H,W], sides from 1 to `largestSide`.
  ///   - recipe: how pictures become its input; `InputRecipe.measured(on:)` makes one.
  /// - Throws: `NetworkError.wrongInputShape` for other shapes.
  public static func small(
    seed: UInt64, inputShape: [Int], recipe: InputRecipe, classes: [String]
  ) throws(NetworkError) -> Network {
    try check(inputShape, smallestSide: 1)
    let layers = LayerList.small(seed: seed, inputShape: inputShape, classes: classes.count).layers
    return try Network(name: "small", inputShape: inputShape, recipe: recipe, classes: classes, layers: layers)
  }

  /// An untrained `wide` for pictures of any size from 16×16 on: a first layer of 24 filters of 9×9.
  ///
  /// - Throws: `NetworkError.wrongInputShape` for smaller pictures, and larger ones than `largestSide`.
  public static func wide(
    seed: UInt64, inputShape: [Int], recipe: InputRecipe, classes: [String]
  ) throws(NetworkError) -> Network {
    try check(inputShape, smallestSide: smallestSideOfWide)
    let layers = LayerList.wide(seed: seed, inputShape: inputShape, classes: classes.count).layers
    return try Network(name: "wide", inputShape: inputShape, recipe: recipe, classes: classes, layers: layers)
  }

  /// An untrained `linear` for pictures of any size.
  ///
  /// - Throws: `NetworkError.wrongInputShape` for sides that are not from 1 to `largestSide`.
  public static func linear(
    seed: UInt64, inputShape: [Int], recipe: InputRecipe, classes: [String]
  ) throws(NetworkError) -> Network {
    try check(inputShape, smallestSide: 1)
    let layers = LayerList.linear(seed: seed, inputShape: inputShape, classes: classes.count).layers
    return try Network(name: "linear", inputShape: inputShape, recipe: recipe, classes: classes, layers: layers)
  }

  /// The largest side of pictures that networks are made for here.
  public static let largestSide = 512

  /// `wide` halves the sides four times.
  public static let smallestSideOfWide = 16

  private static func check(_ shape: [Int], smallestSide: Int) throws(NetworkError) {
    guard shape.count == 3, (1...4).contains(shape[0]),
      shape.dropFirst().allSatisfy({ (smallestSide...largestSide).contains($0) })
    else { throw .wrongInputShape(shape) }
  }
}

extension LayerList {
  /// The layers of `small`; its filters' numbers double from block to block, to 64.
  static func small(seed: UInt64, inputShape: [Int], classes: Int) -> LayerList {
    var (list, channels) = (LayerList(seed: seed), inputShape[0])
    var (height, width) = (inputShape[1], inputShape[2])
    var block = 0
    while block == 0 || Swift.min(height, width) > 8 || block < 3 && Swift.min(height, width) >= 6 {
      let filters = [16, 32, 64][Swift.min(block, 2)]
      block += 1
      list.addConvolution("\(block)_1", from: channels, to: filters)
      list.addConvolution("\(block)_2", from: filters, to: filters)
      channels = filters
      guard Swift.min(height, width) > 1 else { break }
      list.add("pool\(block)", MaxPooling(kernel: 2))
      (height, width) = (height / 2, width / 2)
    }
    list.addClassifier(from: channels * height * width, classes: classes)
    return list
  }

  /// The layers of `wide`.
  static func wide(seed: UInt64, inputShape: [Int], classes: Int) -> LayerList {
    var list = LayerList(seed: seed)
    list.addConvolution("1", from: inputShape[0], to: 24, kernel: 9, stride: 2, padding: 4)
    list.add("pool1", MaxPooling(kernel: 2))
    list.addConvolution("2", from: 24, to: 48)
    list.add("pool2", MaxPooling(kernel: 2))
    list.addConvolution("3", from: 48, to: 64)
    list.add("pool3", MaxPooling(kernel: 2))
    // The first layer takes every second row from row 0 on, which rounds up; poolings round down.
    let positions = ((inputShape[1] + 1) / 2 / 8) * ((inputShape[2] + 1) / 2 / 8)
    list.addClassifier(from: 64 * positions, classes: classes)
    return list
  }

  /// The layers of `linear`.
  static func linear(seed: UInt64, inputShape: [Int], classes: Int) -> LayerList {
    var list = LayerList(seed: seed)
    list.add("flatten", Flatten())
    list.addFullyConnected("scores", from: inputShape.reduce(1, *), to: classes)
    list.add("probabilities", Softmax())
    return list
  }

  /// The last layers of `small` and `wide`: `flatten fc1 code scores probabilities`.
  private mutating func addClassifier(from inputs: Int, classes: Int) {
    add("flatten", Flatten())
    addFullyConnected("fc1", from: inputs, to: 128)
    add("code", ReLU())
    addFullyConnected("scores", from: 128, to: classes)
    add("probabilities", Softmax())
  }
}
