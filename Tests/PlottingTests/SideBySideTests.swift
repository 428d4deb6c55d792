import Plotting
import Tensors
import Testing
import Text

@Suite struct SideBySideTests {
  private let style = TerminalStyle(width: 30)

  @Test func textsStandBesideEachOtherUnderTheirTitles() {
    let text = style.sideBySide([(title: "one", text: "aaaa\nbb"), (title: "two", text: "c\nd\ne")])
    #expect(text == "one    two\naaaa   c\nbb     d\n       e")
  }

  @Test func whatDoesNotFitGoesBelow() {
    let wide = String(repeating: "x", count: 20)
    #expect(style.sideBySide([(title: "", text: wide), (title: "", text: wide)]) == wide + "\n" + wide)
    #expect(
      TerminalStyle(plain: true).sideBySide([(title: "a", text: "1"), (title: "b", text: "2")]) == "a\n1\nb\n2")
  }

  @Test func coloursTakeNoRoom() {
    let painted = TerminalStyle(color: .ansi256, unicode: true, width: 9).paint("red", as: .error)
    let style = TerminalStyle(color: .ansi256, unicode: true, width: 9)
    #expect(style.sideBySide([(title: "", text: painted), (title: "", text: "abc")]) == painted + "   abc")
  }

  @Test func longTitlesAreBrokenAndTextsBeginTogether() {
    let text = style.sideBySide([(title: "a title of several words", text: "aaa"), (title: "b", text: "bbb")])
    #expect(text == "a title of\nseveral words   b\naaa             bbb")
  }

  @Test func picturesMapsAndBarsFitAWindowTogether() {
    let style = TerminalStyle(color: .trueColor, unicode: true, width: 100, height: 24)
    let map = Tensor.normal(shape: [15, 15], seed: 3)
    let text = style.sideBySide([
      (title: "picture", text: style.picture(map, rows: 14, width: 28)),
      (title: "map", text: style.heatMap(map, rows: 14, width: 36)),
      (title: "scores", text: style.bars([1, -2], labels: ["a", "b"], width: 26)),
    ])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.count <= 15 && lines.allSatisfy { displayWidth($0) <= 100 })
  }

  @Test func nothingIsNothing() {
    #expect(style.sideBySide([]).isEmpty)
    #expect(style.sideBySide([(title: "", text: "")]).isEmpty)
  }
}
