import Text

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
  isSteering(scalar) && scalar != "\n" && scalar != "\t"
}
