import Stepping
import Tensors
import Testing

/// Halves a number: a walk as small as one can be.
private struct Halving: Walk {
  var start: Double
  var stepCount: Int? { 3 }

  func makeIterator() -> Iterator { Iterator(current: Half(value: start, steps: 0)) }

  struct Iterator: Walker {
    private(set) var current: Half
    var footprint: Int { MemoryLayout<Half>.stride }

    mutating func next() -> Half? {
      guard current.steps < 3 else { return nil }
      current = Half(value: current.value / 2, steps: current.steps + 1)
      return current
    }
  }

  struct Half: Step, Equatable {
    var value: Double
    var steps: Int
    var headline: String { "\(value)" }
    func quantity(_ name: String) -> Quantity? { name == "value" ? .number(value) : nil }
  }
}

@Suite struct WalkTests {
  @Test func isASequenceOfItsSteps() {
    #expect(Halving(start: 8).map(\.value) == [4, 2, 1])
  }

  @Test func standsAtItsStartBeforeTheFirstStep() {
    #expect(Halving(start: 8).makeIterator().current.quantity("value") == .number(8))
  }

  @Test func aCopyOfAWalkerIsAPlaceToComeBackTo() {
    var walker = Halving(start: 8).makeIterator()
    _ = walker.next()
    let place = walker
    _ = walker.next()
    walker = place
    #expect(walker.current.value == 4)
    #expect(walker.next()?.value == 2)
  }

  @Test func hasNoPartsAndNoQuantitiesThatItDoesNotName() {
    let step = Halving(start: 8).makeIterator().current
    #expect(step.inside == nil)
    #expect(step.quantity("weight") == nil)
  }

  @Test func worksWithoutKnowingItsType() {
    let walk: any Walk = Halving(start: 8)
    var walker = start(of: walk)
    #expect(walker.next() != nil)
    #expect(walker.current.headline == "4.0")
  }

  private func start(of walk: some Walk) -> any Walker { walk.makeIterator() }
}
