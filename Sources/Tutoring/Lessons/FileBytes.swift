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
    // Without waiting, so that a pipe of that name does not hold up the prompt.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .cannotRead(path, reason: reason())
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotRead(path, reason: reason()) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .cannotRead(path, reason: "it is not a file") }
    guard status.st_size <= limit else { throw .cannotRead(path, reason: "it is larger than \(limit >> 20) MB") }
    return try contents(of: descriptor, path, count: Int(status.st_size))
  }

  private static func contents(of descriptor: Int32, _ path: String, count: Int) throws(StateError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress?.advanced(by: done), count - done)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .cannotRead(path, reason: reason()) }
      if got == 0 { break }
      done += got
    }
    return Array(bytes[..<done])
  }

  /// Writes a file beside the path, then renames it over what is there: a reader finds the old bytes or the new ones.
  public static func replace(
    _ path: String, with bytes: [UInt8], mode: UInt32 = 0o644, isDurable: Bool = true
  ) throws(StateError) {
    let beside = "\(path).\(getpid()).new"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .cannotWrite(path, reason: reason()) }
    var failure = write(bytes, to: descriptor)
    if failure == nil && isDurable && fsync(descriptor) != 0 { failure = reason() }
    // Some file systems say only here that the disk is full.
    if close(descriptor) != 0 && failure == nil { failure = reason() }
    if failure == nil && rename(beside, path) != 0 { failure = reason() }
    guard let failure else { return }
    unlink(beside)
    throw .cannotWrite(path, reason: failure)
  }

  /// Nil, or why not everything was written.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> String? {
    var done = 0
    while done < bytes.count {
      let put = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if put < 0 && errno == EINTR { continue }
      guard put > 0 else { return reason() }
      done += put
    }
    return nil
  }

  /// The last failure in the system's words.
  static func reason() -> String {
    switch errno {
    case ENOSPC: "the disk is full"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the disk is read-only"
    case EISDIR: "it is a folder"
    default: String(cString: strerror(errno)).lowercased()
    }
  }
}
