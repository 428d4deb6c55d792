import Networks
import Tensors
import Testing

/// Properties of layers with attributes and shapes that are drawn; the seed is the test's argument.
@Suite struct RandomLayerTests {
  /// A layer drawn with inputs that it may or may not take.
  static func draw(_ seed: Int) -> LayerCase {
    var draw = LayerDraw(seed: seed)
    switch seed % 8 {
    case 0: return draw.transposedConvolution()
    case 1: return draw.convolution()
    case 2: return draw.pooling()
    case 3: return draw.pad()
    case 4: return draw.resize()
    case 5: return draw.arithmetic()
    case 6: return LayerCase(MatrixMultiplication(), draw.lengths(most: 2), draw.lengths(most: 2))
    default:
      let axes = (0..<draw.number(0...3)).map { _ in draw.number(-3...2) }
      return LayerCase(AxisMean(axes: axes, keepsAxes: draw.number(0...1) == 1), draw.picture)
    }
  }

  /// Those of the drawn layers that take their inputs.
  static let taken = (0..<400).filter { seed in
    let test = draw(seed)
    return (try? test.layer.outputShape(test.inputs.map { Array($0.shape.dropFirst()) })) != nil
  }

  @Test func manyOfThemAreTaken() {
    for kind in 0..<8 { #expect(Self.taken.count { $0 % 8 == kind } >= 8, "kind \(kind)") }
  }

  @Test(arguments: taken)
  func theShapeIsThePromisedOne(seed: Int) throws {
    let test = Self.draw(seed)
    let promised = try test.layer.outputShape(test.inputs.map { Array($0.shape.dropFirst()) })
    #expect(test.layer.forward(test.inputs).shape == [test.inputs[0].shape[0]] + promised, "\(test)")
  }

  /// Each of these layers is linear in each input alone, so a difference is exact at any step; a max pooling is linear
  /// as long as no winner changes, and is left out where one does.
  @Test(arguments: taken)
  func aSmallChangeDoesWhatTheSignalSays(seed: Int) {
    let test = Self.draw(seed)
    let output = test.layer.forward(test.inputs)
    let signal = Tensor.normal(shape: output.shape, seed: 9)
    let back = test.layer.backward(signal, inputs: test.inputs, output: output, rule: .gradient)
    let step: Float = test.layer is MaxPooling ? 1e-3 : 0.5
    for number in test.inputs.indices {
      let direction = Tensor.normal(shape: test.inputs[number].shape, seed: 10)
      var (up, down) = (test.inputs, test.inputs)
      up[number] = up[number] + direction * step
      down[number] = down[number] - direction * step
      if test.layer is MaxPooling && bends(test.layer, up, down) { continue }
      let measured = (score(test.layer, up, signal) - score(test.layer, down, signal)) / Double(2 * step)
      let claimed = zip(direction.elements, back[number].elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      let scale = max(1, abs(claimed))
      #expect(abs(measured - claimed) < (test.layer is MaxPooling ? 1e-2 : 1e-3) * scale, "\(test), input \(number)")
    }
  }

  /// Whether a layer sends ones back to other places.
  private func bends(_ layer: any Layer, _ inputs: [Tensor], _ others: [Tensor]) -> Bool {
    func mask(_ inputs: [Tensor]) -> [Tensor] {
      let output = layer.forward(inputs)
      let ones = Tensor(shape: output.shape, repeating: 1)
      return layer.backward(ones, inputs: inputs, output: output, rule: .gradient)
    }
    return mask(inputs) != mask(others)
  }

  @Test(arguments: taken)
  func termsAddUpToOutputsAndSignals(seed: Int) {
    let test = Self.draw(seed)
    let output = test.layer.forward(test.inputs)
    for place in stride(from: 0, to: output.count / output.shape[0], by: 5) {
      let index = Array(output.index(ofFlat: place).dropFirst())
      let sum = test.layer.terms(ofOutput: index, inputs: test.inputs).reduce(0) { $0 + $1.value }
      #expect(abs(sum - Double(output[flat: place])) < 2e-5, "\(test) at \(index)")
    }
    let signal = Tensor.normal(shape: output.shape, seed: 9)
    let back = test.layer.backward(signal, inputs: test.inputs, output: output, rule: .gradient)
    for (number, back) in back.enumerated() {
      for place in stride(from: 0, to: back.count / back.shape[0], by: 5) {
        let index = Array(back.index(ofFlat: place).dropFirst())
        let terms = test.layer.terms(
          ofInputGradient: index, of: number, gradient: signal, inputs: test.inputs, output: output, rule: .gradient)
        let sum = terms.reduce(0) { $0 + $1.value }
        #expect(abs(sum - Double(back[flat: place])) < 2e-5, "\(test), input \(number) at \(index)")
      }
    }
  }
}

/// Draws layers of some kinds and shapes for them.
private struct LayerDraw {
  private var random: RandomSource
  private let seed: UInt64
  private(set) var picture: [Int] = []
  private var groups = 1

  init(seed: Int) {
    (random, self.seed) = (RandomSource(seed: UInt64(seed)), UInt64(seed))
    picture = [number(1...2), 4, number(1...7), number(1...7)]
    groups = [1, 2, 4][number(0...2)]
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + random.integer(below: range.count) }

  private mutating func extent(_ range: ClosedRange<Int>) -> Extent {
    Extent(height: number(range), width: number(range))
  }

  private mutating func padding(_ range: ClosedRange<Int>) -> Padding {
    Padding(top: number(range), left: number(range), bottom: number(range), right: number(range))
  }

  /// Two pictures of up to three axes.
  mutating func lengths(most: Int) -> [Int] { [2] + (0..<number(0...3)).map { _ in number(1...most) } }

  mutating func transposedConvolution() -> LayerCase {
    let weight = Tensor.normal(shape: [4, number(1...2), number(1...3), number(1...3)], seed: seed)
    return LayerCase(
      TransposedConvolution(
        weight: weight, bias: .normal(shape: [weight.shape[1] * groups], seed: 1), stride: extent(1...3),
        padding: padding(0...2), dilation: extent(1...3), groups: groups, outputPadding: extent(0...2)), picture)
  }

  mutating func convolution() -> LayerCase {
    let weight = Tensor.normal(shape: [4, 4 / groups, number(1...3), number(1...3)], seed: seed)
    return LayerCase(
      Convolution(
        weight: weight, bias: .normal(shape: [4], seed: 1), stride: extent(1...3), padding: padding(0...3),
        dilation: extent(1...3), groups: groups), picture)
  }

  mutating func pooling() -> LayerCase {
    LayerCase(
      MaxPooling(
        kernel: extent(1...3), stride: extent(1...3), padding: padding(0...2), ceiling: number(0...1) == 1,
        dilation: extent(1...3)), picture)
  }

  mutating func pad() -> LayerCase {
    let modes: [Pad.Mode] = [.constant(0.5), .reflect, .edge]
    let borders = (0..<3).map { _ in Pad.Border(before: number(-3...3), after: number(-3...3)) }
    return LayerCase(Pad(borders, mode: modes[number(0...2)]), picture)
  }

  private mutating func length() -> Resize.Length {
    number(0...1) == 0 ? .size(number(0...9)) : .scale(Float(number(1...12)) / 4)
  }

  mutating func resize() -> LayerCase {
    LayerCase(
      Resize(
        height: length(), width: length(), method: Resize.Method.allCases[number(0...1)],
        coordinates: Resize.Coordinates.allCases[number(0...3)], rounding: Resize.Rounding.allCases[number(0...3)]),
      picture)
  }

  mutating func arithmetic() -> LayerCase {
    LayerCase(Arithmetic(number(0...1) == 0 ? .multiply : .subtract), lengths(most: 4), lengths(most: 4))
  }
}
