import Networks
import Tensors
import Testing

/// What holds of every layer.
@Suite struct LayerTests {
  @Test(arguments: LayerCase.all)
  func putsOutTheShapeItPromises(_ test: LayerCase) throws {
    let promised = try test.layer.outputShape(test.inputs.map { Array($0.shape.dropFirst()) })
    #expect(test.layer.forward(test.inputs).shape == [test.inputs[0].shape[0]] + promised, "\(test)")
  }

  /// Elements that a step of 0.01 moves past a kink, which the second difference shows, are left out.
  @Test(arguments: LayerCase.all)
  func sendsBackTheGradientThatDifferencesFind(_ test: LayerCase) {
    let output = test.layer.forward(test.inputs)
    let signal = Tensor.normal(shape: output.shape, seed: 9)
    let back = test.layer.backward(signal, inputs: test.inputs, output: output, rule: .gradient)
    for number in test.inputs.indices {
      #expect(back[number].shape == test.inputs[number].shape)
      for place in 0..<test.inputs[number].count {
        func moved(_ step: Float) -> Double {
          var inputs = test.inputs
          inputs[number][flat: place] += step
          return score(test.layer, inputs, signal)
        }
        let (up, middle, down) = (moved(0.01), moved(0), moved(-0.01))
        let bent = abs(up + down - 2 * middle) > 3e-5 && !(test.layer is Softmax)
        if !bent {
          #expect(abs((up - down) / 0.02 - Double(back[number][flat: place])) < 3e-3, "\(test), \(number), \(place)")
        }
      }
    }
  }

  /// A constant of the graph is shown as a weight, but nobody trains it.
  @Test(arguments: LayerCase.all.filter { $0.layer.weight != nil && !($0.layer is ConstantArithmetic) })
  func findsTheGradientAtItsParameters(_ test: LayerCase) throws {
    let signal = Tensor.normal(shape: test.layer.forward(test.inputs).shape, seed: 9)
    let gradients = try #require(test.layer.parameterGradients(signal, inputs: test.inputs))
    for place in 0..<gradients.weight.count {
      func moved(_ step: Float) -> Double {
        var layer = test.layer
        layer.weight?[flat: place] += step
        return score(layer, test.inputs, signal)
      }
      #expect(abs((moved(0.1) - moved(-0.1)) / 0.2 - Double(gradients.weight[flat: place])) < 2e-3, "\(test)")
    }
    for place in 0..<gradients.bias.count where test.layer.bias != nil {
      func moved(_ step: Float) -> Double {
        var layer = test.layer
        layer.bias?[flat: place] += step
        return score(layer, test.inputs, signal)
      }
      #expect(abs((moved(0.1) - moved(-0.1)) / 0.2 - Double(gradients.bias[flat: place])) < 2e-3, "\(test)")
    }
  }

  @Test(arguments: LayerCase.all)
  func termsAddUpToEveryOutput(_ test: LayerCase) {
    let output = test.layer.forward(test.inputs)
    for place in 0..<output.count / output.shape[0] {
      let index = Array(output.index(ofFlat: place).dropFirst())
      let sum = test.layer.terms(ofOutput: index, inputs: test.inputs).reduce(0) { $0 + $1.value }
      #expect(abs(sum - Double(output[flat: place])) < 1e-5, "\(test) at \(index)")
    }
  }

  @Test(arguments: LayerCase.all, BackwardRule.allCases)
  func termsAddUpToEverySignalAtItsInputs(_ test: LayerCase, rule: BackwardRule) {
    let output = test.layer.forward(test.inputs)
    let signal = Tensor.normal(shape: output.shape, seed: 9)
    let back = test.layer.backward(signal, inputs: test.inputs, output: output, rule: rule)
    for (number, back) in back.enumerated() {
      for place in 0..<back.count / back.shape[0] {
        let index = Array(back.index(ofFlat: place).dropFirst())
        let terms = test.layer.terms(
          ofInputGradient: index, of: number, gradient: signal, inputs: test.inputs, output: output, rule: rule)
        let sum = terms.reduce(0) { $0 + $1.value }
        #expect(abs(sum - Double(back[flat: place])) < 1e-5, "\(test), input \(number) at \(index)")
      }
    }
  }

  @Test(arguments: LayerCase.all)
  func computesEachPictureOfABatchAlone(_ test: LayerCase) {
    let together = test.layer.forward(test.inputs)
    for number in 0..<test.inputs[0].shape[0] {
      let alone = test.layer.forward(test.inputs.map { $0.entries(number..<number + 1) })
      #expect(relativeError(alone, together.entries(number..<number + 1)) < 1e-6, "\(test)")
    }
  }

  @Test(arguments: LayerCase.all.filter { !($0.layer is ReLU) })
  func onlyAReLUMindsTheRule(_ test: LayerCase) {
    let output = test.layer.forward(test.inputs)
    let signal = Tensor.normal(shape: output.shape, seed: 9)
    let plain = test.layer.backward(signal, inputs: test.inputs, output: output, rule: .gradient)
    for rule in BackwardRule.allCases {
      #expect(test.layer.backward(signal, inputs: test.inputs, output: output, rule: rule) == plain)
    }
  }
}
