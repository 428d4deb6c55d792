import Networks
import Tensors
import Testing

@Suite struct UnitTests {
  static let output = Tensor(shape: [2, 2, 2], elements: [1, 2, 3, 4, 7, 9, 9, 8])

  @Test(arguments: [
    (Unit.channel(1), [0, 0, 0, 0, 1, 1, 1, 1] as [Float], 33.0),
    (.position([0, 1, 0]), [0, 0, 1, 0, 0, 0, 0, 0], 3),
    (.strongest(channel: 1), [0, 0, 0, 0, 0, 1, 0, 0], 9),
  ])
  func seedsOnesWhereItLies(unit: Unit, seed: [Float], value: Double) {
    #expect(unit.seed(for: Self.output).elements == seed)
    #expect(unit.value(in: Self.output) == value)
  }

  @Test func anElementOfAVectorIsAChannel() {
    #expect(Unit.channel(2).seed(for: Tensor([5, 6, 7])).elements == [0, 0, 1])
    #expect(Unit.strongest(channel: 2).value(in: Tensor([5, 6, 7])) == 7)
  }

  @Test func unitsOutOfRangeAreNamed() {
    #expect(throws: NetworkError.unitOutOfRange(layer: "pool1", unit: 16, count: 16)) {
      try Unit.channel(16).check(against: [16, 4, 4], layer: "pool1")
    }
    #expect(
      NetworkError.unitOutOfRange(layer: "pool1", unit: 16, count: 16).description
        == "'pool1' has units 0 to 15, not 16")
    #expect(throws: NetworkError.positionOutOfRange(layer: "pool1", position: [0, 4, 0], shape: [16, 4, 4])) {
      try Unit.position([0, 4, 0]).check(against: [16, 4, 4], layer: "pool1")
    }
    #expect(throws: NetworkError.positionOutOfRange(layer: "pool1", position: [0, 1], shape: [16, 4, 4])) {
      try Unit.position([0, 1]).check(against: [16, 4, 4], layer: "pool1")
    }
  }
}
