/// How many columns a text takes on a terminal, colour sequences not counted.
public func displayWidth(_ text: String) -> Int {
  // The usual case by bytes: printable ASCII is one column each.
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
  var width = 0
  var isInSequence = false
  for letter in text {
    if letter == "\u{1B}" {
      isInSequence = true
    } else if isInSequence {
      isInSequence = !(letter.isLetter && letter.isASCII)
    } else {
      width += displayWidth(letter)
    }
  }
  return width
}

/// The columns of a letter: 2 for East Asian wide ones and emoji, 0 for marks that join the letter before.
public func displayWidth(_ letter: Character) -> Int {
  guard let first = letter.unicodeScalars.first else { return 0 }
  if first.isASCII { return first.value < 0x20 || first.value == 0x7F ? 0 : 1 }
  if letter.unicodeScalars.contains("\u{FE0F}") || first.properties.isEmojiPresentation { return 2 }
  switch first.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: return isWide(first.value) ? 2 : 1
  }
}

private func isWide(_ value: UInt32) -> Bool {
  switch value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
    true
  default: false
  }
}

extension String {
  /// The text with spaces behind it, or before it, up to so many columns.
  package func padded(to width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - displayWidth(self)))
    return right ? space + self : self + space
  }

  /// The text cut to so many columns.
  package func cut(to width: Int) -> String {
    guard displayWidth(self) > width else { return self }
    var (result, used) = ("", 0)
    for letter in self {
      used += displayWidth(letter)
      guard used <= width else { break }
      result.append(letter)
    }
    return result
  }
}
