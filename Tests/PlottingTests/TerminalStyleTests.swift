import Plotting
import Testing

@Suite struct TerminalStyleTests {
  private static let rich = ["TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "de_DE.UTF-8"]

  private func detect(
    _ changes: [String: String], isTerminal: Bool = true, choice: TerminalStyle.ColorChoice = .auto,
    plain: Bool = false, width: Int? = nil
  ) -> TerminalStyle {
    let environment = Self.rich.merging(changes) { _, new in new }
    return .detect(
      environment: environment, isTerminal: isTerminal, size: (columns: 100, rows: 30), choice: choice, plain: plain,
      width: width)
  }

  @Test func modernTerminalHasEverything() {
    #expect(detect([:]) == TerminalStyle(color: .trueColor, unicode: true, width: 100, height: 30))
  }

  @Test(arguments: [
    (["COLORTERM": ""], TerminalStyle.Color.ansi256),
    (["NO_COLOR": "1"], .none),
    (["NO_COLOR": ""], .trueColor),
    (["TERM": "dumb"], .none),
    (["TERM": "xterm-direct", "COLORTERM": ""], .trueColor),
    (["TERM": "", "COLORTERM": ""], .none),
  ])
  func environmentDecidesColours(changes: [String: String], color: TerminalStyle.Color) {
    #expect(detect(changes).color == color)
  }

  @Test func optionsGoBeforeTheEnvironment() {
    #expect(detect(["NO_COLOR": "1"], choice: .always).color == .trueColor)
    #expect(detect(["TERM": "dumb"], isTerminal: false, choice: .always).color == .ansi256)
    #expect(detect([:], choice: .never).color == .none)
    #expect(detect([:], width: 60).width == 60)
  }

  @Test func pipeHasNoColoursAndNoHeight() {
    let style = detect([:], isTerminal: false)
    #expect(style.color == .none)
    #expect(style.height == nil)
  }

  @Test func plainIsAsciiWithoutColours() {
    for style in [detect([:], plain: true), detect(["ACCESSIBLE": "1"], choice: .always)] {
      #expect(style.plain && !style.unicode && style.color == .none)
    }
  }

  @Test func firstLocaleVariableThatIsSetDecides() {
    #expect(!detect(["LC_ALL": "C"]).unicode)
    #expect(detect(["LC_ALL": "C.UTF-8", "LANG": "C"]).unicode)
    #expect(!detect(["LANG": "C"]).unicode)
  }

  @Test func widthFallsBackToColumnsThenTo80() {
    #expect(TerminalStyle.detect(environment: ["COLUMNS": "132"], isTerminal: false).width == 132)
    #expect(TerminalStyle.detect(environment: [:], isTerminal: true, size: (columns: 0, rows: 0)).width == 80)
    #expect(TerminalStyle(width: -5).width == 1)
  }

  @Test func paintAddsNothingWithoutColours() {
    #expect(TerminalStyle().paint("x", as: .error) == "x")
    #expect(TerminalStyle(color: .ansi256).paint("x", as: .error) == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(TerminalStyle(color: .ansi256).paint("", as: .error).isEmpty)
  }
}
