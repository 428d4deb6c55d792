public import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A picture in a file of any kind that is read: PNG, PPM or PGM, told apart by what the file holds.
public enum ImageFile {
  /// No file with a picture of at most 100 million pixels is larger, but for plain text.
  static let byteLimit = 1 << 30

  /// The picture that some bytes hold: [3,H,W] or [1,H,W], values in 0…1.
  ///
  /// - Throws: `ImageError.unknownFormat` where it is of no kind that is read, else what is wrong with it.
  public static func decode(_ bytes: [UInt8]) throws(ImageError) -> Tensor {
    guard !bytes.isEmpty else { throw .empty }
    if PPM.recognises(bytes) { return try PPM.decode(bytes) }
    let start = bytes.prefix(PNG.signature.count)
    guard PNG.signature.starts(with: start) else { throw .unknownFormat }
    return try PNG.decode(bytes)
  }

  /// The picture in the file at `path`.
  ///
  /// - Throws: `ImageError` that names the file and says what is wrong with it.
  public static func read(path: String) throws(ImageError) -> Tensor {
    let bytes = try self.bytes(path: path)
    do {
      return try decode(bytes)
    } catch {
      throw .contents(path: path, reason: error)
    }
  }

  /// What the file at `path` holds.
  ///
  /// - Throws: `ImageError.file` where it is missing, no ordinary file, unreadable or too large.
  public static func bytes(path: String) throws(ImageError) -> [UInt8] {
    do {
      return try contents(path: path)
    } catch {
      throw .file(path: path, problem: error)
    }
  }
}

extension ImageError.FileProblem: Error {}

// The functions of the C library are out of reach inside `ImageFile`, whose own `read` hides theirs.

private func contents(path: String) throws(ImageError.FileProblem) -> [UInt8] {
  // Without O_NONBLOCK a pipe that nobody writes to would hold the program up here.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { throw lastProblem() }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw lastProblem() }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR: throw .directory
  default: throw .special
  }
  guard status.st_size <= ImageFile.byteLimit else { throw .tooLarge(bytes: Int(status.st_size)) }
  return try take(from: descriptor, count: Int(status.st_size))
}

private func take(from descriptor: Int32, count: Int) throws(ImageError.FileProblem) -> [UInt8] {
  var problem: ImageError.FileProblem?
  let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    while initialized < count {
      let taken = read(descriptor, buffer.baseAddress! + initialized, count - initialized)
      if taken < 0, errno == EINTR { continue }
      if taken < 0 { problem = lastProblem() }
      if taken <= 0 { return }
      initialized += taken
    }
  }
  if let problem { throw problem }
  return bytes
}

private func lastProblem() -> ImageError.FileProblem {
  errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(reason: String(cString: strerror(errno)))
}
