import Networks
import Tensors
import Testing

@Suite struct ConvolutionMethodTests {
  /// Sizes that more than one method covers.
  private static let cases: [ConvolutionCase] = [
    ConvolutionCase(input: [2, 16, 20, 24], filters: 12, window: Window(kernel: 3, padding: 1)),
    ConvolutionCase(input: [1, 4, 33, 64], filters: 16, window: Window(kernel: 3, padding: 1)),
    ConvolutionCase(input: [3, 5, 9, 7], filters: 6, window: Window(kernel: 3, padding: 1), bias: false),
    ConvolutionCase(input: [1, 4, 5, 6], filters: 4, window: Window(kernel: 3, padding: 2)),
    ConvolutionCase(input: [2, 20, 13, 11], filters: 33, window: Window(kernel: 1)),
    ConvolutionCase(input: [2, 12, 40, 50], filters: 6, window: Window(kernel: 1), groups: 3),
    ConvolutionCase(input: [2, 6, 11, 13], filters: 6, window: Window(kernel: 3, padding: 1), groups: 6),
    ConvolutionCase(
      input: [1, 5, 12, 9], filters: 5,
      window: Window(kernel: Extent(height: 3, width: 2), stride: 2, padding: 2, dilation: 2), groups: 5),
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

  /// Pictures of one to three channels get zeros behind them where that is faster.
  @Test(arguments: [1, 2, 3])
  func zerosMakeUpChannels(channels: Int) {
    ConvolutionCase(input: [2, channels, 9, 14], filters: 6, window: Window(kernel: 3, padding: 1)).check(within: 4e-6)
  }

  /// Strips are what threads will claim: however many there are, each writes its own part and all is written.
  ///
  /// Matrix products of fewer rows may add up in another order.
  @Test(arguments: cases, [2, 3, 1000])
  func stripsMakeUpTheWhole(example: ConvolutionCase, strips: Int) {
    for method in ConvolutionMethod.allCases
    where example.layer.isCovered(by: method, inputShape: example.input.shape) {
      let whole = example.layer.forward(example.input, by: method).elements.map { Double($0) }
      let parts = example.layer.forward(example.input, by: method, strips: strips)
      #expect(relativeError(parts, whole) <= 2e-6, "\(method)")
      let back = example.layer.backward(example.gradient, inputShape: example.input.shape, by: method)
      let backParts = example.layer.backward(
        example.gradient, inputShape: example.input.shape, by: method, strips: strips)
      #expect(relativeError(backParts, back.elements.map { Double($0) }) <= 2e-6, "\(method)")
    }
  }

  @Test func threadsShareALayer() async {
    let example = ConvolutionCase(input: [2, 16, 20, 24], filters: 12, window: Window(kernel: 3, padding: 1))
    let (expected, back) = (example.layer.forward([example.input]), example.backward())
    let fresh = Convolution(weight: example.reference.weight, bias: example.reference.bias, padding: 1)
    let agree = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let output = fresh.forward([example.input])
          let signal = fresh.backward(example.gradient, inputs: [example.input], output: output, rule: .gradient)
          return output == expected && signal[0] == back
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(agree)
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
    #expect(methods(Window(kernel: 3, padding: 1), groups: 4) == [.unfolding, .depthwise])
    #expect(methods(Window(kernel: 3, padding: 1), input: [1, 4, 12, 3]) == [.unfolding, .winograd])
    #expect(methods(Window(kernel: 3, padding: 1), input: [1, 3, 12, 12]) == [.unfolding])
    #expect(methods(Window(kernel: 1)) == [.unfolding, .pointwise])
    #expect(methods(Window(kernel: 1, padding: 1)) == [.unfolding])
    #expect(methods(Window(kernel: 5, padding: 2)) == [.unfolding])
  }
}
