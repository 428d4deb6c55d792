import Testing
import Text

@Test(
  arguments: [
    "\0", "\t", "\n", "\r", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{61C}", "\u{200E}", "\u{202E}", "\u{2028}",
    "\u{2067}",
    "\u{FEFF}", "\u{E0041}",
  ] as [Unicode.Scalar])
func whatMovesOrHidesOrReordersSteers(scalar: Unicode.Scalar) {
  #expect(isSteering(scalar), "U+\(String(scalar.value, radix: 16))")
}

@Test(arguments: [" ", "a", "~", "\u{A0}", "é", "\u{301}", "日", "\u{200D}", "\u{FE0F}", "−"] as [Unicode.Scalar])
func whatIsSeenDoesNotSteer(scalar: Unicode.Scalar) {
  #expect(!isSteering(scalar), "U+\(String(scalar.value, radix: 16))")
}

@Test func controlsAreThoseOfUnicode() {
  for value in 0..<0x3000 as Range<UInt32> {
    guard let scalar = Unicode.Scalar(value) else { continue }
    #expect(isControl(scalar) == (scalar.properties.generalCategory == .control), "U+\(String(value, radix: 16))")
  }
}
