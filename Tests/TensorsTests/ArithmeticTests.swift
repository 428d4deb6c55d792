import Tensors
import Testing

@Suite struct ArithmeticTests {
  @Test func everyOperationBroadcastsAsInNumpy() throws {
    let fixture = try Fixture.tensors("broadcasting.npy")
    let operations = BinaryOperation.allCases
    #expect(fixture.count == 15 * (2 + operations.count))
    for start in stride(from: 0, to: fixture.count, by: 2 + operations.count) {
      let (a, b) = (fixture[start], fixture[start + 1])
      for (number, operation) in operations.enumerated() {
        let result = try a.combined(with: b, by: operation)
        let expected = fixture[start + 2 + number]
        #expect(
          result.matches(expected, within: operation == .power ? 1e-6 : 0),
          "\(operation) of \(a) and \(b): \(result), not \(expected)")
      }
    }
  }

  @Test func operatorsDoWhatTheirOperationDoes() throws {
    let (a, b) = (Tensor.normal(shape: [3, 4], seed: 1), Tensor.normal(shape: [4], seed: 2))
    #expect(try a + b == a.combined(with: b, by: .add))
    #expect(try a - b == a.combined(with: b, by: .subtract))
    #expect(try a * b == a.combined(with: b, by: .multiply))
    #expect(try a / b == a.combined(with: b, by: .divide))
    #expect(try (a .< b) == a.combined(with: b, by: .less))
    #expect(try (a .>= b) == a.combined(with: b, by: .greaterOrEqual))
    #expect((-a) + a == Tensor(shape: [3, 4]))
    #expect(2 * a == a + a)
    #expect(1 - a == -(a - 1))
    #expect(try a.combined(with: b) { $0 * $1 } == a * b)
  }

  @Test func shapesThatDoNotBroadcastAreNamedWithTheirAxis() {
    let error = #expect(throws: TensorError.self) {
      try Tensor(shape: [2, 3]).combined(with: Tensor(shape: [4]), by: .add)
    }
    #expect(error?.description == "shapes [2,3] and [4] do not broadcast: axis 1 has 3 and 4")
  }

  @Test func resultsTooLargeForMemoryAreRefused() {
    let (a, b) = (Tensor(shape: [100_000, 1]), Tensor(shape: [1, 100_000]))
    #expect(throws: TensorError.tooLarge(shape: [100_000, 100_000])) { try a.combined(with: b, by: .add) }
    #expect(throws: TensorError.tooLarge(shape: [1 << 40, 1 << 40, 0])) {
      try Tensor.checkedCount([1 << 40, 1 << 40, 0])
    }
    #expect(throws: TensorError.negativeLength(shape: [2, -1])) { try Tensor.checkedCount([2, -1]) }
  }

  @Test func broadcastRepeatsAlongAxesOfLengthOne() throws {
    let column = Tensor(shape: [2, 1], elements: [1, 2])
    #expect(try column.broadcast(to: [2, 3]).elements == [1, 1, 1, 2, 2, 2])
    #expect(try column.broadcast(to: [2, 2, 1]).elements == [1, 2, 1, 2])
    #expect(throws: TensorError.doNotBroadcast([2, 1], [1, 3])) { try column.broadcast(to: [1, 3]) }
  }
}
