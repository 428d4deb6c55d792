import CPNG

extension PNG {
  /// The texts that a PNG file carries, in their order, compressed ones too.
  ///
  /// - Throws: `ImageError` where the file is cut off or damaged, as for `decode`.
  public static func text(of bytes: [UInt8]) throws(ImageError) -> [(key: String, value: String)] {
    try reading(bytes, withTexts: true) { file throws(ImageError) in
      UnsafeBufferPointer(start: file.texts, count: Int(file.text_count)).map(decodeText)
    }
  }

  private static func decodeText(_ text: png_text) -> (key: String, value: String) {
    let isUnicode = text.compression >= PNG_ITXT_COMPRESSION_NONE
    let count = isUnicode ? text.itxt_length : text.text_length
    let bytes = UnsafeRawBufferPointer(start: text.text, count: text.text == nil ? 0 : count)
    let key = text.key.map { UnsafeRawBufferPointer(start: $0, count: strlen($0)) }
    return (key.map(latin1) ?? "", isUnicode ? String(decoding: bytes, as: UTF8.self) : latin1(bytes))
  }

  private static func latin1(_ bytes: UnsafeRawBufferPointer) -> String {
    String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  /// Lets `body` see texts as libpng takes them.
  static func withTexts<Result>(
    _ texts: [(key: String, value: String)],
    _ body: (UnsafeBufferPointer<png_text>) throws(ImageError) -> Result
  ) throws(ImageError) -> Result {
    var entries: [png_text] = []
    defer {
      for entry in entries { deallocate(entry) }
    }
    for (key, value) in texts {
      let keyword = try checkedKeyword(key)
      guard !value.utf8.contains(0) else { throw .textHoldsZero(keyword: key) }
      entries.append(entry(keyword: keyword, value: value))
    }
    return try entries.withUnsafeBufferPointer(body)
  }

  private static func entry(keyword: [UInt8], value: String) -> png_text {
    let plain = plainLatin1(value)
    let bytes = plain ?? Array(value.utf8)
    var entry = png_text()
    entry.key = allocated(keyword)
    entry.text = allocated(bytes)
    if plain != nil {
      entry.compression = PNG_TEXT_COMPRESSION_NONE
      entry.text_length = bytes.count
    } else {
      entry.compression = PNG_ITXT_COMPRESSION_NONE
      entry.itxt_length = bytes.count
    }
    return entry
  }

  private static func allocated(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar> {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
    for (place, byte) in bytes.enumerated() { copy[place] = CChar(bitPattern: byte) }
    copy[bytes.count] = 0
    return copy
  }

  private static func deallocate(_ entry: png_text) {
    entry.key.deallocate()
    entry.text.deallocate()
  }

  /// A text as Latin-1; nil where it has other characters, or controls other than the line's end.
  private static func plainLatin1(_ text: String) -> [UInt8]? {
    let isPlain = text.unicodeScalars.allSatisfy { isPrintable($0) || $0 == "\n" || $0 == "\u{A0}" }
    return isPlain ? text.unicodeScalars.map { UInt8($0.value) } : nil
  }

  /// What the PNG specification lets a keyword hold, and what reads the same in every decoder: Latin-1 to be seen.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    (0x20...0x7E).contains(scalar.value) || (0xA1...0xFF).contains(scalar.value)
  }

  private static func checkedKeyword(_ key: String) throws(ImageError) -> [UInt8] {
    let scalars = key.unicodeScalars
    guard (1...79).contains(scalars.count), scalars.allSatisfy(isPrintable), !key.hasPrefix(" "), !key.hasSuffix(" "),
      !key.contains("  ")
    else { throw .textKeyword(key) }
    return scalars.map { UInt8($0.value) }
  }
}
