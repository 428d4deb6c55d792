import Networks
import Tensors
import Testing

@Suite struct ConvolutionTermTests {
  private static let cases: [ConvolutionCase] = [
    ConvolutionCase(input: [2, 3, 6, 7], filters: 4, window: Window(kernel: 3, padding: 1)),
    ConvolutionCase(input: [1, 8, 9, 8], filters: 8, window: Window(kernel: 3, padding: 1), bias: false),
    ConvolutionCase(
      input: [1, 4, 11, 9], filters: 6,
      window: Window(
        kernel: Extent(height: 2, width: 3), stride: Extent(height: 3, width: 2),
        padding: Padding(top: 1, left: 0, bottom: 2, right: 3), dilation: Extent(height: 1, width: 2)),
      groups: 2),
  ]

  @Test(arguments: cases)
  func termsAddUpToTheOutput(example: ConvolutionCase) {
    let output = example.layer.forward([example.input])
    let size = output.shape.dropFirst().reduce(1, *)
    for flat in 0..<size {
      let index = Array(output.index(ofFlat: flat).dropFirst())
      let terms = example.layer.terms(ofOutput: index, inputs: [example.input])
      let sum = terms.reduce(0) { $0 + $1.value }
      #expect(abs(sum - Double(output[flat: flat])) < 1e-5, "\(index) of \(example)")
    }
  }

  @Test(arguments: cases)
  func termsAddUpToTheSignalAtTheInput(example: ConvolutionCase) {
    let back = example.backward()
    let size = back.shape.dropFirst().reduce(1, *)
    for flat in 0..<size {
      let index = Array(back.index(ofFlat: flat).dropFirst())
      let terms = example.layer.terms(
        ofInputGradient: index, of: 0, gradient: example.gradient, inputs: [example.input], output: example.gradient,
        rule: .gradient)
      let sum = terms.reduce(0) { $0 + $1.value }
      #expect(abs(sum - Double(back[flat: flat])) < 2e-5, "\(index) of \(example)")
    }
  }

  @Test func termsSayWhereTheirFactorsStand() {
    let weight = Tensor(shape: [2, 1, 2, 2], elements: [1, 2, 3, 4, 5, 6, 7, 8])
    let layer = Convolution(
      weight: weight, bias: Tensor([9, 10]), padding: Padding(top: 1, left: 0, bottom: 0, right: 0))
    let input = Tensor(shape: [1, 1, 2, 2], elements: [11, 12, 13, 14])
    #expect(
      layer.terms(ofOutput: [1, 0, 0], inputs: [input]) == [
        Term([.init(.bias, [1], 10)]),
        Term([.init(.weight, [1, 0, 1, 0], 7), .init(.input(0), [0, 0, 0], 11)]),
        Term([.init(.weight, [1, 0, 1, 1], 8), .init(.input(0), [0, 0, 1], 12)]),
      ])
    let gradient = Tensor(shape: [1, 2, 2, 1], elements: [15, 16, 17, 18])
    let terms = layer.terms(
      ofInputGradient: [0, 1, 0], of: 0, gradient: gradient, inputs: [input], output: gradient, rule: .gradient)
    #expect(
      terms == [
        Term([.init(.weight, [0, 0, 1, 0], 3), .init(.gradient, [0, 1, 0], 16)]),
        Term([.init(.weight, [1, 0, 1, 0], 7), .init(.gradient, [1, 1, 0], 18)]),
      ])
  }
}
