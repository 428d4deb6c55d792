import Networks
import Tensors
import Testing

@Suite struct ConvolutionWinogradTests {
  /// Pictures whose sides are multiples of 4 and are not, narrower than a vector of tiles, one row or column high;
  /// channels that make whole vectors of four, eight and sixteen, and those that do not.
  @Test(arguments: [
    [4, 7, 9, 12], [6, 4, 8, 5], [15, 17, 10, 9],
    [8, 8, 64, 64], [9, 8, 5, 7], [8, 11, 3, 64], [16, 8, 1, 1], [8, 9, 1, 9], [8, 8, 9, 1], [8, 8, 4, 4],
    [13, 10, 17, 18], [16, 16, 16, 20], [8, 8, 6, 33], [64, 32, 7, 7], [24, 40, 13, 30],
  ])
  func agreesWithTheFormulaOnEveryPicture(sizes: [Int]) {
    for padding in [Padding(1), Padding(top: 2, left: 1, bottom: 0, right: 2), Padding(2)] {
      for images in [1, 3] {
        ConvolutionCase(
          input: [images, sizes[0], sizes[2], sizes[3]], filters: sizes[1],
          window: Window(kernel: 3, padding: padding)
        ).check(within: 4e-6)
      }
    }
  }

  @Test func agreesWithTheFormulaWithoutPadding() {
    for shape in [[1, 8, 6, 6], [2, 12, 9, 11], [2, 8, 3, 6], [1, 8, 7, 3]] {
      ConvolutionCase(input: shape, filters: 9, window: Window(kernel: 3)).check(within: 4e-6)
    }
  }

  @Test func keepsItsPrecisionOverManyChannels() {
    ConvolutionCase(input: [1, 512, 8, 8], filters: 16, window: Window(kernel: 3, padding: 1)).check(within: 4e-6)
    ConvolutionCase(input: [1, 16, 8, 8], filters: 512, window: Window(kernel: 3, padding: 1)).check(within: 4e-6)
  }

  @Test func followsItsWeightsWhenTheyChange() {
    var example = ConvolutionCase(input: [1, 8, 8, 8], filters: 8, window: Window(kernel: 3, padding: 1))
    let former = example.layer
    let before = (former.forward([example.input]), example.backward())
    let weight = Tensor(shape: [8, 8, 3, 3], elements: example.reference.weight.elements.map { 2 - $0 })
    example.layer.weight = weight
    example.reference.weight = weight
    example.check(within: 4e-6)
    #expect(former.forward([example.input]) == before.0, "a copy keeps its own")
    example.layer = former
    #expect(example.backward() == before.1)
  }

  @Test func givesEachPictureOfABatchWhatItGetsAlone() {
    let example = ConvolutionCase(input: [5, 16, 12, 12], filters: 16, window: Window(kernel: 3, padding: 1))
    let together = example.layer.forward([example.input])
    let count = example.input.count / 5
    for n in 0..<5 {
      let alone = example.layer.forward([
        Tensor(shape: [1, 16, 12, 12], elements: Array(example.input.elements[n * count..<(n + 1) * count]))
      ])
      let part = together.elements[n * alone.count..<(n + 1) * alone.count].map { Double($0) }
      #expect(relativeError(alone, part) <= 1e-6)
    }
  }
}
