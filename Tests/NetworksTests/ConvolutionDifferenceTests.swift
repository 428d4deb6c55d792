import Networks
import Tensors
import Testing

/// A convolution is linear in its input and in its parameters, so differences are exact but for rounding at any step.
@Suite struct ConvolutionDifferenceTests {
  private static let cases: [ConvolutionCase] = [
    ConvolutionCase(input: [2, 8, 9, 10], filters: 8, window: Window(kernel: 3, padding: 1)),
    ConvolutionCase(input: [2, 4, 8, 7], filters: 6, window: Window(kernel: 3, stride: 2, dilation: 2), groups: 2),
    ConvolutionCase(input: [2, 5, 6, 4], filters: 3, window: Window(kernel: 1)),
  ]

  /// Σ signal·output, whose gradients the backward passes give.
  private func score(_ layer: Convolution, _ input: Tensor, _ signal: Tensor) -> Double {
    zip(layer.forward([input]).elements, signal.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  private func expectDifferences(
    of gradient: Tensor, at place: Tensor, seed: UInt64, _ score: (Tensor) -> Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var random = RandomSource(seed: seed)
    let largest = gradient.elements.reduce(0) { max($0, abs($1)) }
    for _ in 0..<20 {
      let index = random.integer(below: place.count)
      var (above, below) = (place, place)
      above[flat: index] += 0.5
      below[flat: index] -= 0.5
      let difference = Float(score(above) - score(below))
      #expect(abs(difference - gradient[flat: index]) < 1e-4 * largest, sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: cases)
  func gradientAtTheInputIsTheDifference(example: ConvolutionCase) {
    expectDifferences(of: example.backward(), at: example.input, seed: 3) {
      score(example.layer, $0, example.gradient)
    }
  }

  @Test(arguments: cases)
  func gradientsAtTheParametersAreTheDifferences(example: ConvolutionCase) throws {
    let gradients = try #require(example.layer.parameterGradients(example.gradient, inputs: [example.input]))
    let (weight, bias) = try (#require(example.layer.weight), #require(example.layer.bias))
    expectDifferences(of: gradients.weight, at: weight, seed: 4) {
      var layer = example.layer
      layer.weight = $0
      return score(layer, example.input, example.gradient)
    }
    expectDifferences(of: gradients.bias, at: bias, seed: 5) {
      var layer = example.layer
      layer.bias = $0
      return score(layer, example.input, example.gradient)
    }
  }
}
