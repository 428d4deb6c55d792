import Networks
import Tensors
import Testing

@Suite struct AugmentationTests {
  static let picture = Tensor.uniform(shape: [3, 5, 7], seed: 1)

  /// All pictures that an augmentation makes with 40 seeds.
  static func outcomes(_ augmentation: Augmentation) -> [Tensor] {
    (1...40).map { seed in
      var (picture, random) = (picture, RandomSource(seed: UInt64(seed)))
      augmentation.apply(&picture, &random)
      return picture
    }
  }

  @Test func flipMirrorsHalfOfThePictures() {
    var mirrored = Self.picture
    for c in 0..<3 { for y in 0..<5 { for x in 0..<7 { mirrored[c, y, x] = Self.picture[c, y, 6 - x] } } }
    let outcomes = Self.outcomes(.flip)
    #expect(outcomes.allSatisfy { $0 == mirrored || $0 == Self.picture })
    #expect((10...30).contains(outcomes.count { $0 == mirrored }))
  }

  @Test func shiftMovesByAtMostItsReach() {
    for outcome in Self.outcomes(.shift(2)) {
      let shifts = (-2...2).flatMap { down in (-2...2).map { (down, $0) } }
      #expect(
        shifts.contains { down, right in
          (2..<3).allSatisfy { y in
            (2..<5).allSatisfy { x in outcome[1, y, x] == Self.picture[1, y - down, x - right] }
          }
        })
    }
  }

  @Test func lightStaysWithinARealPicturesRange() {
    let outcomes = Self.outcomes(.light(brightness: 0.5, contrast: 0.5))
    #expect(outcomes.allSatisfy { $0.elements.allSatisfy { (0...1).contains($0) } })
    #expect(Set(outcomes.map { $0.elements[0] }).count > 30)
  }

  @Test func cutoutHidesASquare() {
    for outcome in Self.outcomes(.cutout(3)) {
      let hidden = (0..<105).filter { outcome[flat: $0] != Self.picture[flat: $0] }
      #expect(hidden.count <= 27 && hidden.allSatisfy { outcome[flat: $0] == 0.5 })
    }
  }
}
