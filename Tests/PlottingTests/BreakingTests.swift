import Plotting
import Testing

@Suite struct BreakingTests {
  private let style = TerminalStyle(unicode: true, width: 20)

  @Test func linesThatFitStayAsTheyAre() {
    let text = "  two  blanks inside\n\nshort"
    #expect(style.brokenAtSpaces(text) == text)
  }

  @Test func wideLinesBreakAtSpacesNotInNumbers() {
    let text = "scores[cat] fell by 0.005553, these terms"
    #expect(style.brokenAtSpaces(text) == "scores[cat] fell by\n  0.005553, these\n  terms")
  }

  @Test func theBlanksThatALineBeginsWithStay() {
    #expect(style.brokenAtSpaces("  scores.weight 0.15 times code") == "  scores.weight 0.15\n    times code")
  }

  @Test func coloursTakeNoRoom() {
    let text = "\u{1B}[1;34mtwelve chars\u{1B}[0m and more"
    #expect(style.brokenAtSpaces(text) == "\u{1B}[1;34mtwelve chars\u{1B}[0m and\n  more")
  }

  @Test func aWordWiderThanTheTerminalIsLeftWhole() {
    let word = String(repeating: "x", count: 30)
    #expect(style.brokenAtSpaces(word) == word)
  }
}
