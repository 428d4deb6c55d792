import Tensors
import Testing

@Suite struct FirstAxisTests {
  private static let batch = Tensor(shape: [3, 2, 2], elements: (0..<12).map(Float.init))

  @Test func entriesKeepTheAxis() {
    #expect(Self.batch.entries(1..<3) == Tensor(shape: [2, 2, 2], elements: (4..<12).map(Float.init)))
    #expect(Self.batch.entries(0..<3) == Self.batch)
    #expect(Self.batch.entries(2..<2) == Tensor(shape: [0, 2, 2]))
  }

  @Test func anEntryLeavesTheAxisOut() {
    #expect(Self.batch.entry(1) == Tensor(shape: [2, 2], elements: [4, 5, 6, 7]))
    #expect(Self.batch.entry(1).entry(1).entry(0) == Tensor(6))
  }

  @Test func entriesOfNoElementsAreEmpty() {
    #expect(Tensor(shape: [2, 0]).entry(1) == Tensor(shape: [0]))
  }
}
