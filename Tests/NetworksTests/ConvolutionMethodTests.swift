import Networks
import Tensors
import Testing

@Suite struct ConvolutionMethodTests {
  /// Sizes that more than one method covers.
  private static let cases: [ConvolutionCase] = [
    ConvolutionCase(input: [2, 16, 20, 24], filters: 12, window: Window(kernel: 3, padding: 1)),
    ConvolutionCase(input: [1, 3, 33, 64], filters: 16, window: Window(kernel: 3, padding: 1)),
    ConvolutionCase(input: [3, 5, 9, 7], filters: 3, window: Window(kernel: 3, padding: 1), bias: false),
    ConvolutionCase(input: [1, 4, 5, 6], filters: 4, window: Window(kernel: 3, padding: 2)),
    ConvolutionCase(input: [2, 20, 13, 11], filters: 33, window: Window(kernel: 1)),
    ConvolutionCase(input: [2, 12, 40, 50], filters: 6, window: Window(kernel: 1), groups: 3),
    ConvolutionCase(input: [1, 1, 1, 1], filters: 1, window: Window(kernel: 1)),
  ]

  @Test(arguments: cases)
  func methodsAgree(example: ConvolutionCase) {
    let methods = ConvolutionMethod.allCases.filter {
      example.layer.isCovered(by: $0, inputShape: example.input.shape)
    }
    #expect(methods.count > 1 && methods[0] == .unfolding)
    let output = example.reference.forward(example.input)
    let back = example.reference.inputGradient(example.gradient, input: example.input.shape)
    let weight = example.reference.weightGradient(example.gradient, input: example.input)
    for method in methods {
      #expect(relativeError(example.layer.forward(example.input, by: method), output) <= 4e-6, "\(method)")
      let found = example.layer.backward(example.gradient, inputShape: example.input.shape, by: method)
      #expect(relativeError(found, back) <= 4e-6, "\(method)")
      let gradient = example.layer.weightGradient(example.gradient, input: example.input, by: method)
      #expect(relativeError(gradient, weight) <= 4e-6, "\(method)")
    }
  }

  @Test func coversOnlyWhatItCanCompute() {
    func methods(_ window: Window, groups: Int = 1, input: [Int] = [1, 4, 12, 12]) -> [ConvolutionMethod] {
      let example = ConvolutionCase(input: input, filters: 4, window: window, groups: groups)
      return ConvolutionMethod.allCases.filter { example.layer.isCovered(by: $0, inputShape: input) }
    }
    #expect(methods(Window(kernel: 3, padding: 1)) == [.unfolding, .winograd])
    #expect(methods(Window(kernel: 3, stride: 2, padding: 1)) == [.unfolding])
    #expect(methods(Window(kernel: 3, padding: 2, dilation: 2)) == [.unfolding])
    #expect(methods(Window(kernel: 3, padding: 3)) == [.unfolding])
    #expect(methods(Window(kernel: 3, padding: 1), groups: 2) == [.unfolding])
    #expect(methods(Window(kernel: 3, padding: 1), input: [1, 4, 12, 3]) == [.unfolding])
    #expect(methods(Window(kernel: 1)) == [.unfolding, .pointwise])
    #expect(methods(Window(kernel: 1, padding: 1)) == [.unfolding])
    #expect(methods(Window(kernel: 5, padding: 2)) == [.unfolding])
  }
}
