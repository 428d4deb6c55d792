import Foundation
import Segmentation
import Tensors
import Testing

@Suite struct SeedsTests {
  @Test func withoutTiesTheQuantilesCount() throws {
    let seeds = try Seeds(saliency: Tensor.uniform(shape: [64, 64], seed: 1))
    #expect(seeds.count(of: .foreground) == 205)
    #expect(seeds.count(of: .background) == 820)
    #expect(seeds.count(of: .unknown) == 4096 - 205 - 820)
  }

  @Test func theLargestAreForegroundAndTheSmallestBackground() throws {
    let map = Tensor(shape: [10, 10], elements: (0..<100).map(Float.init))
    let seeds = try Seeds(saliency: map, smooth: 0).tensor
    #expect((0..<100).filter { seeds[flat: $0] == 1 } == [95, 96, 97, 98, 99])
    #expect((0..<100).filter { seeds[flat: $0] == 0 } == Array(0..<20))
  }

  /// A single bright pixel in the noise counts less than a bright part once the map is blurred.
  @Test func theBlurLooksAtParts() throws {
    var map = Tensor(shape: [20, 20])
    map[2, 2] = 1
    for place in 0..<16 { map[12 + place / 4, 12 + place % 4] = 0.5 }
    let sharp = try Seeds(saliency: map, foreground: 0.97, smooth: 0).tensor
    let blurred = try Seeds(saliency: map, foreground: 0.97, smooth: 0.1).tensor
    #expect(sharp[2, 2] == 1)
    #expect(blurred[2, 2] != 1)
    #expect(blurred[13, 13] == 1)
  }

  @Test func outsideARectangleIsBackground() throws {
    let seeds = try Seeds(rectangle: (1, 2, 2, 1), height: 4, width: 4).tensor
    #expect(seeds.elements == [0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0])
  }

  @Test(arguments: [
    ([1, 1, 4, 1], SegmentationError.rectangleOutside([1, 1, 4, 1], height: 4, width: 4)),
    ([-1, 0, 2, 2], .rectangleOutside([-1, 0, 2, 2], height: 4, width: 4)),
    ([0, 0, 0, 2], .rectangleOutside([0, 0, 0, 2], height: 4, width: 4)),
    ([0, 0, 4, 4], .rectangleEverything),
    ([1, 1, .max, 1], .rectangleOutside([1, 1, .max, 1], height: 4, width: 4)),
  ])
  func aRectangleLiesInThePicture(sides: [Int], error: SegmentationError) {
    #expect(throws: error) {
      try Seeds(rectangle: (sides[0], sides[1], sides[2], sides[3]), height: 4, width: 4)
    }
  }

  @Test func bothSidesNeedABeginning() {
    #expect(throws: SegmentationError.missingSeeds(.background, of: 4)) {
      try Seeds(Tensor(shape: [2, 2], elements: [1, 1, 2, 1]))
    }
    #expect(throws: SegmentationError.missingSeeds(.foreground, of: 4)) {
      try Seeds(Tensor(shape: [2, 2], elements: [0, 0, 0, 0]))
    }
    #expect(throws: SegmentationError.seedValue(0.5)) { try Seeds(Tensor(shape: [1, 2], elements: [0, 0.5])) }
    #expect(throws: SegmentationError.seedValue(3)) { try Seeds(Tensor(shape: [1, 2], elements: [0, 3])) }
    #expect(throws: SegmentationError.noSeeds(shape: [3])) { try Seeds(Tensor([0, 1, 2])) }
  }

  /// Ten of a hundred pixels share the largest value, so that the 0.95 quantile is that value.
  @Test func theErrorNamesABetterQuantile() throws {
    let map = Tensor(shape: [10, 10], elements: (0..<100).map { Float(min($0, 90)) })
    let error = SegmentationError.noneAbove(quantile: 0.95, largest: 10, better: 0.89, background: 0.2)
    #expect(throws: error) { try Seeds(saliency: map, smooth: 0) }
    #expect(
      "\(error)"
        == "0 pixels of the saliency map are above its 0.95 quantile: 10 are as large as the largest. foreground=0.89 "
        + "finds these")
    #expect(try Seeds(saliency: map, foreground: 0.89, smooth: 0).count(of: .foreground) == 11)
    #expect(throws: SegmentationError.noneAbove(quantile: 0.95, largest: 100, better: nil, background: 0.2)) {
      try Seeds(saliency: Tensor(shape: [10, 10], repeating: 3))
    }
  }

  /// 90 of a hundred pixels share the largest value: its quantile is below the background's.
  @Test func theErrorNamesALowerQuantileOfTheBackgroundToo() throws {
    let map = Tensor(shape: [10, 10], elements: (0..<100).map { Float(min($0, 10)) })
    let error = SegmentationError.noneAbove(quantile: 0.95, largest: 90, better: 0.09, background: 0.2)
    #expect(throws: error) { try Seeds(saliency: map, smooth: 0) }
    #expect("\(error)".hasSuffix("foreground=0.09, background=0.045 finds these"))
    #expect(try Seeds(saliency: map, foreground: 0.09, background: 0.045, smooth: 0).count(of: .foreground) == 91)
  }

  @Test func quantilesAreInOrder() {
    let map = Tensor.uniform(shape: [8, 8], seed: 1)
    #expect(throws: SegmentationError.quantilesCross(background: 0.5, foreground: 0.4)) {
      try Seeds(saliency: map, foreground: 0.4, background: 0.5)
    }
    #expect(throws: SegmentationError.quantile(1.5, 0.2, smooth: 0.02)) { try Seeds(saliency: map, foreground: 1.5) }
    #expect(throws: SegmentationError.noMap(shape: [64])) { try Seeds(saliency: map.reshaped([64])) }
    #expect(throws: SegmentationError.notFinite("the saliency map")) { try Seeds(saliency: map.map { log($0 - 0.5) }) }
  }

  @Test func seedsArePaintedOverThePicture() throws {
    let seeds = try Seeds(Tensor(shape: [1, 3], elements: [0, 1, 2]))
    let painted = seeds.painted(on: Tensor(shape: [1, 1, 3], elements: [0, 0.5, 0.75]))
    let expected: [[Float]] = [[0.06, 0.71, 0.75], [0.18, 0.29, 0.75], [0.51, 0.26, 0.75]]
    #expect(painted.shape == [3, 1, 3])
    #expect(zip(painted.elements, expected.joined()).allSatisfy { abs($0 - $1) < 1e-6 })
  }
}
