import Text

extension Character {
  /// The character, or a mark for one that would steer the terminal instead of being seen.
  var printable: Character { unicodeScalars.contains(where: isSteering) ? "\u{FFFD}" : self }

  /// The ASCII character nearest to it.
  var ascii: Character { isASCII ? self : asciiMarks[self] ?? "?" }
}

private let asciiMarks: [Character: Character] = [
  "−": "-", "–": "-", "×": "x", "·": "*", "±": "~", "‘": "'", "’": "'", "“": "\"", "”": "\"",
]

extension String {
  /// The text with a mark for each character that would steer the terminal instead of being seen.
  package var printable: String { String(map(\.printable)) }

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
