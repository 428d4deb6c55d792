import Plotting
import Testing

@Suite struct FontTests {
  @Test func everyPrintableASCIICharacterIsThere() {
    for code in UInt8(0x20)..<0x7F { #expect(StrokeFont.has(Character(Unicode.Scalar(code)))) }
  }

  @Test func signsOfTheFieldAreThere() {
    for sign in "×·−…±°ελσ∂‖²→≥≤⌊⌋—–’“”⌈⌉∇√≈≠∞μηθΣΔøØß" { #expect(StrokeFont.has(sign), "\(sign)") }
    for letter in "äöüéèñçãÄÖÜ" { #expect(StrokeFont.has(letter), "\(letter)") }
  }

  @Test func digitsAreEquallyWide() {
    let font = StrokeFont(size: 20)
    #expect(Set("0123456789".map { font.width(of: String($0)) }).count == 1)
  }

  @Test func widthGrowsWithTheSize() {
    let (small, large) = (StrokeFont(size: 10).width(of: "heat map"), StrokeFont(size: 30).width(of: "heat map"))
    #expect(abs(large - 3 * small) < 1e-9)
    #expect(StrokeFont(size: 10, weight: .bold).width(of: "heat map") > small)
  }

  @Test func linesAreBrokenAtSpacesAndLongWordsInside() {
    let font = StrokeFont(size: 20)
    for width in [20.0, 60, 200] {
      for line in font.lines(of: "A caption with anextraordinarilylongword inside it", width: width) {
        #expect(font.width(of: line) <= width, "\(line)")
      }
    }
    #expect(font.lines(of: "one two", width: 1000) == ["one two"])
    #expect(font.lines(of: "one\ntwo", width: 1000) == ["one", "two"])
  }
}
