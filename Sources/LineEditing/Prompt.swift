/// A prompt as readline wants it: what takes no room on the screen between the marks \u{1} and \u{2}.
///
/// Without the marks readline counts the letters of a colour sequence as columns, and long lines wrap at the wrong
/// place.
package func markingEscapes(_ prompt: String) -> String {
  var marked = ""
  var rest = Substring(prompt).unicodeScalars
  while let scalar = rest.first {
    let length = scalar == "\u{1B}" ? escapeLength(rest) : 0
    if length == 0 {
      marked.unicodeScalars.append(scalar)
      rest.removeFirst()
    } else {
      marked += "\u{1}" + String(rest.prefix(length)) + "\u{2}"
      rest.removeFirst(length)
    }
  }
  return marked
}

/// How many scalars the escape sequence at the start takes: ESC [ … letter, ESC ] … BEL, or ESC and one more.
private func escapeLength(_ text: Substring.UnicodeScalarView) -> Int {
  let body = text.dropFirst(2)
  let end =
    switch text.dropFirst().first {
    case "[": body.firstIndex { (0x40...0x7E).contains($0.value) }
    case "]": body.firstIndex { $0 == "\u{7}" }
    default: text.dropFirst().indices.first
    }
  return end.map { text.distance(from: text.startIndex, to: $0) + 1 } ?? text.count
}
