import Files
import Foundation
import Glibc

/// The folder in which history and progress are kept between sessions.
///
/// Files are replaced as a whole: written beside the old one, flushed, then renamed over it, so that whatever happens there
/// is the old file or the new one.
public struct StateFolder: Equatable, Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// `$XDG_STATE_HOME/fovea`, or `~/.local/state/fovea` where that is unset or, against its standard, relative.
  public static func standard(environment: [String: String]) -> StateFolder {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return StateFolder(path: state + "/fovea") }
    return StateFolder(path: (environment["HOME"] ?? ".") + "/.local/state/fovea")
  }

  /// Where a file of this folder is.
  public func path(of name: String) -> String { "\(path)/\(name)" }

  /// The bytes of a file; nil where there is none.
  public func read(_ name: String) throws(StateError) -> [UInt8]? {
    try FileBytes.read(path(of: name))
  }

  /// Replaces a file, making the folder where it is missing.
  ///
  /// - Parameter isDurable: whether to wait until the disk holds it.
  public func write(_ name: String, _ bytes: [UInt8], isDurable: Bool = true) throws(StateError) {
    try make()
    try FileBytes.replace(path(of: name), with: bytes, mode: 0o600, isDurable: isDurable)
  }

  /// Keeps the bytes of a damaged file under a free name beside it, and says which.
  public func keepAside(_ name: String, _ bytes: [UInt8]) throws(StateError) -> String {
    for number in 1...999 {
      let kept = "\(name).damaged-\(number)"
      let former = try read(kept)
      // The same damage found again, perhaps because the repair could not be written, is kept once.
      if former == bytes { return path(of: kept) }
      if former == nil {
        try write(kept, bytes)
        return path(of: kept)
      }
    }
    throw .cannotWrite(path(of: name) + ".damaged-999", reason: "there are as many already")
  }

  /// Does something while no other session does, waiting a fifth of a second for those that are at it.
  func whileLocked<Result>(_ name: String, _ body: () throws(StateError) -> Result) throws(StateError) -> Result {
    try make()
    let lock = path(of: name + ".lock")
    let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(path(of: name), reason: lastReason()) }
    defer { close(descriptor) }
    for attempt in 0... {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { break }
      if errno != EWOULDBLOCK && errno != EINTR { break }
      if attempt == 20 { throw .locked(path(of: name)) }
      usleep(10_000)
    }
    return try body()
  }

  /// Takes away the half-written files of sessions that were killed: `NAME.PID.new` of a process that is no more.
  func removeLeftovers() {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return }
    for name in names where name.hasSuffix(".new") {
      let process = name.split(separator: ".").dropLast().last.flatMap { pid_t($0) }
      if let process, process != getpid(), kill(process, 0) != 0, errno == ESRCH { unlink(self.path(of: name)) }
    }
  }

  private func make() throws(StateError) {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += part + "/"
      guard !part.isEmpty, mkdir(made, 0o700) != 0, errno != EEXIST else { continue }
      let reason = lastReason()
      // A parent that may not be written but exists is no hindrance.
      if access(made, F_OK) != 0 { throw .cannotWrite(path, reason: reason) }
    }
  }
}

/// Why history or progress could not be read or kept.
public enum StateError: Error, Equatable, Sendable {
  case cannotRead(String, reason: String)
  case cannotWrite(String, reason: String)
  case locked(String)
}

extension StateError {
  /// What the system says, without the path.
  public var reason: String {
    switch self {
    case .cannotRead(_, let reason), .cannotWrite(_, let reason): reason
    case .locked: "it is in use by another session"
    }
  }
}

extension StateError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cannotRead(let path, let reason): "\(path) cannot be read: \(reason)"
    case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)"
    case .locked(let path): "\(path) is in use by another session"
    }
  }
}
