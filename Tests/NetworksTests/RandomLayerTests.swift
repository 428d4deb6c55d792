import Networks
import Tensors
import Testing

/// Properties of layers with attributes and shapes that are drawn; the seed is the test's argument.
@Suite struct RandomLayerTests {
  /// A layer drawn with inputs that it may or may not take.
  static func draw(_ seed: Int) -> LayerCase {
    var random = RandomSource(seed: UInt64(seed))
    func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + random.integer(below: range.count) }
    func extent(_ range: ClosedRange<Int>) -> Extent { Extent(height: number(range), width: number(range)) }
    func padding(_ range: ClosedRange<Int>) -> Padding {
      Padding(top: number(range), left: number(range), bottom: number(range), right: number(range))
    }
    let picture = [number(1...2), 4, number(1...7), number(1...7)]
    let groups = [1, 2, 4][number(0...2)]
    switch seed % 8 {
    case 0:
      let weight = Tensor.normal(shape: [4, number(1...2), number(1...3), number(1...3)], seed: UInt64(seed))
      return LayerCase(
        TransposedConvolution(
          weight: weight, stride: extent(1...3), padding: padding(0...2), dilation: extent(1...2), groups: groups,
          outputPadding: extent(0...2)), picture)
    case 1:
      let weight = Tensor.normal(shape: [4, 4 / groups, number(1...3), number(1...3)], seed: UInt64(seed))
      return LayerCase(
        Convolution(
          weight: weight, bias: .normal(shape: [4], seed: 1), stride: extent(1...3), padding: padding(0...3),
          dilation: extent(1...3), groups: groups), picture)
    case 2:
      return LayerCase(
        MaxPooling(
          kernel: extent(1...3), stride: extent(1...3), padding: padding(0...2), ceiling: number(0...1) == 1,
          dilation: extent(1...3)), picture)
    case 3:
      let modes: [Pad.Mode] = [.constant(0.5), .reflect, .edge]
      return LayerCase(
        Pad((0..<3).map { _ in .init(before: number(-3...3), after: number(-3...3)) }, mode: modes[number(0...2)]),
        picture)
    case 4:
      func length() -> Resize.Length {
        number(0...1) == 0 ? .size(number(0...9)) : .scale(Float(number(1...12)) / 4)
      }
      return LayerCase(
        Resize(
          height: length(), width: length(), method: Resize.Method.allCases[number(0...1)],
          coordinates: Resize.Coordinates.allCases[number(0...3)], rounding: Resize.Rounding.allCases[number(0...3)]),
        picture)
    case 5:
      func lengths() -> [Int] { [2] + (0..<number(0...3)).map { _ in number(1...2) * number(1...2) } }
      return LayerCase(Arithmetic(number(0...1) == 0 ? .multiply : .subtract), lengths(), lengths())
    case 6:
      func lengths() -> [Int] { [2] + (0..<number(0...3)).map { _ in number(1...2) } }
      return LayerCase(MatrixMultiplication(), lengths(), lengths())
    default:
      let axes = (0..<number(0...3)).map { _ in number(-3...2) }
      return LayerCase(AxisMean(axes: axes, keepsAxes: number(0...1) == 1), picture)
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
