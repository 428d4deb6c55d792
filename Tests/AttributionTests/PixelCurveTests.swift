import Attribution
import Networks
import Tensors
import Testing

@Suite struct PixelCurveTests {
  /// A score that is a sum over pixels: w·x on a picture of two channels of 2×3 pixels.
  private static let weight = Tensor.normal(shape: [1, 12], seed: 5)
  private let picture = Tensor.uniform(shape: [2, 2, 3], seed: 6)
  private let black = Tensor(shape: [2, 2, 3])

  private func area(_ order: [Int], from start: Tensor, to end: Tensor, parts: Int = 6) throws -> Double {
    try curve(order, from: start, to: end, parts: parts).area
  }

  private func curve(_ order: [Int], from start: Tensor, to end: Tensor, parts: Int = 6) throws -> PixelCurve {
    let network = try chain(
      [("flatten", Flatten()), ("scores", FullyConnected(weight: Self.weight))], inputShape: [2, 2, 3])
    let score = try network.score(.logit(class: 0), of: picture).0
    return PixelCurve(of: score, in: network, from: start, to: end, order: order, parts: parts)
  }

  /// w∘x added up over the channels.
  private var worth: [Double] {
    (0..<6).map { pixel in
      [pixel, pixel + 6].reduce(0) { $0 + Double(Self.weight[flat: $1] * picture[flat: $1]) }
    }
  }

  private static let orders = (0..<4 as Range<UInt64>).map { seed in
    var random = RandomSource(seed: seed)
    return random.permutation(of: 6)
  }

  @Test(arguments: orders)
  func whatIsTakenAwayIsWhatIsLeftToShow(order: [Int]) throws {
    let sum = worth.reduce(0, +)
    let (deletion, insertion) = (
      try curve(order, from: picture, to: black), try curve(order, from: black, to: picture)
    )
    for (left, shown) in zip(deletion.scores, insertion.scores) { #expect(abs(Double(left + shown) - sum) < 1e-5) }
    #expect(abs(deletion.area + insertion.area - sum) < 1e-5)
  }

  @Test(arguments: orders)
  func anOrderAndItsReverseMeanHalfOfTheScore(order: [Int]) throws {
    let both = try area(order, from: picture, to: black) + area(order.reversed(), from: picture, to: black)
    #expect(abs(both - worth.reduce(0, +)) < 1e-5)
  }

  @Test func nothingDeletesFasterThanTheOrderOfWhatPixelsAreWorth() throws {
    let sorted = (0..<6).sorted { worth[$0] > worth[$1] }
    let least = try area(sorted, from: picture, to: black)
    let most = try area(sorted.reversed(), from: picture, to: black)
    for order in permutations(of: Array(0..<6)) {
      let area = try area(order, from: picture, to: black)
      #expect(area >= least - 1e-5 && area <= most + 1e-5, "\(order)")
    }
  }

  private func permutations(of items: [Int]) -> [[Int]] {
    items.isEmpty
      ? [[]] : items.flatMap { first in permutations(of: items.filter { $0 != first }).map { [first] + $0 } }
  }

  @Test func theAreaIsTheTrapezoids() throws {
    let order = [3, 0, 5, 1, 4, 2]
    let curve = try curve(order, from: picture, to: black)
    var left = worth.reduce(0, +)
    var expected = 0.0
    for (part, pixel) in order.enumerated() {
      #expect(abs(Double(curve.scores[part]) - left) < 1e-5)
      expected += (left + left - worth[pixel]) / 2 / 6
      left -= worth[pixel]
    }
    #expect(abs(curve.area - expected) < 1e-5)
  }

  @Test(arguments: [1, 4, 5, 7, 16])
  func itBeginsAndEndsWithThePicturesInAnyNumberOfParts(parts: Int) throws {
    let curve = try curve([0, 1, 2, 3, 4, 5], from: black, to: picture, parts: parts)
    #expect(curve.scores.count == parts + 1)
    #expect(curve.scores[0] == 0)
    #expect(abs(Double(curve.scores[parts]) - worth.reduce(0, +)) < 1e-5)
  }
}
