import Foundation
import Networks
import Tensors
import Testing

/// A convolution that PyTorch computed: see Tests/Fixtures/Convolution/make.py.
struct ConvolutionFixture: CustomStringConvertible, Sendable {
  var description: String
  var input: [Int]
  var weight: [Int]
  var window: Window
  var groups = 1
  var output: [Int]

  static let all = [
    ConvolutionFixture(
      description: "same", input: [2, 8, 10, 9], weight: [9, 8, 3, 3], window: Window(kernel: 3, padding: 1),
      output: [2, 9, 10, 9]),
    ConvolutionFixture(
      description: "strided", input: [1, 3, 23, 20], weight: [5, 3, 5, 3],
      window: Window(
        kernel: Extent(height: 5, width: 3), stride: Extent(height: 2, width: 3),
        padding: Padding(top: 2, left: 0, bottom: 2, right: 0)),
      output: [1, 5, 12, 6]),
    ConvolutionFixture(
      description: "dilated", input: [1, 4, 13, 15], weight: [6, 2, 3, 3],
      window: Window(
        kernel: 3, padding: Padding(top: 2, left: 1, bottom: 2, right: 1), dilation: Extent(height: 2, width: 3)),
      groups: 2, output: [1, 6, 13, 11]),
    ConvolutionFixture(
      description: "pointwise", input: [2, 7, 5, 6], weight: [4, 7, 1, 1], window: Window(kernel: 1),
      output: [2, 4, 5, 6]),
    ConvolutionFixture(
      description: "depthwise", input: [1, 6, 9, 8], weight: [6, 1, 3, 3], window: Window(kernel: 3, padding: 1),
      groups: 6, output: [1, 6, 9, 8]),
  ]
}

@Suite struct ConvolutionFixtureTests {
  @Test(arguments: ConvolutionFixture.all)
  func agreesWithPyTorch(fixture: ConvolutionFixture) throws {
    var numbers = try Self.read(fixture.description).elements[...]
    func next(_ shape: [Int]) -> Tensor {
      let count = shape.reduce(1, *)
      defer { numbers = numbers.dropFirst(count) }
      return Tensor(shape: shape, elements: Array(numbers.prefix(count)))
    }
    let (input, weight, bias) = (next(fixture.input), next(fixture.weight), next([fixture.weight[0]]))
    let (output, signal) = (next(fixture.output), next(fixture.output))
    let layer = Convolution(
      weight: weight, bias: bias, stride: fixture.window.stride, padding: fixture.window.padding,
      dilation: fixture.window.dilation, groups: fixture.groups)

    let found = layer.forward([input])
    expectClose(found, output)
    expectClose(layer.backward(signal, inputs: [input], output: found, rule: .gradient)[0], next(fixture.input))
    let gradients = try #require(layer.parameterGradients(signal, inputs: [input]))
    expectClose(gradients.weight, next(fixture.weight))
    expectClose(gradients.bias, next([fixture.weight[0]]))
    #expect(numbers.isEmpty)
  }

  private func expectClose(_ found: Tensor, _ expected: Tensor, at location: SourceLocation = #_sourceLocation) {
    #expect(found.shape == expected.shape, sourceLocation: location)
    #expect(relativeError(found, expected.elements.map { Double($0) }) <= 4e-6, sourceLocation: location)
  }

  private static func read(_ name: String) throws -> Tensor {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try Tensor(npy: Array(Data(contentsOf: tests.appending(path: "Fixtures/Convolution/\(name).npy"))))
  }
}
