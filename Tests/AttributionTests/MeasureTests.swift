import Attribution
import Networks
import Tensors
import Testing

/// Measures of maps that are given, on pictures of 4×4 pixels.
@Suite struct MeasureTests {
  /// The object is the 2×2 in the lower right.
  private let mask = Tensor(shape: [4, 4], elements: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1])

  private func number(
    _ measure: Measure, of map: [Float], mask: Tensor? = nil, mark: Tensor? = nil
  ) throws -> Double {
    try #require(verdict(measure, of: map, mask: mask, mark: mark).last).found.elements.map { Double($0) }[0]
  }

  private func verdict(
    _ measure: Measure, of map: [Float], mask: Tensor? = nil, mark: Tensor? = nil
  ) throws -> [Judge.Verdict] {
    let network = try linear(.normal(shape: [3, 16], seed: 1), bias: Tensor(shape: [3]), inputShape: [1, 4, 4])
    let scene = try JudgedScene(
      image: .uniform(shape: [1, 4, 4], seed: 2), mask: mask ?? self.mask, classNumber: 1, mark: mark)
    let given = Contestant("given", meaning: "what is given") { _ in { Tensor(shape: [4, 4], elements: map) } }
    return Array(try Judge([scene], in: network, contestants: [given], measures: [measure]))
  }

  /// A map of zeros but for some pixels.
  private func map(_ pixels: [Int: Float]) -> [Float] { (0..<16).map { pixels[$0] ?? 0 } }

  @Test(
    arguments: [
      ([10: 1], 1), ([9: 1], 0), ([10: 1, 15: 1], 1), ([9: 1, 10: 1], 0), ([10: 1, 12: 1], 1), ([:], 0),
      ([9: -1, 10: -2], 0),
    ] as [([Int: Float], Double)])
  func pointingAsksWhereTheFirstOfTheHighestLies(pixels: [Int: Float], hit: Double) throws {
    #expect(try number(.pointing, of: map(pixels)) == hit)
  }

  @Test func aConstantMapPointsNowhere() throws {
    #expect(try number(.pointing, of: map([:]), mask: Tensor(shape: [4, 4], repeating: 1)) == 0)
  }

  @Test func whoeverPointsBlindlyHitsByTheMasksShare() throws {
    #expect(try #require(verdict(.pointing, of: map([:])).last).chance == [4.0 / 16])
  }

  @Test func iouSharesWhatIsInBoth() throws {
    #expect(try number(.iou, of: mask.elements) == 1)
    #expect(try number(.iou, of: mask.elements.map { -$0 }) == 0)
    // Two of the four highest lie on the object: 2 of 6 pixels are in both.
    let half = try number(.iou, of: map([10: 4, 11: 3, 0: 2, 1: 1]))
    #expect(abs(half - 2.0 / 6) < 1e-6)
    // Of equal pixels the first come first: 0, 1, 2, 3.
    #expect(try number(.iou, of: map([:])) == 0)
  }

  @Test func withoutAnObjectThereIsNoOverlapToMeasure() throws {
    #expect(try number(.iou, of: map([3: 1]), mask: Tensor(shape: [4, 4])).isNaN)
  }

  @Test func markIsTheShareOfTheMarkAmongTheHighest() throws {
    var mark = Tensor(shape: [4, 4])
    for pixel in [0, 1, 4] { mark[flat: pixel] = 1 }
    let found = try number(.mark, of: map([0: 3, 9: 2, 4: 1]), mark: mark)
    #expect(abs(found - 2.0 / 3) < 1e-6)
    #expect(try number(.mark, of: map([0: 3])).isNaN)
    #expect(try #require(verdict(.mark, of: map([:]), mark: mark).last).chance == [3.0 / 16])
  }

  @Test func deletionAndInsertionAreTheCurvesToGreyAndFromIt() throws {
    let values = (0..<16).map { Float($0 * 7 % 16) }
    let order = values.indices.sorted { values[$0] > values[$1] }
    let step = try #require(verdict(.deletion, of: values).last)
    let (network, image) = (step.judge.network, step.scene.image)
    let score = try network.score(.probability(class: 1), of: image).0
    let grey = Tensor(shape: image.shape, repeating: 0.5)
    let deletion = PixelCurve(of: score, in: network, from: image, to: grey, order: order)
    #expect(try abs(number(.deletion, of: values) - deletion.area) < 1e-6)
    let insertion = PixelCurve(of: score, in: network, from: grey, to: image, order: order)
    #expect(try abs(number(.insertion, of: values) - insertion.area) < 1e-6)
  }

  @Test func numbersArePreferredByTheMeasuresOwnDirection() {
    #expect(Measure.iou.prefers(0.5, to: 0.4) && !Measure.iou.prefers(0.4, to: 0.4))
    #expect(Measure.deletion.prefers(0.4, to: 0.5) && !Measure.deletion.prefers(.nan, to: 0.5))
    #expect(Measure.sanity.prefers(0.1, to: 0.2) && !Measure.sanity.prefers(0.2, to: 0.1))
    #expect(Measure.iou.prefers(0, to: .nan) && !Measure.iou.prefers(.nan, to: .nan))
  }
}

@Suite struct RankCorrelationTests {
  @Test func itIsSciPysOfNumbersManyOfWhichAreEqual() throws {
    let pairs = try Fixture.tensor("ranked")
    let expected = Double(try Fixture.tensor("rank_correlation")[flat: 0])
    #expect(abs(pairs.entry(0).rankCorrelation(with: pairs.entry(1)) - expected) < 1e-6)
  }

  @Test func onlyTheOrderCounts() {
    let numbers = Tensor.normal(shape: [8, 9], seed: 3)
    #expect(abs(numbers.rankCorrelation(with: numbers.map { $0 * $0 * $0 + 4 }) - 1) < 1e-12)
    #expect(abs(numbers.rankCorrelation(with: numbers.map { -$0 }) + 1) < 1e-12)
  }

  @Test func aConstantAndANaNHaveNoRanks() {
    let numbers = Tensor.normal(shape: [10], seed: 3)
    #expect(numbers.rankCorrelation(with: Tensor(shape: [10], repeating: 2)).isNaN)
    #expect(numbers.rankCorrelation(with: numbers.map { $0 > 0 ? .nan : $0 }).isNaN)
  }
}
