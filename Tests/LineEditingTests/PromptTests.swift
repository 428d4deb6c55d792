import LineEditing
import Testing

struct PromptTests {
  @Test(arguments: [
    ("› ", "› "),
    ("\u{1B}[1;32mcat\u{1B}[0m› ", "\u{1}\u{1B}[1;32m\u{2}cat\u{1}\u{1B}[0m\u{2}› "),
    ("\u{1B}]0;title\u{7}x", "\u{1}\u{1B}]0;title\u{7}\u{2}x"),
    ("a\u{1B}7b", "a\u{1}\u{1B}7\u{2}b"),
    ("cut\u{1B}[1;3", "cut\u{1}\u{1B}[1;3\u{2}"),
    ("cut\u{1B}", "cut\u{1}\u{1B}\u{2}"),
    ("", ""),
  ])
  func sequencesThatTakeNoRoomAreMarked(prompt: String, marked: String) {
    #expect(markingEscapes(prompt) == marked)
  }
}
