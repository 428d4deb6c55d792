import Testing
import Text

@Test(arguments: [
  ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("\u{1B}[1;31mred\u{1B}[0m", 3), ("🐱", 2), ("▀·", 2), ("👩‍🔬", 2), ("", 0),
])
func widthsAreColumns(text: String, columns: Int) {
  #expect(displayWidth(text) == columns)
}

@Test func paddingAndCuttingCountColumns() {
  #expect("日".padded(to: 4) == "日  ")
  #expect("日".padded(to: 4, right: true) == "  日")
  #expect("日本語".cut(to: 5) == "日本")
}
