import Plotting
import Testing
import Text

@Suite struct ProseTests {
  private let ascii = TerminalStyle(unicode: true)

  @Test func wordsFillTheWidth() {
    #expect(ascii.wrapped("one two three four", width: 9) == "one two\nthree\nfour")
  }

  @Test func codeIsNotBroken() {
    #expect(ascii.wrapped("type `run until score < 0.5` now", width: 25) == "type\n`run until score < 0.5`\nnow")
  }

  @Test func onlyBackQuotesThatAreShownTakeRoom() {
    let prose = "`aaa` `bb` `c` d"
    #expect(ascii.wrapped(prose, width: 10) == "`aaa` `bb`\n`c` d")
    #expect(TerminalStyle(plain: true).wrapped(prose, width: 10) == "aaa bb c d")
    #expect(!TerminalStyle(color: .ansi256).wrapped(prose, width: 10).contains("\n"))
  }

  @Test func codeLongerThanALineIsBrokenAtItsSpaces() {
    #expect(ascii.wrapped("`aaaa bbbb cccc`", width: 11) == "`aaaa bbbb`\n`cccc`")
  }

  @Test func itemsHang() {
    #expect(ascii.wrapped("- one two three\n- four", width: 9) == "- one two\n  three\n- four")
    #expect(ascii.wrapped("12. one two", width: 7) == "12. one\n    two")
  }

  @Test func plainLeavesTheMarksOut() {
    let style = TerminalStyle(plain: true)
    #expect(style.wrapped("**Bold** and *soft*, `code`: 8×8", width: 80) == "Bold and soft, code: 8x8")
    #expect(
      style.wrapped("[paper](https://example.org/a) and [next](06-next.md)") == "paper (https://example.org/a) and next"
    )
  }

  @Test func coloursShowTheMarks() {
    let style = TerminalStyle(color: .ansi256, unicode: true)
    #expect(style.wrapped("a **b** `c`") == "a \u{1B}[1mb\u{1B}[0m \u{1B}[36mc\u{1B}[0m")
    #expect(style.wrapped("# Title") == "\u{1B}[1mTitle\u{1B}[0m")
  }

  @Test func productsAndBareMarksAreText() {
    #expect(ascii.wrapped("2*3*4, a * b, [1, 2], ` and \\*x\\*") == "2*3*4, a * b, [1, 2], ` and *x*")
  }

  @Test func paragraphsAndFencesStay() {
    #expect(ascii.wrapped("a\nb\n\nc\n```\n  x  y\n```\n| 1 | 2 |") == "a b\n\nc\n  x  y\n| 1 | 2 |")
  }

  @Test func wideLettersCountTwice() {
    #expect(ascii.wrapped("日本 日本", width: 7) == "日本\n日本")
  }

  @Test(arguments: 1...30)
  func noLineIsWiderThanTheWidth(width: Int) {
    let prose = """
      # A heading of some length
      Cover a **small square** of the picture and `occlusion cat class=cat patch=8`, again and again.
      - item [link text](https://example.org/very/long/address/without/any/space) end
        1. nested item that goes on
      """
    for style in [ascii, TerminalStyle(plain: true), TerminalStyle(color: .trueColor, unicode: true)] {
      for line in style.wrapped(prose, width: width).split(separator: "\n") {
        #expect(displayWidth(String(line)) <= max(width, 3), "\(line)")
      }
    }
  }

  @Test func escapesInProseAreHarmless() {
    #expect(!ascii.wrapped("a \u{1B}]0;title\u{7} b `\u{1B}[2J`").contains("\u{1B}"))
  }
}
