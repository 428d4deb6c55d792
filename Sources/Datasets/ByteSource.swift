import Files

/// The bytes of a file from the beginning on, unpacked where it is gzipped.
struct ByteSource: ~Copyable {
  /// The most that a file of pictures may have, in bytes.
  static let fileLimit = 1 << 30

  private let plain: [UInt8]
  private var position = 0
  private var gunzip: Gunzip?
  /// The first bytes, which tell what the file holds.
  let start: [UInt8]

  /// Reads the file at `path`.
  init(path: String) throws(DatasetError) {
    try self.init(Self.contents(of: path))
  }

  private static func contents(of path: String) throws(DatasetError) -> [UInt8] {
    do {
      return try wholeFile(path, limit: fileLimit)
    } catch {
      throw .file(error)
    }
  }

  private static let startLength = 8

  init(_ bytes: [UInt8]) throws(DatasetError) {
    if Gunzip.recognises(bytes) {
      self.init(plain: [], gunzip: try Gunzip(bytes), start: try Self.unpackedStart(bytes))
    } else {
      self.init(plain: bytes, gunzip: nil, start: Array(bytes.prefix(Self.startLength)))
    }
  }

  private init(plain: [UInt8], gunzip: consuming Gunzip?, start: [UInt8]) {
    self.plain = plain
    self.gunzip = gunzip
    self.start = start
  }

  /// The first bytes are unpacked twice: then nothing need be put back.
  private static func unpackedStart(_ packed: [UInt8]) throws(DatasetError) -> [UInt8] {
    var gunzip = try Gunzip(packed)
    return try gunzip.next(startLength)
  }

  /// The next bytes, as many as asked for.
  ///
  /// - Throws: `DatasetError.endsEarly` where there are fewer; no memory is taken for what cannot be there.
  mutating func next(_ count: Int) throws(DatasetError) -> ArraySlice<UInt8> {
    let bytes = try upTo(count)
    guard bytes.count == count else { throw .endsEarly(wanted: position - bytes.count + count, found: position) }
    return bytes
  }

  /// All that is left.
  ///
  /// - Throws: `DatasetError.tooLarge` where that is more than `limit` bytes.
  mutating func rest(limit: Int) throws(DatasetError) -> ArraySlice<UInt8> {
    var bytes: ArraySlice<UInt8> = []
    while bytes.count <= limit {
      let piece = try upTo(gunzip == nil ? limit + 1 : 1 << 20)
      if piece.isEmpty { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
    throw .tooLarge(limit: limit)
  }

  /// All that is left, as text without a byte order mark.
  mutating func text(limit: Int) throws(DatasetError) -> String {
    let bytes = try rest(limit: limit)
    return String(decoding: bytes.starts(with: Self.byteOrderMark) ? bytes.dropFirst(3) : bytes, as: UTF8.self)
  }

  /// Spreadsheets and editors on Windows put U+FEFF before a text.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Makes sure that all was read.
  mutating func end() throws(DatasetError) {
    let read = position
    guard try upTo(1).isEmpty else { throw .tooLong(wanted: read) }
  }

  /// The next bytes, fewer than `count` only at the end.
  private mutating func upTo(_ count: Int) throws(DatasetError) -> ArraySlice<UInt8> {
    var bytes: ArraySlice<UInt8>
    if gunzip == nil {
      bytes = plain[position...].prefix(count)
    } else {
      bytes = try gunzip?.next(count)[...] ?? []
    }
    position += bytes.count
    return bytes
  }
}
