/// The built-in font: letters drawn with a round pen, the same in PNG and SVG.
package struct StrokeFont: Equatable, Sendable {
  /// The height of a line of type in pixels; a capital is about 0.7 of it.
  package var size: Double
  package var weight: Weight

  package enum Weight: Equatable, Sendable { case regular, bold }

  package init(size: Double, weight: Weight = .regular) {
    self.size = size
    self.weight = weight
  }

  /// Pixels in one unit of a glyph.
  var scale: Double { size / 22 }

  /// The width of the pen in pixels; never thinner than a pixel, where it would fade.
  var pen: Double { max(1, (weight == .bold ? 2.8 : 1.85) * scale) }

  /// The extra space after each letter: a heavier pen needs more.
  private var spacing: Double { weight == .bold ? 0.9 : 0.25 }

  /// From one line to the next.
  var lineHeight: Double { (size * 1.36).rounded() }

  /// From the top of a line to its baseline.
  var ascent: Double { (size * 1.0).rounded() }

  /// How far a letter moves the pen on, in pixels.
  package func advance(of letter: Character) -> Double {
    (Self.glyph(for: letter).advance + spacing) * scale
  }

  /// The width of a line of text in pixels.
  package func width(of text: String) -> Double {
    text.reduce(0) { $0 + advance(of: $1) }
  }

  /// Breaks text into lines no wider than `width`; a word that is wider is broken inside.
  package func lines(of text: String, width: Double) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph(String($0), width: width) }
  }

  private func paragraph(_ text: String, width: Double) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let joined = lines[lines.count - 1].isEmpty ? String(word) : lines[lines.count - 1] + " " + word
      if self.width(of: joined) <= width {
        lines[lines.count - 1] = joined
      } else if lines[lines.count - 1].isEmpty {
        lines.removeLast()
        lines += pieces(of: word, width: width)
      } else {
        lines += pieces(of: word, width: width)
      }
    }
    return lines
  }

  private func pieces(of word: Substring, width: Double) -> [String] {
    var pieces = [""]
    for letter in word {
      let longer = pieces[pieces.count - 1] + String(letter)
      if pieces[pieces.count - 1].isEmpty || self.width(of: longer) <= width {
        pieces[pieces.count - 1] = longer
      } else {
        pieces.append(String(letter))
      }
    }
    return pieces
  }

  /// The letter's strokes; an empty box where the font has none.
  static func glyph(for letter: Character) -> Glyph {
    all[letter] ?? composed(letter) ?? missing
  }

  /// Whether the font has the letter.
  package static func has(_ letter: Character) -> Bool { all[letter] != nil || composed(letter) != nil }

  private static let missing = Glyph("2,0 2,14 10,14 10,0 2,0", advance: 12.2)

  private static let all: [Character: Glyph] = [
    Glyph.capitals, Glyph.smallLetters, Glyph.digits, Glyph.punctuation, Glyph.mathematics, Glyph.greek, superscripts,
  ].reduce(into: [:]) { all, part in all.merge(part) { _, new in new } }

  private static let superscripts: [Character: Glyph] = {
    let raised: [(Character, Glyph?)] = [
      ("⁰", Glyph.digits["0"]), ("¹", Glyph.digits["1"]), ("²", Glyph.digits["2"]), ("³", Glyph.digits["3"]),
      ("⁴", Glyph.digits["4"]), ("⁵", Glyph.digits["5"]), ("⁶", Glyph.digits["6"]), ("⁷", Glyph.digits["7"]),
      ("⁸", Glyph.digits["8"]), ("⁹", Glyph.digits["9"]), ("⁻", Glyph.mathematics["−"]), ("ᵀ", Glyph.capitals["T"]),
    ]
    return raised.reduce(into: [:]) { all, pair in
      all[pair.0] = pair.1?.transformed(scale: 0.56, x: 0.6, y: 7.4, advance: (pair.1?.advance ?? 0) * 0.56 + 1)
    }
  }()
}
