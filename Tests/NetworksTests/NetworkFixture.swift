import Foundation
import Networks
import Tensors

/// The files that `make.py` beside them made with PyTorch and Captum.
enum NetworkFixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Networks")

  static func tensor(_ name: String) throws -> Tensor {
    try Tensor(npy: [UInt8](Data(contentsOf: folder.appending(path: name + ".npy"))))
  }
}

/// The largest distance between two tensors of one shape as a share of the second one's largest magnitude; infinite
/// where the shapes differ.
func relativeError(_ found: Tensor, _ expected: Tensor) -> Double {
  found.shape == expected.shape ? relativeError(found, expected.elements.map(Double.init)) : .infinity
}

/// A one-hot vector.
func oneHot(_ place: Int, of count: Int) -> Tensor {
  var vector = Tensor(shape: [count])
  vector[place] = 1
  return vector
}

/// A network of every kind of layer and connection: branches, a concatenation, a sum, both poolings.
func branched(weights: (String) throws -> Tensor) throws -> Network {
  func convolution(_ name: String, padding: Int) throws -> Convolution {
    try Convolution(
      weight: weights("branched-\(name).weight"), bias: weights("branched-\(name).bias"), padding: Padding(padding))
  }
  return try Network(
    name: "branched", inputShape: [2, 10, 12],
    layers: [
      ("conv1", convolution("conv1", padding: 1), ["input"]),
      ("relu1", ReLU(), ["conv1"]),
      ("pool1", MaxPooling(kernel: 3, stride: 2, ceiling: true), ["relu1"]),
      ("left", convolution("left", padding: 0), ["pool1"]),
      ("reluleft", ReLU(), ["left"]),
      ("right", convolution("right", padding: 1), ["pool1"]),
      ("reluright", ReLU(), ["right"]),
      ("both", Concatenation(), ["reluleft", "reluright"]),
      ("conv2", convolution("conv2", padding: 1), ["both"]),
      ("relu2", ReLU(), ["conv2"]),
      ("sum", Addition(), ["both", "relu2"]),
      ("pool2", AveragePooling(kernel: 2), ["sum"]),
      ("dropout", Dropout(), ["pool2"]),
      ("flatten", Flatten(), ["dropout"]),
      (
        "scores", FullyConnected(weight: weights("branched-scores.weight"), bias: weights("branched-scores.bias")),
        ["flatten"]
      ),
    ])
}

func branched() throws -> Network { try branched(weights: NetworkFixture.tensor) }
