/// Whether a character is one of the 65 control characters, line feed and tab among them.
public func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
}

/// Whether a character would steer a terminal instead of being seen: control characters, and marks that reorder text
/// or hide in it.
///
/// Line feeds and tabs are among them; where a text may have lines, its reader lets those pass.
public func isSteering(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case _ where isControl(scalar): true
  // Marks of direction: embeddings, overrides, isolates, and the invisible ones.
  case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  // Line and paragraph separators, the byte order mark, tags.
  case 0x2028, 0x2029, 0xFEFF, 0xE0000...0xE007F: true
  default: false
  }
}
