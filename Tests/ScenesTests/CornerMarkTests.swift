import Scenes
import Tensors
import Testing

struct CornerMarkTests {
  /// Where the mark lies.
  static let corner = 55..<62

  @Test func shortcutChangesTheCornerAlone() {
    let (plain, marked) = (Scene(.cat, seed: 3), Scene(.cat, seed: 3, shortcut: true))
    for row in 0..<64 {
      for column in 0..<64 where !(Self.corner.contains(row) && Self.corner.contains(column)) {
        #expect(plain.image[1, row, column] == marked.image[1, row, column])
        #expect(plain.mask[row, column] == marked.mask[row, column])
      }
    }
    #expect(marked.mask[58, 58] == 0)
  }

  @Test func everyClassHasAMarkOfItsOwn() {
    let marks = SceneClass.allCases.map { Self.mark(Scene($0, seed: 3, shortcut: true).image) }
    for (index, mark) in marks.enumerated() {
      for other in marks[..<index] {
        #expect(zip(mark, other).contains { abs($0 - $1) > 0.1 })
      }
    }
  }

  @Test func markIsTheSameOnEveryPictureOfAClass() {
    #expect(
      Self.mark(Scene(.tree, seed: 1, shortcut: true).image) == Self.mark(Scene(.tree, seed: 2, shortcut: true).image))
  }

  @Test func markOfAnotherClassCanBePlanted() {
    let misled = Scene(SceneRecipe(.cat, seed: 3), mark: .ostrich)
    #expect(misled.sceneClass == .cat)
    #expect(Self.mark(misled.image) == Self.mark(Scene(.ostrich, seed: 8, shortcut: true).image))
  }

  private static func mark(_ image: Tensor) -> [Float] {
    (0..<3).flatMap { channel in [56, 60].map { image[channel, $0, 58] } }
  }
}
