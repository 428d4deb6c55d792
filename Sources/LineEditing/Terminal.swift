import CReadline
import Glibc

/// What can be known of the terminal.
public enum Terminal {
  /// The size of a window in characters.
  public struct Size: Equatable, Sendable {
    public var rows: Int
    public var columns: Int

    public init(rows: Int, columns: Int) {
      self.rows = rows
      self.columns = columns
    }
  }

  /// Whether a descriptor is a terminal's: 0 is the input, 1 the output, 2 that for errors.
  public static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// The size of the window as it is now; nil where the output goes to none.
  public static var size: Size? {
    var (rows, columns): (Int32, Int32) = (0, 0)
    guard fovea_terminal_size(STDOUT_FILENO, &rows, &columns) else { return nil }
    return Size(rows: Int(rows), columns: Int(columns))
  }
}
