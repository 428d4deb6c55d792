internal import Dispatch
internal import Foundation
internal import Synchronization

/// A piece of a pass that is cut into parts: they may be computed in any order and on any thread, but all of them after
/// the stage before and before the stage behind.
struct Stage: Sendable {
  let parts: Int
  let compute: @Sendable (_ part: Int, _ memory: PassMemory) -> Void

  /// Work that cannot be cut.
  static func whole(_ compute: @escaping @Sendable (PassMemory) -> Void) -> Stage {
    Stage(parts: 1) { _, memory in compute(memory) }
  }
}

/// Runs a whole pass, stage by stage, on one or more threads.
///
/// To start a thread takes as long as several layers, so one call starts them for the whole pass. All threads claim
/// parts in order from one counter. A second counter says how many parts are done: as nobody begins a stage before all
/// earlier parts are, a thread that has claimed a part of a new stage waits until the count has come to where that stage
/// begins. A thread that starts late finds less to do. Which thread computes a part changes nothing in its result, so
/// the bits do not depend on the number of threads.
enum PassDriver {
  static func run(_ stages: [Stage], in memory: PassMemory, threads: Int) {
    let parts = stages.reduce(0) { $0 + $1.parts }
    guard threads > 1, parts > stages.count else { return runAlone(stages, in: memory) }
    // Pointers do not cross to other threads, addresses do; all threads are done when this call returns.
    let addresses = (UInt(bitPattern: memory.activations), UInt(bitPattern: memory.signals))
    let claimed = Atomic(0)
    let finished = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      guard let activations = UnsafeMutablePointer<Float>(bitPattern: addresses.0),
        let signals = UnsafeMutablePointer<Float>(bitPattern: addresses.1)
      else { return }
      let memory = PassMemory(activations: activations, signals: signals)
      var (stage, first) = (0, 0)
      while case let part = claimed.add(1, ordering: .relaxed).oldValue, part < parts {
        while part >= first + stages[stage].parts {
          first += stages[stage].parts
          stage += 1
        }
        wait(until: finished, reaches: first)
        stages[stage].compute(part - first, memory)
        finished.add(1, ordering: .releasing)
      }
    }
  }

  private static func runAlone(_ stages: [Stage], in memory: PassMemory) {
    for stage in stages {
      for part in 0..<stage.parts { stage.compute(part, memory) }
    }
  }

  /// Waits for the other threads: a part takes microseconds, less than it takes to sleep and wake up.
  private static func wait(until finished: borrowing Atomic<Int>, reaches count: Int) {
    var looks = 0
    while finished.load(ordering: .acquiring) < count {
      looks += 1
      // Longer only where another program has the core of the thread that we wait for.
      if looks & 0xfff == 0 { sched_yield() }
    }
  }
}
