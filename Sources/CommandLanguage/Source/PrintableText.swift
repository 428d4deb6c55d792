extension Character {
  /// The columns that a terminal takes for it.
  var columns: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
    ]
    return scalar.properties.isEmojiPresentation || wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// The ASCII character nearest to it.
  var ascii: Character { isASCII ? self : asciiMarks[self] ?? "?" }
}

private let asciiMarks: [Character: Character] = [
  "−": "-", "–": "-", "×": "x", "·": "*", "±": "~", "‘": "'", "’": "'", "“": "\"", "”": "\"",
]

extension String {
  /// The text with a mark for each character that would steer the terminal instead of being seen.
  package var printable: String {
    let steers: (Unicode.Scalar) -> Bool = { scalar in
      scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value)
    }
    return String(map { $0.unicodeScalars.contains(where: steers) ? "\u{FFFD}" : $0 })
  }

  /// With a capital at the start of a sentence, unless it starts with the name of a file or the like.
  var capitalizedFirst: String {
    guard prefix(while: { !$0.isWhitespace }).allSatisfy(\.isLetter) else { return self }
    return prefix(1).uppercased() + dropFirst()
  }

  /// The text in ASCII, signs that it has in mathematics replaced by what one would type.
  package var ascii: String {
    reduce(into: "") { $0 += $1 == "…" ? "..." : String($1.ascii) }
  }
}
