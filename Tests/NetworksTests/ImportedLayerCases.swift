import Networks
import Tensors

/// Layers that only imported networks have.
extension LayerCase {
  static let imported = activations + normalizations + arithmetic + rearrangements + sliding

  private static let activations = [
    LayerCase(LeakyReLU(slope: 0.1), [2, 3, 4, 5]),
    LayerCase(Clip(least: -0.5, most: 1), [2, 3, 4, 5]),
    LayerCase(Clip(least: 0), [2, 7]),
    LayerCase(Clip(most: 0.3), [1, 2, 3]),
    LayerCase(Clip(), [1, 2, 3]),
    LayerCase(Clip(least: 1, most: -1), [1, 2, 3]),
    LayerCase(Sigmoid(), [2, 3, 4, 5]),
    LayerCase(Tanh(), [2, 3, 4, 5]),
    LayerCase(HardSwish(), [2, 3, 5, 7]),
    LayerCase(Identity(), [2, 3, 4]),
    LayerCase(LogSoftmax(axis: -1), [3, 5]),
    LayerCase(LogSoftmax(axis: 0), [2, 3, 2, 2]),
  ]

  private static let normalizations = [
    LayerCase(batchNormalization(3), [2, 3, 4, 5]),
    LayerCase(batchNormalization(6), [3, 6]),
    LayerCase(
      InstanceNormalization(scale: .normal(shape: [3], seed: 1), offset: .normal(shape: [3], seed: 2), epsilon: 1e-3),
      [2, 3, 4, 5]),
    LayerCase(
      InstanceNormalization(scale: .normal(shape: [2], seed: 1), offset: .normal(shape: [2], seed: 2), epsilon: 0.1),
      [1, 2, 7]),
    LayerCase(LocalResponseNormalization(size: 3, alpha: 0.8, beta: 0.6, bias: 1.5), [2, 5, 2, 3]),
    LayerCase(LocalResponseNormalization(size: 4, alpha: 0.8), [1, 6, 3, 1]),
    LayerCase(LocalResponseNormalization(size: 9, alpha: 0.8), [1, 4, 1, 2]),
  ]

  private static func batchNormalization(_ channels: Int) -> BatchNormalization {
    BatchNormalization(
      scale: .normal(shape: [channels], seed: 1), offset: .normal(shape: [channels], seed: 2),
      mean: .normal(shape: [channels], seed: 3), variance: .uniform(shape: [channels], seed: 4) + 0.1, epsilon: 1e-3)
  }

  private static let arithmetic =
    Arithmetic.Operation.allCases.flatMap { operation in
      [
        LayerCase(Arithmetic(operation), [2, 3, 2, 4], [2, 3, 2, 4], seed: 11),
        LayerCase(Arithmetic(operation), [2, 3, 2, 4], [2, 3, 1, 1], seed: 12),
        LayerCase(Arithmetic(operation), [2, 4], [2, 3, 2, 4], seed: 13),
        LayerCase(Arithmetic(operation), [1, 3, 1], [1, 1, 4], seed: 14),
        LayerCase(
          ConstantArithmetic(operation, constant: .normal(shape: [3, 1, 1], seed: 3)), [2, 3, 2, 2], seed: 15),
        LayerCase(
          ConstantArithmetic(operation, constant: .normal(shape: [2, 3, 4], seed: 4), constantIsFirst: true),
          [2, 3, 1],
          seed: 16),
        LayerCase(ConstantArithmetic(operation, constant: Tensor(1.7), constantIsFirst: true), [2, 5], seed: 17),
      ].map(\.awayFromZero)
    } + [
      LayerCase(MatrixMultiplication(), [2, 3, 4], [2, 4, 5]),
      LayerCase(MatrixMultiplication(), [2, 2, 1, 3, 4], [2, 3, 4, 2]),
      LayerCase(MatrixMultiplication(), [2, 4], [2, 4, 3]),
      LayerCase(MatrixMultiplication(), [2, 2, 3, 4], [2, 4]),
      LayerCase(MatrixMultiplication(), [3, 4], [3, 4]),
      LayerCase(
        FullyConnected(weight: .normal(shape: [4, 6], seed: 1), bias: .normal(shape: [4], seed: 2)), [2, 3, 2, 6]),
    ]

