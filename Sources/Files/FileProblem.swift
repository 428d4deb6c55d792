/// What keeps a file from being read.
public enum FileProblem: Error, Equatable, Sendable {
  case missing
  case directory
  /// A device, a pipe or a socket.
  case special
  case tooLarge(bytes: Int)
  case unreadable(reason: String)
}

extension FileProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing: "there is no such file"
    case .directory: "this is a folder, not a file"
    case .special: "this is a device or a pipe, not a file"
    case .tooLarge(let bytes): "the file has \(bytes) bytes, too many to be read"
    case .unreadable(let reason): "the file cannot be read: \(reason)"
    }
  }
}
