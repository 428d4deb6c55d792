import Networks
import Tensors
import Testing

@Suite struct ReLUTests {
  static let z = Tensor(shape: [1, 4], elements: [-2, 3, 0, 4])
  static let r = Tensor(shape: [1, 4], elements: [5, -6, -7, 8])

  @Test func takesTheLargerOfEachNumberAndZero() {
    #expect(ReLU().forward([Self.z]).elements == [0, 3, 0, 4])
  }

  @Test(arguments: [
    (BackwardRule.gradient, [0, -6, 0, 8] as [Float]),
    (.deconvnet, [5, 0, 0, 8]),
    (.guided, [0, 0, 0, 8]),
  ])
  func passesWhatTheRuleLetsThrough(rule: BackwardRule, expected: [Float]) {
    let back = ReLU().backward(Self.r, inputs: [Self.z], output: ReLU().forward([Self.z]), rule: rule)
    #expect(back[0].elements == expected)
  }

  @Test(arguments: [
    (BackwardRule.gradient, PassedSignals(arrived: 4, stoppedForward: 2, stoppedBackward: 0, stopped: 2)),
    (.deconvnet, PassedSignals(arrived: 4, stoppedForward: 0, stoppedBackward: 2, stopped: 2)),
    (.guided, PassedSignals(arrived: 4, stoppedForward: 2, stoppedBackward: 2, stopped: 3)),
  ])
  func countsWhatTheRuleStops(rule: BackwardRule, expected: PassedSignals) {
    #expect(ReLU().signals(Self.r, input: Self.z, rule: rule) == expected)
  }

  /// For the same signal: 0 ≤ guided ≤ deconvnet, and guided = max(gradient, 0) = deconvnet·[z > 0].
  @Test func guidedIsBothOthersAtOnce() {
    let z = Tensor.normal(shape: [3, 41], seed: 1)
    let r = Tensor.normal(shape: [3, 41], seed: 2)
    let back = { ReLU().backward(r, inputs: [z], output: z, rule: $0)[0] }
    let (gradient, deconvnet, guided) = (back(.gradient), back(.deconvnet), back(.guided))
    for place in 0..<z.count {
      #expect(0 <= guided[flat: place] && guided[flat: place] <= deconvnet[flat: place])
      #expect(guided[flat: place] == max(gradient[flat: place], 0))
      #expect(guided[flat: place] == (z[flat: place] > 0 ? deconvnet[flat: place] : 0))
    }
  }

  @Test func aNaNGoesThrough() {
    #expect(ReLU().forward([Tensor(shape: [1, 1], elements: [.nan])]).elements[0].isNaN)
  }
}
