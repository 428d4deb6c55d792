internal import Foundation
internal import Synchronization

/// Runs a whole pass, stage by stage, on one or more threads.
///
/// Threads are asked once for the whole pass, for to wake one up takes as long as several layers. All of them claim
/// parts in order from one counter. A second counter says how many parts are done: as nobody begins a stage before all
/// earlier parts are, a thread that has claimed a part of a new stage waits until the count has come to where that stage
/// begins. A thread that comes late finds less to do, and one that never comes is not missed. Which thread computes a
/// part changes nothing in its result, so the bits do not depend on the number of threads.
enum PassDriver {
  static func run(_ stages: [Stage], in memory: PassMemory, threads: Int) {
    let pass = SharedPass(stages, in: memory)
    guard threads > 1, pass.parts > stages.count else {
      for stage in stages {
        for part in 0..<stage.parts { stage.compute(part, memory) }
      }
      return
    }
    PassThread.ask(threads - 1, toJoin: pass)
    pass.work()
    pass.waitForAll()
  }
}

/// A pass that several threads work on.
final class SharedPass: Sendable {
  let parts: Int
  private let stages: [Stage]
  /// Pointers do not cross to other threads, addresses do; nobody follows them once all parts are done.
  private let addresses: (activations: UInt, signals: UInt)
  private let claimed = Atomic(0)
  private let finished = Atomic(0)

  init(_ stages: [Stage], in memory: PassMemory) {
    self.stages = stages
    parts = stages.reduce(0) { $0 + $1.parts }
    addresses = (UInt(bitPattern: memory.activations), UInt(bitPattern: memory.signals))
  }

  /// Computes parts as long as there are any that nobody has claimed.
  func work() {
    guard let memory else { preconditionFailure("a pass without memory") }
    let (stages, parts) = (stages, parts)
    var (stage, first) = (0, 0)
    while case let part = claimed.add(1, ordering: .relaxed).oldValue, part < parts {
      while part >= first + stages[stage].parts {
        first += stages[stage].parts
        stage += 1
      }
      wait(until: first)
      stages[stage].compute(part - first, memory)
      finished.add(1, ordering: .releasing)
    }
  }

  /// Waits for what other threads have claimed.
  func waitForAll() { wait(until: parts) }

  /// Waits until so many parts are done: that takes microseconds, less than to sleep and wake up.
  private func wait(until count: Int) {
    var looks = 0
    while finished.load(ordering: .acquiring) < count {
      looks += 1
      // Longer only where another program has the core of the thread that is waited for.
      if looks & 0xfff == 0 { sched_yield() }
    }
  }

  private var memory: PassMemory? {
    guard let activations = UnsafeMutablePointer<Float>(bitPattern: addresses.activations),
      let signals = UnsafeMutablePointer<Float>(bitPattern: addresses.signals)
    else { return nil }
    return PassMemory(activations: activations, signals: signals)
  }
}
