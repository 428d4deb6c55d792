import Attribution
import Networks
import Tensors
import Testing

/// Detectors score every class in each of many rows.
@Suite struct RowsOfClassesTests {
  /// Two rows, the picture's channels, of which each has a score of three classes.
  private static func detector() throws -> Network {
    try Network(
      name: "detector", inputShape: [2, 2, 2], classes: ["cat", "dog", "bird"],
      layers: [
        ("rows", Reshape(.shape([2, 4])), ["input"]),
        (
          "scores", FullyConnected(weight: Tensor(shape: [3, 4], elements: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1])),
          ["rows"]
        ),
        ("classes", Softmax(axis: 1), ["scores"]),
        ("boxes", FullyConnected(weight: .normal(shape: [4, 4], seed: 1)), ["rows"]),
      ])
  }

  private static let image = Tensor(shape: [2, 2, 2], elements: [0.1, 0.2, 0.3, 0.1, 0.5, 0.9, 0.1, 0.2])

  @Test func aClassIsScoredInItsStrongestRow() throws {
    let network = try Self.detector()
    let (top, best) = try network.score(.logit(class: nil), of: Self.image)
    #expect(top.unit == .position([1, 1]) && top.name == "scores[dog] in row 1" && best == 0.9)
    let (bird, value) = try network.score(.logit(class: 2), of: Self.image)
    #expect(bird.unit == .position([0, 2]) && bird.name == "scores[bird] in row 0" && value == 0.4)
    #expect(throws: AttributionError.unknownClass(3, count: 3)) {
      try network.score(.probability(class: 3), of: Self.image)
    }
  }

  @Test func theMapOfTheTopClassStartsInItsRow() throws {
    let network = try Self.detector()
    let backprop = try Backprop(of: Self.image, in: network)
    #expect(backprop.unit == .position([1, 1]) && backprop.name == "scores[1,1]")
  }
}
