import Foundation
import ModelFiles
import Networks
import Tensors
import Testing

/// What onnxruntime and PyTorch say of each operator that is read; `Fixtures/ModelFiles/Operators/make.py` says how.
@Suite struct OperatorTests {
  static let folder = SafetensorsTests.folder.appending(path: "Operators")

  static let operators: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".npy") }.map { String($0.dropLast(4)) }.sorted()
  }()

  /// A graph with one operator, or a few, the last of which is `tested`.
  struct Case {
    let name: String
    let file: [UInt8]
    let picture, output, weighting, gradient: Tensor

    /// The network that reads the file, and the layer of the operator.
    func network() throws -> (Network, node: Int) {
      let network = try Network(onnx: file, name: name)
      return (network, try network.layer(named: "tested"))
    }
  }

  static func cases(_ name: String) throws -> [Case] {
    var rest = try Tensor(npy: Array(Data(contentsOf: folder.appending(path: "\(name).npy")))).elements[...]
    func next() -> Tensor {
      let rank = Int(rest.removeFirst())
      let shape = rest.prefix(rank).map { Int($0) }
      let count = shape.reduce(1, *)
      defer { rest = rest.dropFirst(rank + count) }
      return Tensor(shape: shape, elements: Array(rest.dropFirst(rank).prefix(count)))
    }
    try #require(!rest.isEmpty, "\(name).npy is empty")
    var cases: [Case] = []
    while !rest.isEmpty {
      let name = "\(name)-\(cases.count < 9 ? "0" : "")\(cases.count + 1)"
      let file = try Array(Data(contentsOf: folder.appending(path: "\(name).onnx")))
      cases.append(
        Case(name: name, file: file, picture: next(), output: next(), weighting: next(), gradient: next()))
    }
    return cases
  }

  /// The operators that are promised.
  @Test func everyOperatorHasCases() throws {
    let promised = [
      "Add", "AveragePool", "BatchNormalization", "Clip", "Concat", "Constant", "Conv", "ConvTranspose", "Div",
      "Dropout", "Flatten", "Gemm", "GlobalAveragePool", "HardSwish", "Identity", "InstanceNormalization", "LRN",
      "LeakyRelu", "LogSoftmax", "MatMul", "MaxPool", "Mul", "Pad", "ReduceMean", "Relu", "Reshape", "Resize",
      "Sigmoid", "Softmax", "Squeeze", "Sub", "Tanh", "Transpose", "Unsqueeze", "Upsample",
    ]
    #expect(Self.operators == promised)
    for name in promised { #expect(try !Self.cases(name).isEmpty, "\(name)") }
  }

  @Test(arguments: operators)
  func outputsAreThoseOfOnnxruntime(name: String) throws {
    for test in try Self.cases(name) {
      let (network, node) = try test.network()
      let output = try network.forward(test.picture).output(node)
      #expect(output.differs(from: test.output) < 1e-4, "\(test.name)")
    }
  }

  @Test(arguments: operators)
  func gradientsAreThoseOfPyTorch(name: String) throws {
    for test in try Self.cases(name) {
      let (network, node) = try test.network()
      let trace = try network.forward(test.picture)
      let gradient = try network.imageGradient(trace, from: node, seed: test.weighting, rule: .gradient)
      #expect(gradient.differs(from: test.gradient) < 1e-4, "\(test.name)")
    }
  }

  @Test(arguments: operators)
  func networksThatAreWrittenAgainPutOutTheSame(name: String) throws {
    for test in try Self.cases(name) {
      let (network, node) = try test.network()
      let output = try network.forward(test.picture).output(node)
      let stored = try Network(safetensors: network.safetensors())
      #expect(try stored.forward(test.picture).output(node) == output, "\(test.name) as safetensors")
      #expect(stored.scores == network.scores && stored.outputs == network.outputs, "\(test.name)")
      let exported = try Network(onnx: network.onnx(), name: network.name)
      let again = try exported.forward(test.picture).output(exported.layer(named: "tested"))
      #expect(again == output, "\(test.name) as ONNX")
      #expect(try exported.onnx() == network.onnx(), "\(test.name)")
    }
  }
}

extension Tensor {
  /// The largest difference from a tensor of the same shape, over the largest magnitude in it; infinite for another
  /// shape.
  func differs(from expected: Tensor) -> Float {
    guard shape == expected.shape else { return .infinity }
    let largest = expected.elements.map(abs).max() ?? 1
    let difference = zip(elements, expected.elements).map { abs($0 - $1) }.max() ?? 0
    return difference.isNaN ? .infinity : difference / Swift.max(largest, .leastNormalMagnitude)
  }
}
