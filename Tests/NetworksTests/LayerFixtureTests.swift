import Networks
import Tensors
import Testing

/// A layer that PyTorch computed, forward and backward: see Tests/Fixtures/Networks/make_layers.py.
struct LayerFixture: CustomStringConvertible, Sendable {
  let description: String
  /// The shapes of the inputs, of the parameters with a gradient, and of those without.
  let inputs: [[Int]]
  var trained: [[Int]] = []
  var fixed: [[Int]] = []
  let output: [Int]
  let layer: @Sendable ([Tensor]) -> any Layer

  static let all = activations + normalizations + convolutions + pairs + rearrangements

  private static func one(_ name: String, _ shape: [Int], _ layer: any Layer, to output: [Int]? = nil) -> LayerFixture {
    LayerFixture(description: name, inputs: [shape], output: output ?? shape) { _ in layer }
  }

  private static let activations = [
    one("leakyrelu", [2, 3, 3, 4], LeakyReLU(slope: 0.2)),
    one("relu6", [2, 3, 3, 4], Clip(least: 0, most: 6)),
    one("sigmoid", [2, 3, 3, 4], Sigmoid()),
    one("tanh", [2, 3, 3, 4], Tanh()),
    one("hardswish", [2, 3, 3, 4], HardSwish()),
    one("logsoftmax", [2, 3, 3, 4], LogSoftmax(axis: 0)),
  ]

  private static let normalizations = [
    LayerFixture(
      description: "batchnorm", inputs: [[2, 3, 3, 4]], trained: [[3], [3]], fixed: [[3], [3]], output: [2, 3, 3, 4]
    ) { BatchNormalization(scale: $0[0], offset: $0[1], mean: $0[2], variance: $0[3], epsilon: 1e-3) },
    LayerFixture(description: "instancenorm", inputs: [[2, 3, 3, 4]], trained: [[3], [3]], output: [2, 3, 3, 4]) {
      InstanceNormalization(scale: $0[0], offset: $0[1], epsilon: 1e-3)
    },
    one("lrn", [2, 5, 2, 3], LocalResponseNormalization(size: 3, alpha: 0.7, beta: 0.6, bias: 1.5)),
  ]

  private static let convolutions = [
    LayerFixture(
      description: "deconv", inputs: [[2, 3, 3, 4]], trained: [[3, 4, 3, 2], [4]], output: [2, 4, 6, 13]
    ) {
      TransposedConvolution(
        weight: $0[0], bias: $0[1], stride: Extent(height: 2, width: 3),
        padding: Padding(top: 1, left: 0, bottom: 1, right: 0), outputPadding: Extent(height: 1, width: 2))
    },
    LayerFixture(
      description: "deconv-groups", inputs: [[1, 4, 5, 4]], trained: [[4, 3, 2, 3], [6]], output: [1, 6, 5, 4]
    ) {
      TransposedConvolution(
        weight: $0[0], bias: $0[1], padding: 1, dilation: Extent(height: 2, width: 1), groups: 2)
    },
    LayerFixture(
      description: "conv-asymmetric", inputs: [[2, 4, 7, 6]], trained: [[6, 2, 3, 2], [6]], output: [2, 6, 3, 6]
    ) {
      Convolution(
        weight: $0[0], bias: $0[1], stride: Extent(height: 2, width: 1),
        padding: Padding(top: 1, left: 0, bottom: 0, right: 2), dilation: Extent(height: 1, width: 2), groups: 2)
    },
    LayerFixture(
      description: "conv-depthwise", inputs: [[2, 4, 6, 7]], trained: [[4, 1, 3, 3], [4]], output: [2, 4, 3, 3]
    ) {
      Convolution(
        weight: $0[0], bias: $0[1], stride: 2, padding: Padding(top: 0, left: 1, bottom: 1, right: 0), groups: 4)
    },
    LayerFixture(
      description: "conv-pointwise-padded", inputs: [[1, 3, 4, 5]], trained: [[2, 3, 1, 1], [2]], output: [1, 2, 3, 3]
    ) {
      Convolution(
        weight: $0[0], bias: $0[1], stride: 2, padding: Padding(top: 2, left: 1, bottom: 0, right: 0))
    },
    one(
      "maxpool-dilated", [2, 2, 7, 8],
      MaxPooling(
        kernel: Extent(height: 3, width: 2), stride: Extent(height: 2, width: 1), padding: 1, ceiling: true,
        dilation: Extent(height: 1, width: 3)), to: [2, 2, 4, 7]),
  ]

  private static let pairs = [
    LayerFixture(description: "subtract", inputs: [[2, 3, 2, 4], [2, 3, 1, 1]], output: [2, 3, 2, 4]) { _ in
      Arithmetic(.subtract)
    },
    LayerFixture(description: "multiply", inputs: [[2, 1, 1, 4], [2, 3, 1, 1]], output: [2, 3, 1, 4]) { _ in
      Arithmetic(.multiply)
    },
    LayerFixture(description: "divide", inputs: [[2, 3, 2, 4], [2, 1, 1, 4]], output: [2, 3, 2, 4]) { _ in
      Arithmetic(.divide)
    },
    LayerFixture(description: "matmul", inputs: [[2, 2, 1, 3, 4], [2, 1, 3, 4, 2]], output: [2, 2, 3, 3, 2]) { _ in
      MatrixMultiplication()
    },
    LayerFixture(description: "linear-axis", inputs: [[2, 3, 2, 5]], trained: [[4, 5], [4]], output: [2, 3, 2, 4]) {
      FullyConnected(weight: $0[0], bias: $0[1])
    },
  ]

