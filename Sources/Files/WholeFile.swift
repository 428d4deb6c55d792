#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// All bytes of the file at a path.
///
/// - Parameter limit: the most bytes that it may have; of a larger one none is read.
/// - Throws: `FileProblem` where it is missing, no ordinary file, unreadable or too large.
public func wholeFile(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
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
  guard status.st_size <= limit else { throw .tooLarge(bytes: Int(status.st_size)) }
  return try take(from: descriptor, count: Int(status.st_size))
}

private func take(from descriptor: Int32, count: Int) throws(FileProblem) -> [UInt8] {
  var problem: FileProblem?
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

private func lastProblem() -> FileProblem {
  errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(reason: lastReason())
}

/// Why the last call to the system failed, in words.
package func lastReason() -> String {
  switch errno {
  case ENOSPC: "the disk is full"
  case EACCES, EPERM: "permission denied"
  case EROFS: "the disk is read-only"
  case EISDIR: "it is a folder"
  default: String(cString: strerror(errno)).lowercased()
  }
}
