import Networks
import Tensors

/// Networks that are drawn: layers of all kinds that keep positions or not, in chains and branches.
struct NetworkDraw {
  private var random: RandomSource
  private var layers: [(name: String, layer: any Layer, inputs: [String])] = []
  /// Of the picture and of all layers.
  private var shapes: [(name: String, shape: [Int])] = []

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
  }

  /// A network of about ten layers on a picture of up to 19×19.
  mutating func network() throws -> Network {
    let shape = [number(1...5), number(9...19), number(9...19)]
    (layers, shapes) = ([], [("input", shape)])
    for _ in 0..<number(3...11) { addLayer() }
    let last = shapes[shapes.count - 1]
    if number(0...1) == 0 { add(GlobalAveragePooling(), to: [last]) }
    add(Flatten(), to: [shapes[shapes.count - 1]])
    let size = shapes[shapes.count - 1].shape[0]
    add(FullyConnected(weight: weight([3, size]), bias: weight([3])), to: [shapes[shapes.count - 1]])
    let recipe = InputRecipe(scale: 2, mean: [0.5], std: [0.7], order: number(0...1) == 0 ? .rgb : .bgr)
    return try Network(name: "drawn", inputShape: shape, recipe: recipe, layers: layers)
  }

  /// A patch on the picture, its stride, and a node.
  mutating func patch(on network: Network) -> (patch: Extent, stride: Int, node: Int) {
    let (height, width) = (network.inputShape[1], network.inputShape[2])
    let most = number(0...3) == 0 ? (height, width) : (4, 4)
    let node = number(0...1) == 0 ? network.scores : number(0...network.nodes.count - 1)
    return (Extent(height: number(1...most.0), width: number(1...most.1)), number(1...5), node)
  }

  /// Adds a layer or a few behind one another, on the last of those before, or on an earlier one.
  private mutating func addLayer() {
    let last = number(0...3) == 0 ? shapes[number(0...shapes.count - 1)] : shapes[shapes.count - 1]
    let channels = last.shape[0]
    switch number(0...15) {
    case 0, 1: add(convolution(channels), to: [last])
    case 2, 3:
      // What runs as one.
      let filters = 4 * number(1...3)
      add(Convolution(weight: weight([filters, channels, 3, 3]), bias: weight([filters]), padding: 1), to: [last])
      add(ReLU(), to: [shapes[shapes.count - 1]])
      if number(0...1) == 0 { add(MaxPooling(kernel: 2), to: [shapes[shapes.count - 1]]) }
    case 4:
      add(
        MaxPooling(
          kernel: extent(2...3), stride: extent(1...3), padding: padding(0...1), ceiling: number(0...1) == 0,
          dilation: extent(1...2)), to: [last])
    case 5:
      add(
        AveragePooling(
          kernel: extent(2...3), stride: extent(1...2), padding: padding(0...1), ceiling: number(0...1) == 0,
          countsPadding: number(0...1) == 0), to: [last])
    case 6: add(ReLU(), to: [last])
    case 7:
      let numbers = weight([channels])
      add(
        BatchNormalization(
          scale: numbers, offset: weight([channels]), mean: weight([channels]), variance: numbers * numbers), to: [last]
      )
    case 8: add(LocalResponseNormalization(size: 3, alpha: 1), to: [last])
    case 9, 10: add(Concatenation(), to: [last] + others { $0.dropFirst() == last.shape.dropFirst() })
    case 11, 12: add(Addition(), to: [last] + others { $0 == last.shape })
    case 13:
      let shape = number(0...1) == 0 ? last.shape : [channels, 1, 1]
      add(ConstantArithmetic(.multiply, constant: .normal(shape: shape, seed: UInt64(number(0...99)))), to: [last])
    case 14: add(Pad([.init(before: 0, after: 0)] + (0..<2).map { _ in .init(before: 1, after: 2) }), to: [last])
    default:
      add(GlobalAveragePooling(), to: [last])
      add(Arithmetic(.multiply), to: [last, shapes[shapes.count - 1]])
    }
  }

  /// Filters of any size that reach any distance, in groups.
  private mutating func convolution(_ channels: Int) -> Convolution {
    let groups = number(0...2) == 0 ? channels : 1
    let filters = groups * number(1...5)
    return Convolution(
      weight: weight([filters, channels / groups, number(1...3), number(1...3)]), bias: weight([filters]),
      stride: extent(1...2), padding: padding(0...2), dilation: extent(1...2), groups: groups)
  }

  /// Adds a layer where it takes its inputs.
  private mutating func add(_ layer: any Layer, to inputs: [(name: String, shape: [Int])]) {
    guard let shape = try? layer.outputShape(inputs.map(\.shape)), shape.reduce(1, *) < 10_000 else { return }
    let name = "\(layers.count)"
    layers.append((name, layer, inputs.map(\.name)))
    shapes.append((name, shape))
  }

  /// One or two earlier outputs of some shape, drawn.
  private mutating func others(_ suits: ([Int]) -> Bool) -> [(name: String, shape: [Int])] {
    let suited = shapes.filter { suits($0.shape) }
    return (0..<number(1...2)).map { _ in suited[number(0...suited.count - 1)] }
  }

  /// With which signals keep their size; a layer that makes large ones small again would make rounding errors large.
  private mutating func weight(_ shape: [Int]) -> Tensor {
    let fanIn = shape.dropFirst().reduce(1, *)
    return .normal(shape: shape, seed: UInt64(number(0...1_000_000))) * (1 / Float(fanIn)).squareRoot()
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + random.integer(below: range.count)
  }

  private mutating func extent(_ range: ClosedRange<Int>) -> Extent {
    Extent(height: number(range), width: number(range))
  }

  private mutating func padding(_ range: ClosedRange<Int>) -> Padding {
    Padding(top: number(range), left: number(range), bottom: number(range), right: number(range))
  }
}
