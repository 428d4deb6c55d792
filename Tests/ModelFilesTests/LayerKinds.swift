import Networks
import Tensors

/// Networks of layers that other programs' files bring, of every kind between them.
enum LayerKinds {
  private static func network(
    _ name: String, _ shape: [Int], _ layers: [(name: String, layer: any Layer, inputs: [String])]
  ) throws -> Network {
    try Network(name: name, inputShape: shape, layers: layers)
  }

  /// Layers that keep planes planes.
  static func planes() throws -> Network {
    let (c, v) = (Tensor.normal(shape: [3], seed: 1), Tensor.uniform(shape: [3], seed: 3))
    return try network(
      "planes", [3, 6, 5],
      [
        ("batch", BatchNormalization(scale: c, offset: c, mean: v, variance: v, epsilon: 0.01), ["input"]),
        ("instance", InstanceNormalization(scale: c, offset: v, epsilon: 0.1), ["batch"]),
        ("lrn", LocalResponseNormalization(size: 3, alpha: 0.5, beta: 0.7, bias: 1.5), ["instance"]),
        (
          "transposed",
          TransposedConvolution(
            weight: .normal(shape: [3, 2, 3, 2], seed: 4), bias: .normal(shape: [6], seed: 2),
            stride: Extent(height: 2, width: 3), padding: Padding(top: 1, left: 0, bottom: 2, right: 1),
            dilation: Extent(height: 1, width: 2), groups: 3, outputPadding: Extent(height: 1, width: 2)), ["lrn"]
        ),
        ("leaky", LeakyReLU(slope: 0.2), ["transposed"]), ("below", Clip(most: 0.5), ["leaky"]),
        ("above", Clip(least: -0.3), ["below"]), ("between", Clip(least: -.infinity, most: 0.4), ["above"]),
        ("anything", Clip(), ["between"]), ("sigmoid", Sigmoid(), ["anything"]), ("swish", HardSwish(), ["sigmoid"]),
        ("tanh", Tanh(), ["swish"]), ("same", Identity(), ["tanh"]), ("log", LogSoftmax(axis: 0), ["same"]),
        ("max", MaxPooling(kernel: 2, stride: 1, ceiling: true, dilation: 2), ["log"]),
        (
          "constant",
          Pad(
            [.init(before: 0, after: 1), .init(before: 2, after: 0), .init(before: 1, after: 1)], mode: .constant(0.3)),
          ["max"]
        ),
        (
          "reflected",
          Pad([.init(before: 0, after: 0), .init(before: -1, after: 2), .init(before: 1, after: 1)], mode: .reflect),
          ["constant"]
        ),
        (
          "edge",
          Pad([.init(before: 0, after: 0), .init(before: 1, after: 2), .init(before: 1, after: 0)], mode: .edge),
          ["reflected"]
        ),
        ("sized", Resize(height: .size(7), width: .size(9), method: .bilinear, coordinates: .alignCorners), ["edge"]),
        (
          "scaled",
          Resize(
            height: .scale(1.3), width: .scale(1.5), method: .nearest, coordinates: .asymmetric, rounding: .floor),
          ["sized"]
        ),
        ("both", Resize(height: .size(5), width: .scale(1.5), method: .bilinear), ["scaled"]),
        ("flatten", Flatten(), ["both"]), ("soft", Softmax(), ["flatten"]),
      ])
  }

  /// Layers that mix shapes of several ranks.
  static func shapes() throws -> Network {
    try network(
      "shapes", [3, 4, 4],
      [
        ("rows", AxisMean(axes: [0, -1], keepsAxes: false), ["input"]), ("mean", GlobalAveragePooling(), ["input"]),
        ("less", Arithmetic(.subtract), ["input", "rows"]), ("times", Arithmetic(.multiply), ["mean", "less"]),
        (
          "inverse",
          ConstantArithmetic(
            .divide, constant: .uniform(shape: [2, 3, 4, 1], seed: 3) + Tensor(1), constantIsFirst: true), ["rows"]
        ),
        ("moved", ConstantArithmetic(.add, constant: Tensor(0.25)), ["inverse"]),
        ("sum", Addition(), ["times", "less", "input", "times"]),
        ("right", MatrixMultiplication(), ["sum", "rows"]), ("left", MatrixMultiplication(), ["rows", "sum"]),
        ("dot", MatrixMultiplication(), ["rows", "rows"]), ("product", MatrixMultiplication(), ["left", "sum"]),
        (
          "full", FullyConnected(weight: .normal(shape: [5, 4], seed: 1), bias: .normal(shape: [5], seed: 1)),
          ["product"]
        ),
        ("turned", Transposition([2, 0, 1]), ["sum"]), ("squeezed", Reshape(.squeeze([])), ["mean"]),
        ("column", Reshape(.squeeze([-1])), ["mean"]), ("axes", Reshape(.unsqueeze([0, -1])), ["left"]),
        ("pairs", Reshape(.shape([0, -1, 2])), ["turned"]), ("tail", Reshape(.flatten(from: 1)), ["turned"]),
        ("whole", Reshape(.flatten(from: 0)), ["pairs"]), ("fullflat", Flatten(), ["full"]),
        ("axesflat", Flatten(), ["axes"]), ("movedflat", Flatten(), ["moved"]), ("rightflat", Flatten(), ["right"]),
        ("tailflat", Flatten(), ["tail"]), ("columnflat", Flatten(), ["column"]),
        ("one", Reshape(.unsqueeze([0])), ["dot"]),
        (
          "all", Concatenation(axis: 0),
          [
            "whole", "fullflat", "axesflat", "movedflat", "rightflat", "tailflat", "columnflat", "squeezed", "one",
          ]
        ),
        ("soft", Softmax(), ["all"]),
      ])
  }
}
