import Tensors
import Testing

@Suite struct ElementwiseTests {
  let fixture: [Tensor]

  init() throws {
    fixture = try Fixture.tensors("elementwise.npy")
  }

  @Test(arguments: Array(ElementwiseFunction.allCases.enumerated()).map { ($0.offset, $0.element) })
  func functionsAreNumpys(number: Int, function: ElementwiseFunction) {
    let result = fixture[0].applying(function)
    #expect(
      result.matches(fixture[1 + number], within: 2e-7), "\(result.elements), not \(fixture[1 + number].elements)")
  }

  @Test func raisingAndLoweringToBoundsKeepsNaN() throws {
    let raised = try fixture[0].combined(with: Tensor(-1), by: .maximum)
    #expect(try raised.combined(with: Tensor(0.5), by: .minimum).matches(fixture[14]))
  }

  @Test func softmaxSumsToOneAndDoesNotOverflow() throws {
    #expect(fixture[15].softmax().matches(fixture[16], within: 1e-6))
    let large = Tensor([1000, 1000, -1000]).softmax()
    #expect(large.elements == [0.5, 0.5, 0])
    #expect(Tensor(3).softmax() == Tensor(1))
    #expect(Tensor(shape: [2, 0]).softmax() == Tensor(shape: [2, 0]))
  }
}
