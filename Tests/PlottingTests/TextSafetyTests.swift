import Plotting
import Testing

@Suite struct TextSafetyTests {
  @Test func aDotBetweenBlanksSeparatesAndOneBetweenFactorsMultiplies() {
    #expect(transliterated("fill 0.5 · baseline 0.8") == "fill 0.5, baseline 0.8")
    #expect(transliterated("2·x") == "2*x")
  }

  @Test(arguments: [
    ("plain text\n\tstays", "plain text\n\tstays"),
    ("a\u{1B}[31mred", "a\\u{1B}[31mred"),
    ("bell\u{7}", "bell\\u{7}"),
    ("c1\u{9B}2J", "c1\\u{9B}2J"),
    ("abc\u{202E}fdp.exe", "abc\\u{202E}fdp.exe"),
    ("\u{2067}x\u{2069}", "\\u{2067}x\\u{2069}"),
    ("line\u{2028}break\r\n", "line\\u{2028}break\\u{D}\n"),
    ("Zürich, 日本, e\u{301}", "Zürich, 日本, e\u{301}"),
  ])
  func controlCharactersBecomeVisible(text: String, expected: String) {
    #expect(sanitized(text) == expected)
  }

  @Test(arguments: [
    ("8×8 − 2 ≥ 0.5 → “drop” …", "8x8 - 2 >= 0.5 -> \"drop\" ..."),
    ("⌊(H−k)/s⌋+1", "floor((H-k)/s)+1"),
    ("λ‖x‖²", "lambda||x||^2"),
    ("Çédille, naïve, ß", "Cedille, naive, ss"),
    ("日", "?"),
  ])
  func transliterationIsWhatPeopleType(text: String, expected: String) {
    #expect(transliterated(text) == expected)
  }
}
