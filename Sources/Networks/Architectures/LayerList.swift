import Tensors

/// A network's layers, each reading the one before it where no other is named; weights drawn as they are added.
struct LayerList {
  private(set) var layers: [(name: String, layer: any Layer, inputs: [String])] = []
  private var random: RandomSource

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  mutating func add(_ name: String, _ layer: any Layer, reading inputs: [String]? = nil) {
    layers.append((name, layer, inputs ?? [layers.last?.name ?? "input"]))
  }

  /// A convolution `convNAME` and its ReLU `reluNAME`.
  mutating func addConvolution(
    _ name: String, from channels: Int, to filters: Int, kernel: Int = 3, stride: Int = 1, padding: Int = 1,
    reading input: String? = nil
  ) {
    let weight = Tensor.heNormal(shape: [filters, channels, kernel, kernel], from: &random)
    let convolution = Convolution(
      weight: weight, bias: Tensor(shape: [filters]), stride: Extent(stride), padding: Padding(padding))
    add("conv" + name, convolution, reading: input.map { [$0] })
    add("relu" + name, ReLU())
  }

  mutating func addFullyConnected(_ name: String, from inputs: Int, to outputs: Int) {
    let weight = Tensor.heNormal(shape: [outputs, inputs], from: &random)
    add(name, FullyConnected(weight: weight, bias: Tensor(shape: [outputs])))
  }
}
