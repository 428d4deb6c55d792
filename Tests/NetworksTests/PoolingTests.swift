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

  /// Against brute force, on numbers with many ties.
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

  /// Likewise windows of 3×3 two apart, with and without borders.
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

  static let windows = [
    MaxPooling(kernel: 2), MaxPooling(kernel: 2, ceiling: true), MaxPooling(kernel: 3, stride: 2),
    MaxPooling(kernel: 3, stride: 2, padding: 1, ceiling: true), MaxPooling(kernel: 3, stride: 1, padding: 1),
    MaxPooling(kernel: Extent(height: 2, width: 3), stride: Extent(height: 3, width: 1)),
    MaxPooling(kernel: 2, stride: 1, dilation: 2), MaxPooling(kernel: 4, stride: 4),
  ]

  /// A pass takes four channels at a time and shares rows out: to the bit what the layer does by itself.
  @Test(arguments: windows.indices, [1, 3, 4, 7, 18])
  func aPassPoolsAsTheLayerDoes(number: Int, channels: Int) throws {
    let layer = Self.windows[number]
    for (height, width) in [(4, 4), (9, 7), (23, 12)] {
      let network = try Network(
        name: "pool", inputShape: [channels, height, width],
        layers: [
          ("shift", ConstantArithmetic(.subtract, constant: Tensor(shape: [1], repeating: 2)), ["input"]),
          ("relu", ReLU(), ["shift"]), ("pool", layer, ["relu"]),
        ])
      var random = RandomSource(seed: UInt64(width))
      let shape = [channels, height, width]
      var image = Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in Float(random.integer(below: 6)) })
      image[channels - 1, 1, 2] = .nan
      let trace = try network.forward(image)
      let (relu, pool) = (trace.outputs[1], trace.outputs[2])
      let expected = layer.forward([relu])
      #expect(pool.map { $0.isNaN ? -1 : $0 } == expected.map { $0.isNaN ? -1 : $0 })
      let seed = Tensor(shape: trace.shape(of: 2), elements: (0..<pool.count).map { Float($0 % 7 - 3) })
      for rule in BackwardRule.allCases {
        let walked = try network.backward(trace, from: 2, seed: seed, rule: rule).finished().gradient(at: .image)
        #expect(try network.imageGradient(trace, from: 2, seed: seed, rule: rule) == walked, "\(rule)")
      }
    }
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
