internal import Dispatch
internal import Foundation
internal import Synchronization

/// A thread that takes part in passes.
///
/// To wake a thread up takes longer than a layer of a small network. So after a pass it looks out for the next one a
/// while before it sleeps: of passes one after the other only the first has to wait for it.
final class PassThread: Sendable {
  private static let crew = Mutex<[PassThread]>([])

  /// More would keep one another from the cores.
  private static let most = ProcessInfo.processInfo.activeProcessorCount - 1

  /// How often it looks before it sleeps: some 50 µs.
  private static let patience = 40_000

  private let posted = Atomic(0)
  private let isAsleep = Atomic(false)
  private let alarm = DispatchSemaphore(value: 0)
  private let next = Mutex<SharedPass?>(nil)

  /// Asks so many threads to take part, or as many as there are cores for, and does not wait for them.
  static func ask(_ count: Int, toJoin pass: SharedPass) {
    let count = Swift.min(count, most)
    let threads = crew.withLock { crew in
      while crew.count < count { crew.append(PassThread(number: crew.count + 1)) }
      return crew.prefix(count)
    }
    for thread in threads { thread.post(pass) }
  }

  private init(number: Int) {
    // A queue of its own is a thread of its own, which takes none from others and no signals from the prompt.
    DispatchQueue(label: "fovea.pass.\(number)", qos: .userInitiated).async { self.takePart() }
  }

  private func post(_ pass: SharedPass) {
    next.withLock { $0 = pass }
    posted.add(1, ordering: .sequentiallyConsistent)
    if isAsleep.exchange(false, ordering: .sequentiallyConsistent) { alarm.signal() }
  }

  private func takePart() {
    var seen = 0
    while true {
      seen = awaitPass(after: seen)
      let pass = next.withLock { next in
        defer { next = nil }
        return next
      }
      pass?.work()
    }
  }

  /// How many passes have been posted, once it is another number than before.
  private func awaitPass(after seen: Int) -> Int {
    var looks = 0
    while true {
      let count = posted.load(ordering: .sequentiallyConsistent)
      if count != seen { return count }
      looks += 1
      guard looks > Self.patience else { continue }
      isAsleep.store(true, ordering: .sequentiallyConsistent)
      // Whoever posted just now either is seen here or sees that it has to wake this thread up.
      if posted.load(ordering: .sequentiallyConsistent) == seen
        || !isAsleep.exchange(false, ordering: .sequentiallyConsistent)
      {
        alarm.wait()
      }
      looks = 0
    }
  }
}
