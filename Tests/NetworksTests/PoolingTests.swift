import Networks
import Tensors
import Testing

@Suite struct PoolingTests {
  @Test func theFirstOfEqualNumbersWins() {
    let input = Tensor(shape: [1, 1, 2, 4], elements: [1, 3, 0, 0, 3, 3, 0, 0])
    let output = MaxPooling(kernel: 2).forward([input])
    #expect(output.elements == [3, 0])
    let back = MaxPooling(kernel: 2).backward(
      Tensor(shape: [1, 1, 1, 2], elements: [5, 7]), inputs: [input], output: output, rule: .gradient)[0]
    #expect(back.elements == [0, 5, 7, 0, 0, 0, 0, 0])
  }

  @Test func signalsOfOverlappingWindowsAdd() {
    let input = Tensor(shape: [1, 1, 1, 3], elements: [1, 4, 2])
    let layer = MaxPooling(kernel: Extent(height: 1, width: 2), stride: 1)
    let back = layer.backward(
      Tensor(shape: [1, 1, 1, 2], elements: [5, 7]), inputs: [input], output: layer.forward([input]), rule: .gradient)[
        0]
    #expect(back.elements == [0, 12, 0])
  }

  /// The fast kernel for windows of 2×2 against brute force, on numbers with many ties and on all remainders of width.
  @Test(arguments: 1...19)
  func pairsAreAsBruteForce(width: Int) {
    var random = RandomSource(seed: UInt64(width))
    let shape = [2, 2, 2 + width % 4, width + 1]
    let input = Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in Float(random.integer(below: 4)) })
    let layer = MaxPooling(kernel: 2)
    let output = layer.forward([input])
    let signal = Tensor.normal(shape: output.shape, seed: 3)
    let back = layer.backward(signal, inputs: [input], output: output, rule: .gradient)[0]
    var expected = Tensor(shape: shape)
    for place in 0..<output.count {
      let at = output.index(ofFlat: place)
      let window = [(0, 0), (0, 1), (1, 0), (1, 1)].map { [at[0], at[1], 2 * at[2] + $0.0, 2 * at[3] + $0.1] }
      let values = window.map { input[flat: input.offset(of: $0)] }
      let best = values.max() ?? 0
      #expect(output[flat: place] == best)
      let winner = window[values.firstIndex(of: best) ?? 0]
      expected[flat: expected.offset(of: winner)] += signal[flat: place]
    }
    #expect(back == expected)
  }

  /// Likewise the fast kernel for windows of 3×3 two apart, with and without borders.
  @Test(arguments: 5...30, [0, 1])
  func triplesAreAsBruteForce(width: Int, padding: Int) {
    var random = RandomSource(seed: UInt64(width))
    let shape = [2, 2, 5 + width % 4, width]
    let input = Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in Float(random.integer(below: 4)) })
    let layer = MaxPooling(kernel: 3, stride: 2, padding: Padding(padding), ceiling: width % 3 == 0)
    let output = layer.forward([input])
    let signal = Tensor(shape: output.shape, elements: (0..<output.count).map { Float($0 % 7 - 3) })
    let back = layer.backward(signal, inputs: [input], output: output, rule: .gradient)[0]
    var expected = Tensor(shape: shape)
    for place in 0..<output.count {
      let at = output.index(ofFlat: place)
      let window = (0..<9).map { [at[0], at[1], 2 * at[2] + $0 / 3 - padding, 2 * at[3] + $0 % 3 - padding] }
        .filter { (0..<shape[2]).contains($0[2]) && (0..<shape[3]).contains($0[3]) }
      let values = window.map { input[flat: input.offset(of: $0)] }
      let best = values.max() ?? 0
      #expect(output[flat: place] == best)
      expected[flat: expected.offset(of: window[values.firstIndex(of: best) ?? 0])] += signal[flat: place]
    }
    #expect(back == expected)
  }

  @Test func aNaNInAWindowOfThreeIsSeenAndWins() {
    var input = Tensor.uniform(shape: [1, 1, 3, 13], seed: 1)
    input[0, 0, 1, 4] = .nan
    let layer = MaxPooling(kernel: 3, stride: 2)
    let output = layer.forward([input])
    #expect(output.elements.map(\.isNaN) == [false, true, true, false, false, false])
    let signal = Tensor(shape: output.shape, repeating: 1)
    #expect(layer.backward(signal, inputs: [input], output: output, rule: .gradient)[0][0, 0, 1, 4] == 2)
  }

  @Test func aNaNInAWindowIsSeen() {
    for place in 0..<4 {
      var input = Tensor(shape: [1, 1, 2, 2], elements: [1, 2, 3, 4])
      input[flat: place] = .nan
      #expect(MaxPooling(kernel: 2).forward([input]).elements[0].isNaN)
      #expect(MaxPooling(kernel: 2, ceiling: true).forward([input]).elements[0].isNaN)
    }
  }

  /// Wherever it stands among those that are compared four windows at a time.
  @Test(arguments: [2, 3])
  func aNaNAmongFourWindowsIsSeen(kernel: Int) {
    for place in 0..<kernel * kernel {
      var input = Tensor.uniform(shape: [1, 1, kernel, 10], seed: 1)
      let (row, column) = (place / kernel, 2 + place % kernel)
      input[0, 0, row, column] = .nan
      let output = MaxPooling(kernel: Extent(kernel), stride: 2).forward([input])
      let covers = (0..<output.count).map { (2 * $0..<2 * $0 + kernel).contains(column) }
      #expect(output.elements.map(\.isNaN) == covers)
    }
  }

  @Test func theLastWindowMayHangOverAndTakesNothingFromOutside() {
    let input = Tensor(shape: [1, 1, 3, 8], repeating: -.infinity)
    let layer = MaxPooling(kernel: 3, stride: 2, ceiling: true)
    let output = layer.forward([input])
    let back = layer.backward(
      Tensor(shape: [1, 1, 1, 4], repeating: 1), inputs: [input], output: output, rule: .gradient)
    #expect(back[0].elements == (0..<24).map { $0 < 8 && $0 % 2 == 0 ? 1 : 0 })
  }

  @Test func saysWhatItTakes() {
    #expect(throws: ShapeError(expected: "[C,H,W]", received: [[12]])) {
      try MaxPooling(kernel: 2).outputShape([[12]])
    }
    #expect(
      throws: ShapeError(expected: "[C,H,W] with H and W of at least 3×3 less the padding 0", received: [[2, 2, 8]])
    ) {
      try AveragePooling(kernel: 3).outputShape([[2, 2, 8]])
    }
    #expect(throws: ShapeError(expected: "a padding smaller than the window 2×2", received: [[2, 8, 8]])) {
      try MaxPooling(kernel: 2, padding: 2).outputShape([[2, 8, 8]])
    }
  }
}
