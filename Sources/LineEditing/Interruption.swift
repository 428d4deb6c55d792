import Glibc
import Synchronization

/// Ctrl-C as a flag that long work looks at between two steps, instead of the program's end.
///
/// ```swift
/// Interruption.install()
/// while !Interruption.isPending, let step = walker.next() { … }
/// ```
public enum Interruption {
  /// From now on Ctrl-C sets the flag, however often it is pressed.
  public static func install() {
    // The flag must have been made before the handler, which may not allocate, can touch it.
    clear()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in flag.store(true, ordering: .relaxed) }
    // Without this flag output that the signal meets halfway would be lost.
    action.sa_flags = SA_RESTART
    sigaction(SIGINT, &action, nil)
  }

  /// Whether Ctrl-C was pressed since `clear()`.
  public static var isPending: Bool {
    flag.load(ordering: .relaxed)
  }

  /// Forgets that Ctrl-C was pressed.
  public static func clear() {
    flag.store(false, ordering: .relaxed)
  }
}

private let flag = Atomic<Bool>(false)