  private static let rearrangements = [
    LayerCase(Reshape(.shape([2, -1, 0])), [2, 4, 3, 5]),
    LayerCase(Reshape(.squeeze([-1, 1])), [2, 4, 1, 5, 1]),
    LayerCase(Reshape(.squeeze([])), [2, 1, 3, 1]),
    LayerCase(Reshape(.unsqueeze([0, -1])), [2, 3, 2]),
    LayerCase(Reshape(.flatten(from: 1)), [2, 3, 2, 4]),
    LayerCase(Transposition([2, 0, 1]), [2, 3, 4, 5]),
    LayerCase(Transposition([0]), [2, 3]),
    LayerCase(Pad([.init(before: 0, after: 1), .init(before: 2, after: 1)], mode: .constant(0.5)), [2, 3, 4]),
    LayerCase(
      Pad([.init(before: 0, after: 0), .init(before: 2, after: 1), .init(before: 1, after: 3)], mode: .reflect),
      [2, 2, 3, 4]),
    LayerCase(
      Pad([.init(before: 0, after: 0), .init(before: 2, after: -1), .init(before: -1, after: 6)], mode: .edge),
      [1, 2, 3, 4]),
    LayerCase(Pad([.init(before: -1, after: -1), .init(before: -2, after: 1)]), [2, 3, 4]),
    LayerCase(AxisMean(axes: [1, 2], keepsAxes: true), [2, 3, 4, 5]),
    LayerCase(AxisMean(axes: [-1, 0], keepsAxes: false), [2, 3, 4, 5]),
    LayerCase(AxisMean(axes: [0], keepsAxes: false), [2, 3]),
  ]

  private static let sliding =
    Resize.Coordinates.allCases.flatMap { coordinates in
      [
        LayerCase(
          Resize(height: .size(5), width: .scale(0.6), method: .bilinear, coordinates: coordinates), [2, 2, 3, 7]),
        LayerCase(Resize(height: .size(1), width: .scale(2.5), coordinates: coordinates), [1, 2, 3, 3]),
      ]
    } + [
      LayerCase(MaxPooling(kernel: 2, stride: 1, padding: 1, ceiling: true, dilation: 2), [2, 2, 5, 6]),
      LayerCase(
        MaxPooling(
          kernel: Extent(height: 3, width: 2), stride: Extent(height: 2, width: 1),
          padding: Padding(top: 1, left: 0, bottom: 2, right: 1), dilation: Extent(height: 2, width: 3)), [1, 2, 7, 6]),
      LayerCase(
        TransposedConvolution(
          weight: .normal(shape: [2, 3, 3, 3], seed: 1), bias: .normal(shape: [3], seed: 2), stride: 2, padding: 1,
          outputPadding: 1), [2, 2, 3, 4]),
      LayerCase(
        TransposedConvolution(
          weight: .normal(shape: [4, 1, 2, 3], seed: 1), stride: Extent(height: 1, width: 3),
          padding: Padding(top: 0, left: 1, bottom: 1, right: 2), dilation: Extent(height: 2, width: 1), groups: 2),
        [1, 4, 3, 2]),
      LayerCase(
        TransposedConvolution(weight: .normal(shape: [8, 8, 3, 3], seed: 1) * 0.3, padding: 1), [1, 8, 4, 5]),
      LayerCase(
        Convolution(
          weight: .normal(shape: [4, 1, 3, 2], seed: 1), bias: .normal(shape: [4], seed: 2),
          stride: Extent(height: 2, width: 1), padding: Padding(top: 0, left: 2, bottom: 1, right: 0),
          dilation: Extent(height: 1, width: 2), groups: 2), [2, 2, 5, 4]),
    ]

  /// The same layer on inputs whose numbers are at least ½ in magnitude, for quotients.
  private var awayFromZero: LayerCase {
    LayerCase(layer, inputs: inputs.map { $0.map { $0 < 0 ? $0 - 0.5 : $0 + 0.5 } })
  }

  private init(_ layer: any Layer, inputs: [Tensor]) {
    (self.layer, self.inputs) = (layer, inputs)
  }
}
