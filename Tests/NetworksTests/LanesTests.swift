import Testing

@testable import Networks

@Suite struct LanesTests {
  @Test func aNaNIsLargerThanAnythingWhereverItStands() {
    for place in 0..<4 {
      var vectors = (0..<4).map { Lanes([Float($0), 9, -1, -.infinity]) }
      vectors[place][0] = .nan
      let most = Lanes.largest(vectors[0], vectors[1], vectors[2], vectors[3])
      #expect(most[0].isNaN)
      #expect(Array(most.numbers.dropFirst()) == [9, -1, -.infinity])
      guard place < 3 else { continue }
      #expect(Lanes.largest(vectors[0], vectors[1], vectors[2])[0].isNaN)
    }
  }

  @Test func theLargestIsFoundInEachPlace() {
    for place in 0..<4 {
      let vectors = (0..<4).map { Lanes(repeating: $0 == place ? 5 : Float($0) - 4) }
      #expect(Lanes.largest(vectors[0], vectors[1], vectors[2], vectors[3]).numbers == [5, 5, 5, 5])
      guard place < 3 else { continue }
      #expect(Lanes.largest(vectors[0], vectors[1], vectors[2]).numbers == [5, 5, 5, 5])
    }
  }

  @Test func numbersChangePlacesAsTheirNamesSay() {
    let (a, b) = (Lanes([0, 1, 2, 3]), Lanes([4, 5, 6, 7]))
    let turns = Lanes.alternating(a, b)
    #expect(turns.0.numbers == [0, 4, 1, 5] && turns.1.numbers == [2, 6, 3, 7])
    #expect(a.shifted(filledFrom: b).numbers == [1, 2, 3, 4])
    let columns = Lanes.transposed((a, b, Lanes([8, 9, 10, 11]), Lanes([12, 13, 14, 15])))
    #expect(columns.0.numbers == [0, 4, 8, 12] && columns.1.numbers == [1, 5, 9, 13])
    #expect(columns.2.numbers == [2, 6, 10, 14] && columns.3.numbers == [3, 7, 11, 15])
    let row: [Float] = [0, 1, 2, 3, 4, 5, 6, 7]
    row.withUnsafeBufferPointer { row in
      let halves = Lanes.evenAndOdd(from: row.baseAddress!)
      #expect(halves.even.numbers == [0, 2, 4, 6] && halves.odd.numbers == [1, 3, 5, 7])
    }
  }

  @Test func aMaskKeepsSomeNumbersAndMakesZerosOfTheOthers() {
    let a = Lanes([-1, 0, 2, .nan])
    #expect(Lanes(repeating: 7).kept(where: a.isPositive).numbers == [0, 0, 7, 0])
    #expect(Lanes(repeating: 7).zeroed(where: a.isPositive | a.isNaN).numbers == [7, 7, 0, 0])
    #expect(Lanes(repeating: 7).kept(where: a.isPositive & (a == Lanes(repeating: 2))).numbers == [0, 0, 7, 0])
  }
}

extension Lanes {
  fileprivate init(_ numbers: [Float]) {
    self.init(repeating: 0)
    for (lane, number) in numbers.enumerated() { self[lane] = number }
  }

  fileprivate var numbers: [Float] { (0..<4).map { self[$0] } }
}
