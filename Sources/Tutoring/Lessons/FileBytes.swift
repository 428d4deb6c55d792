import Files
import Glibc

/// Whole files as bytes: read at once, replaced at once.
public enum FileBytes {
  /// The most that a file of lessons, history or progress may hold.
  public static let limit = 16 << 20

  /// The most that a network's or a tensor's file may hold.
  static let limitOfTensors = 1 << 30

  /// The bytes of a file; nil where there is none.
  ///
  /// - Parameter limit: the most that it may hold, in bytes; a larger one is an error before memory is taken.
  public static func read(_ path: String, limit: Int = FileBytes.limit) throws(StateError) -> [UInt8]? {
    do throws(FileProblem) {
      return try wholeFile(path, limit: limit)
    } catch {
      switch error {
      case .missing: return nil
      case .directory, .special: throw .cannotRead(path, reason: "it is not a file")
      case .tooLarge: throw .cannotRead(path, reason: "it is larger than \(limit >> 20) MB")
      case .unreadable(let reason): throw .cannotRead(path, reason: reason)
      }
    }
  }

  /// Writes a file beside the path, then renames it over what is there: a reader finds the old bytes or the new ones.
  public static func replace(
    _ path: String, with bytes: [UInt8], mode: UInt32 = 0o644, isDurable: Bool = true
  ) throws(StateError) {
    let (beside, descriptor) = try openBeside(path, mode: mode)
    var failure = write(bytes, to: descriptor)
    if failure == nil && isDurable && fsync(descriptor) != 0 { failure = lastReason() }
    // Some file systems say only here that the disk is full.
    if close(descriptor) != 0 && failure == nil { failure = lastReason() }
    if failure == nil && rename(beside, path) != 0 { failure = lastReason() }
    guard let failure else { return }
    unlink(beside)
    throw .cannotWrite(path, reason: failure)
  }

  /// Makes sure that `replace` can begin, as far as can be told before; leaves nothing behind.
  public static func ensureWritable(_ path: String) throws(StateError) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .cannotWrite(path, reason: "it is a folder")
    }
    let (beside, descriptor) = try openBeside(path, mode: 0o644)
    close(descriptor)
    unlink(beside)
  }

  /// An empty file in the same folder, open for writing.
  private static func openBeside(
    _ path: String, mode: UInt32
  ) throws(StateError) -> (beside: String, descriptor: Int32) {
    let beside = "\(path).\(getpid()).new"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .cannotWrite(path, reason: lastReason()) }
    return (beside, descriptor)
  }

  /// Nil, or why not everything was written.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> String? {
    var done = 0
    while done < bytes.count {
      let put = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if put < 0 && errno == EINTR { continue }
      guard put > 0 else { return lastReason() }
      done += put
    }
    return nil
  }
}
