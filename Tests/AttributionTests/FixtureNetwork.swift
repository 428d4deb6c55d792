import Foundation
import Networks
import Tensors

/// The files that `Fixtures/Attribution/make.py` wrote.
enum Fixture {
  static func tensor(_ name: String) throws -> Tensor {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appendingPathComponent("Fixtures/Attribution/\(name).npy")
    return try Tensor(npy: Array(Data(contentsOf: file)))
  }

  /// The script's network: two convolutions, a pooling, a code, five scores.
  static func network() throws -> Network {
    func convolution(_ name: String) throws -> any Layer {
      Convolution(weight: try tensor(name + ".weight"), bias: try tensor(name + ".bias"), padding: 1)
    }
    func connected(_ name: String) throws -> any Layer {
      FullyConnected(weight: try tensor(name + ".weight"), bias: try tensor(name + ".bias"))
    }
    return try chain(
      [
        ("conv1", try convolution("conv1")), ("relu1", ReLU()), ("conv2", try convolution("conv2")),
        ("relu2", ReLU()), ("pool", MaxPooling(kernel: 2)), ("flatten", Flatten()), ("fc1", try connected("fc1")),
        ("code", ReLU()), ("scores", try connected("scores")),
      ], inputShape: [3, 12, 12])
  }
}

/// Layers in a row.
func chain(
  _ layers: [(name: String, layer: any Layer)], inputShape: [Int], recipe: InputRecipe = InputRecipe(),
  classes: [String] = []
) throws -> Network {
  let names = ["input"] + layers.map(\.name)
  return try Network(
    name: "test", inputShape: inputShape, recipe: recipe, classes: classes,
    layers: layers.enumerated().map { ($1.name, $1.layer, [names[$0]]) })
}

/// Scores that are weighted sums of the pixels: w·x + b.
func linear(_ weight: Tensor, bias: Tensor, inputShape: [Int]) throws -> Network {
  try chain(
    [("flatten", Flatten()), ("scores", FullyConnected(weight: weight, bias: bias))], inputShape: inputShape)
}

/// The largest difference as a share of the largest magnitude.
func difference(_ a: Tensor, _ b: Tensor) -> Double {
  guard a.shape == b.shape else { return .infinity }
  let largest = zip(a.elements, b.elements).reduce(0.0) { max($0, abs(Double($1.0)), abs(Double($1.1))) }
  let apart = zip(a.elements, b.elements).reduce(0.0) { max($0, abs(Double($1.0) - Double($1.1))) }
  return largest == 0 ? apart : apart / largest
}

/// Whether two tensors are the same to the last bit, NaN included.
func sameBits(_ a: Tensor, _ b: Tensor) -> Bool {
  a.shape == b.shape && zip(a.elements, b.elements).allSatisfy { $0.bitPattern == $1.bitPattern }
}