  private static let rearrangements = [
    one(
      "pad-negative", [2, 3, 3, 4],
      Pad([border(0, 0), border(-1, 3), border(2, -1)], mode: .constant(0.5)), to: [2, 3, 5, 5]),
    one(
      "pad-reflect", [2, 3, 3, 4], Pad([border(0, 0), border(1, 2), border(3, 2)], mode: .reflect), to: [2, 3, 6, 9]),
    one("pad-edge", [2, 3, 3, 4], Pad([border(0, 0), border(1, 4), border(5, 2)], mode: .edge), to: [2, 3, 8, 11]),
    one("transpose", [2, 3, 3, 4], Transposition([1, 2, 0]), to: [2, 3, 4, 3]),
    one("mean", [2, 3, 3, 4], AxisMean(axes: [0, 2], keepsAxes: false), to: [2, 3]),
    one("bilinear", [1, 2, 5, 4], resize(.bilinear, .halfPixel), to: [1, 2, 8, 3]),
    one("bilinear-corners", [1, 2, 5, 4], resize(.bilinear, .alignCorners), to: [1, 2, 8, 3]),
    one("nearest", [1, 2, 5, 4], resize(.nearest, .asymmetric), to: [1, 2, 8, 3]),
  ]

  private static func border(_ before: Int, _ after: Int) -> Pad.Border { .init(before: before, after: after) }

  private static func resize(_ method: Resize.Method, _ coordinates: Resize.Coordinates) -> Resize {
    Resize(height: .size(8), width: .size(3), method: method, coordinates: coordinates, rounding: .floor)
  }
}

@Suite struct LayerFixtureTests {
  @Test(arguments: LayerFixture.all)
  func agreesWithPyTorch(fixture: LayerFixture) throws {
    var numbers = try NetworkFixture.tensor("layer-\(fixture)").elements[...]
    func next(_ shapes: [[Int]]) -> [Tensor] { shapes.map { numbers.popTensor($0) } }
    let (inputs, trained, fixed) = (next(fixture.inputs), next(fixture.trained), next(fixture.fixed))
    let layer = fixture.layer(trained + fixed)
    #expect(try layer.outputShape(fixture.inputs.map { Array($0.dropFirst()) }) == Array(fixture.output.dropFirst()))
    let output = layer.forward(inputs)
    #expect(relativeError(output, numbers.popTensor(fixture.output)) < 2e-6)
    let signal = numbers.popTensor(fixture.output)
    let back = layer.backward(signal, inputs: inputs, output: output, rule: .gradient)
    for (found, expected) in zip(back, next(fixture.inputs)) { #expect(relativeError(found, expected) < 5e-6) }
    guard !trained.isEmpty else { return #expect(numbers.isEmpty) }
    let gradients = try #require(layer.parameterGradients(signal, inputs: inputs))
    #expect(relativeError(gradients.weight, numbers.popTensor(fixture.trained[0])) < 5e-6)
    #expect(relativeError(gradients.bias, numbers.popTensor(fixture.trained[1])) < 5e-6)
    #expect(numbers.isEmpty)
  }

  @Test(arguments: [
    ("half_pixel", Resize.Coordinates.halfPixel), ("pytorch_half_pixel", .pytorchHalfPixel),
    ("asymmetric", .asymmetric), ("align_corners", .alignCorners),
  ])
  func resizesAsONNXRuntimeDoes(name: String, coordinates: Resize.Coordinates) throws {
    var numbers = try NetworkFixture.tensor("layer-resize-\(name)").elements[...]
    let input = numbers.popTensor([1, 2, 5, 4])
    let lengths: [(Resize.Length, Resize.Length)] = [
      (.size(8), .size(3)), (.size(1), .size(10)), (.scale(2), .scale(0.6)), (.scale(0.5), .scale(2.5)),
    ]
    let methods =
      [(Resize.Method.bilinear, Resize.Rounding.floor)] + Resize.Rounding.allCases.map { (.nearest, $0) }
    for (method, rounding) in methods {
      for (height, width) in lengths {
        let layer = Resize(height: height, width: width, method: method, coordinates: coordinates, rounding: rounding)
        let output = layer.forward([input])
        #expect(relativeError(output, numbers.popTensor(output.shape)) < 2e-6, "\(layer.summary), \(rounding)")
      }
    }
    #expect(numbers.isEmpty)
  }

  @Test func normalizesOverAnEvenNumberOfChannelsAsONNXSays() throws {
    var numbers = try NetworkFixture.tensor("layer-lrn-even-onnx").elements[...]
    let input = numbers.popTensor([5, 5, 1, 2])
    let layer = LocalResponseNormalization(size: 4, alpha: 0.8, beta: 0.6, bias: 1.5)
    #expect(relativeError(layer.forward([input]), numbers.popTensor([5, 5, 1, 2])) < 2e-6)
  }
}

extension ArraySlice<Float> {
  /// The next numbers as a tensor.
  mutating func popTensor(_ shape: [Int]) -> Tensor {
    let count = shape.reduce(1, *)
    defer { removeFirst(Swift.min(count, self.count)) }
    return Tensor(shape: shape, elements: Array(prefix(count)))
  }
}
