internal import CZlib

/// Unpacks a gzip file from its beginning on, no further than asked: what a small file would swell to costs nothing
/// until someone wants it.
struct Gunzip: ~Copyable {
  private let packed: [UInt8]
  private var position = 0
  private var isEnded = false
  /// At an address that stays: zlib keeps it, and refuses a stream that has moved.
  private let stream: UnsafeMutablePointer<z_stream>

  /// A byte of deflate unpacks to no more bytes than this.
  static let largestRatio = 1032

  init(_ packed: [UInt8]) throws(DatasetError) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = fovea_begin_gunzip(stream)
    guard status == Z_OK else {
      stream.deallocate()
      throw .gzip("zlib cannot begin (\(status))")
    }
    self.stream = stream
    self.packed = packed
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  static func recognises(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The next bytes, fewer than `count` only at the end of the file.
  mutating func next(_ count: Int) throws(DatasetError) -> [UInt8] {
    var problem: DatasetError?
    let room = Swift.min(count, most)
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
      do throws(DatasetError) {
        while initialized < room, !isEnded {
          initialized += try unpack(into: UnsafeMutableBufferPointer(rebasing: buffer[initialized..<room]))
        }
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    return bytes
  }

  /// The most that the rest of the file can hold: no memory is taken for more.
  private var most: Int {
    let (most, overflow) = (packed.count - position + 64).multipliedReportingOverflow(by: Self.largestRatio)
    return overflow ? .max : most + (1 << 16)
  }

  /// Unpacks once; returns how many bytes that gave.
  private mutating func unpack(into target: UnsafeMutableBufferPointer<UInt8>) throws(DatasetError) -> Int {
    let given = Swift.min(packed.count - position, 1 << 30)
    let room = Swift.min(target.count, 1 << 30)
    let status = packed.withUnsafeBufferPointer { packed in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: packed.baseAddress.map { $0 + position })
      stream.pointee.avail_in = UInt32(given)
      stream.pointee.next_out = target.baseAddress
      stream.pointee.avail_out = UInt32(room)
      return inflate(stream, Z_NO_FLUSH)
    }
    position += given - Int(stream.pointee.avail_in)
    let unpacked = room - Int(stream.pointee.avail_out)
    switch status {
    case Z_OK: break
    case Z_STREAM_END: try beginNextMember()
    case Z_BUF_ERROR where position == packed.count: throw .gzip("it ends too early")
    default: throw .gzip(stream.pointee.msg.map { String(cString: $0) } ?? "zlib gives error \(status)")
    }
    return unpacked
  }

  /// A gzip file may be several, one behind the other, and may be filled up with zeros.
  private mutating func beginNextMember() throws(DatasetError) {
    let rest = packed[position...]
    if rest.starts(with: [0x1F, 0x8B]) {
      guard inflateReset(stream) == Z_OK else { throw .gzip("zlib cannot begin again") }
    } else {
      guard rest.allSatisfy({ $0 == 0 }) else { throw .gzip("there is more behind its end") }
      isEnded = true
    }
  }
}
