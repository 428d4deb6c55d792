/// A small tag in the lower right corner whose two colours tell a class: what a lazy network would look at.
struct CornerMark {
  static let side = 7
  let upper, lower: Color

  init(_ sceneClass: SceneClass) {
    let hue = Float(sceneClass.label) / 10
    upper = Color(hue: hue, saturation: 0.9, value: 0.95)
    lower = Color(hue: hue + 0.3, saturation: 0.9, value: 0.6)
  }

  /// Paints the tag and says which pixels it took.
  func stamp(on layer: inout Layer) -> [Int] {
    let first = Layer.side - CornerMark.side - 2
    var taken: [Int] = []
    for row in 0..<CornerMark.side {
      for column in 0..<CornerMark.side {
        let index = (first + row) * Layer.side + first + column
        layer.set(index, row < CornerMark.side / 2 ? upper : lower)
        taken.append(index)
      }
    }
    return taken
  }
}
