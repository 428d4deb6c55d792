import Networks
import Tensors

/// A layer of some kind with inputs that it takes: what every test of all layers runs over.
struct LayerCase: CustomStringConvertible, Sendable {
  let layer: any Layer
  let inputs: [Tensor]

  init(_ layer: any Layer, _ shapes: [Int]..., seed: UInt64 = 5) {
    self.layer = layer
    inputs = shapes.enumerated().map { Tensor.normal(shape: $1, seed: seed + UInt64($0)) }
  }

  var description: String { "\(layer.summary) on \(inputs.map(\.shape))" }

  static let all = common + imported

  private static let common = [
    LayerCase(ReLU(), [2, 3, 4, 5]),
    LayerCase(MaxPooling(kernel: 2), [2, 2, 6, 10]),
    LayerCase(MaxPooling(kernel: 2), [1, 2, 7, 5]),
    LayerCase(MaxPooling(kernel: 3, stride: 2, padding: 1), [2, 2, 6, 7]),
    LayerCase(MaxPooling(kernel: Extent(height: 2, width: 3), stride: 1, ceiling: true), [1, 2, 4, 5]),
    LayerCase(AveragePooling(kernel: 2), [2, 2, 6, 5]),
    LayerCase(AveragePooling(kernel: 3, stride: 2, padding: 1, ceiling: true), [1, 2, 6, 7]),
    LayerCase(AveragePooling(kernel: 3, stride: 2, padding: 1, countsPadding: false), [2, 2, 6, 6]),
    LayerCase(GlobalAveragePooling(), [2, 3, 4, 5]),
    LayerCase(FullyConnected(weight: .normal(shape: [4, 6], seed: 1), bias: .normal(shape: [4], seed: 2)), [3, 6]),
    LayerCase(FullyConnected(weight: .normal(shape: [4, 6], seed: 1)), [1, 6]),
    LayerCase(Flatten(), [2, 3, 2, 4]),
    LayerCase(Concatenation(), [2, 1, 3, 4], [2, 2, 3, 4]),
    LayerCase(Concatenation(axis: 2), [2, 2, 3, 1], [2, 2, 3, 4], [2, 2, 3, 2]),
    LayerCase(Addition(), [2, 3, 4], [2, 3, 4], [2, 3, 4]),
    LayerCase(Dropout(rate: 0.5), [2, 3, 4, 2]),
    LayerCase(Softmax(), [3, 5]),
    LayerCase(Softmax(axis: 0), [2, 3, 2, 2]),
    LayerCase(
      Convolution(weight: .normal(shape: [3, 2, 3, 3], seed: 1), bias: .normal(shape: [3], seed: 2), padding: 1),
      [2, 2, 5, 6]),
  ]
}

/// Σ signal·output in double precision: a score whose gradient at the output is the signal.
func score(_ layer: any Layer, _ inputs: [Tensor], _ signal: Tensor) -> Double {
  zip(layer.forward(inputs).elements, signal.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}
