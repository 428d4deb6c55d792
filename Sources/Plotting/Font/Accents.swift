extension StrokeFont {
  /// A letter with an accent, put together from both; nil where one of them is not in the font.
  static func composed(_ letter: Character) -> Glyph? {
    guard let (base, mark) = accented[letter] else { return nil }
    let glyph = glyph(for: base)
    guard let accent = accents[mark] else { return nil }
    let middle = glyph.advance / 2
    let rise = base.isUppercase ? 4.0 : 0.0
    let above = accent.map { $0.map { Point($0.x + middle, $0.y + (mark == "," ? 0 : rise)) } }
    let body = base == "i" ? [glyph.strokes[0]] : glyph.strokes
    return Glyph(strokes: body + above, advance: glyph.advance)
  }

  /// The strokes of the accents above (or below) a small letter, x from its middle.
  private static let accents: [Character: [[Point]]] = [
    "´": [[Point(-0.8, 12.2), Point(1.4, 14.8)]],
    "`": [[Point(0.8, 12.2), Point(-1.4, 14.8)]],
    "^": [[Point(-2.4, 12.4), Point(0, 14.8), Point(2.4, 12.4)]],
    "¨": [[Point(-2.2, 13.6)], [Point(2.2, 13.6)]],
    "~": [[Point(-2.8, 12.8), Point(-1.2, 14), Point(1.2, 13), Point(2.8, 14.2)]],
    "°": [Glyph("@0,14,1.6,1.6,90,450", advance: 0).strokes[0]],
    ",": [[Point(0.2, 0), Point(0.9, -2.4), Point(-0.8, -3.6)]],
  ]

  private static let accented: [Character: (base: Character, mark: Character)] = [
    "á": ("a", "´"), "à": ("a", "`"), "â": ("a", "^"), "ä": ("a", "¨"), "ã": ("a", "~"), "å": ("a", "°"),
    "é": ("e", "´"), "è": ("e", "`"), "ê": ("e", "^"), "ë": ("e", "¨"), "í": ("i", "´"), "î": ("i", "^"),
    "ï": ("i", "¨"), "ó": ("o", "´"), "ò": ("o", "`"), "ô": ("o", "^"), "ö": ("o", "¨"), "õ": ("o", "~"),
    "ú": ("u", "´"), "ù": ("u", "`"), "û": ("u", "^"), "ü": ("u", "¨"), "ñ": ("n", "~"), "ç": ("c", ","),
    "Ä": ("A", "¨"), "Ö": ("O", "¨"), "Ü": ("U", "¨"), "É": ("E", "´"), "Å": ("A", "°"), "Ç": ("C", ","),
  ]
}
