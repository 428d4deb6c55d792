import Networks
import Tensors
import Testing

/// A convolution with its input and a signal at its output, all drawn from a seed.
struct ConvolutionCase: CustomStringConvertible, Sendable {
  var layer: Convolution
  var reference: NaiveConvolution
  var input: Tensor
  var gradient: Tensor
  let description: String

  init(
    input shape: [Int], filters: Int, window: Window, groups: Int = 1, bias hasBias: Bool = true, seed: UInt64 = 1
  ) {
    var random = RandomSource(seed: seed)
    func draw(_ shape: [Int], scale: Float = 1) -> Tensor {
      Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in scale * random.normal() })
    }
    let taps = shape[1] / groups * window.kernel.height * window.kernel.width
    let weight = draw(
      [filters, shape[1] / groups, window.kernel.height, window.kernel.width], scale: (2 / Float(taps)).squareRoot())
    let bias = hasBias ? draw([filters]) : nil
    layer = Convolution(
      weight: weight, bias: bias, stride: window.stride, padding: window.padding, dilation: window.dilation,
      groups: groups)
    reference = NaiveConvolution(weight: weight, bias: bias, window: window, groups: groups)
    input = draw(shape)
    gradient = draw(reference.outputShape(shape))
    description = "\(shape), \(layer.summary), seed \(seed)"
  }

  /// Anything at all that fits together.
  init(random seed: UInt64) {
    var random = RandomSource(seed: seed)
    func draw(_ range: ClosedRange<Int>) -> Int { range.lowerBound + random.integer(below: range.count) }
    let groups = [1, 1, 1, 2, 3][draw(0...4)]
    let kernel = Extent(height: draw(1...5), width: draw(1...5))
    var window = Window(kernel: kernel)
    window.stride = Extent(height: draw(1...3), width: draw(1...3))
    window.dilation = Extent(height: draw(1...2), width: draw(1...3))
    window.padding = Padding(top: draw(0...3), left: draw(0...3), bottom: draw(0...3), right: draw(0...3))
    let reach = window.reach
    let height = max(1, reach.height - window.padding.top - window.padding.bottom) + draw(0...12)
    let width = max(1, reach.width - window.padding.left - window.padding.right) + draw(0...12)
    self.init(
      input: [draw(1...3), groups * draw(1...4), height, width], filters: groups * draw(1...5), window: window,
      groups: groups, bias: draw(0...3) > 0, seed: seed &+ 1000)
  }

  func backward() -> Tensor {
    layer.backward(gradient, inputs: [input], output: gradient, rule: .gradient)[0]
  }

  /// Holds the forward pass and both backward passes against the formula.
  func check(within tolerance: Double) {
    let output = layer.forward([input])
    #expect(output.shape == reference.outputShape(input.shape), "\(self)")
    #expect(relativeError(output, reference.forward(input)) <= tolerance, "\(self)")
    let back = backward()
    #expect(back.shape == input.shape, "\(self)")
    #expect(relativeError(back, reference.inputGradient(gradient, input: input.shape)) <= tolerance, "\(self)")
    guard let gradients = layer.parameterGradients(gradient, inputs: [input]) else {
      Issue.record("no gradients at the parameters of \(self)")
      return
    }
    #expect(gradients.weight.shape == reference.weight.shape, "\(self)")
    let expected = reference.weightGradient(gradient, input: input)
    #expect(relativeError(gradients.weight, expected) <= tolerance, "\(self)")
    #expect(relativeError(gradients.bias, reference.biasGradient(gradient)) <= 1e-6, "\(self)")
  }
}

@Suite struct ConvolutionTests {
  @Test(arguments: 0..<80)
  func computesItsFormulaWhateverTheShape(seed: Int) {
    ConvolutionCase(random: UInt64(seed)).check(within: 4e-6)
  }

  @Test func outputShapeFollowsWindowAndFilters() throws {
    let layer = Convolution(weight: Tensor(shape: [5, 3, 3, 3]), bias: nil, stride: 2, padding: 1)
    #expect(try layer.outputShape([[3, 65, 64]]) == [5, 33, 32])
    #expect(layer.summary == "convolution 3×3, 5 filters, stride 2×2, padding 1")
    #expect(layer.multiplyAdds([[3, 65, 64]]) == 5 * 33 * 32 * 27)
  }

  @Test func namesTheShapeItTakes() {
    let layer = Convolution(weight: Tensor(shape: [5, 3, 3, 3]), bias: nil)
    #expect(throws: ShapeError(expected: "[3,H,W]", received: [[4, 9, 9]])) { try layer.outputShape([[4, 9, 9]]) }
    #expect(throws: ShapeError(expected: "[3,H,W] of at least 3×3", received: [[3, 2, 9]])) {
      try layer.outputShape([[3, 2, 9]])
    }
  }
}
