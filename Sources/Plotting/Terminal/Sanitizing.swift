/// Text from a file made harmless: control characters and marks that reorder text become visible escapes.
///
/// Line feeds and tabs stay; everything that could move the cursor, recolour the screen or make text read otherwise
/// than it is written does not.
public func sanitized(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if isUnsafe(scalar) {
      result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0x00...0x1F, 0x7F...0x9F: true
  // Marks of direction: embeddings, overrides, isolates, and the invisible ones.
  case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  // Line and paragraph separators, the byte order mark, tags.
  case 0x2028, 0x2029, 0xFEFF, 0xE0000...0xE007F: true
  default: false
  }
}
