internal import Synchronization

/// Memory for the numbers of whole passes, kept from pass to pass.
///
/// Fresh memory costs a page fault for every 4 kB, about as much as a layer's work on it (see `Scratch`).
enum Arena {
  private static let idle = Mutex<[[Float]]>([])

  /// Numbers that may lie idle: 256 MB.
  private static let most = 1 << 26

  /// An array of at least so many numbers behind the first cache line's border, holding whatever was left in it.
  static func take(_ count: Int) -> [Float] {
    let needed = count + 32
    let kept = idle.withLock { arenas -> [Float]? in
      // Not one that is much too large: a trace may hold it for long.
      let fitting = arenas.indices.filter { arenas[$0].count >= needed && arenas[$0].count <= 2 * needed + (1 << 16) }
      return fitting.min { arenas[$0].count < arenas[$1].count }.map { arenas.remove(at: $0) }
    }
    return kept ?? [Float](repeating: 0, count: needed)
  }

  /// Takes an array back for a later pass, and lets the oldest go where too much lies idle.
  static func giveBack(_ arena: inout [Float]) {
    idle.withLock { arenas in
      // Swapped, so that nobody else holds it when a pass writes to it again.
      arenas.append([])
      swap(&arenas[arenas.count - 1], &arena)
      while arenas.reduce(0, { $0 + $1.count }) > most { arenas.removeFirst() }
    }
  }

  /// Lends an array's memory from its first cache line on.
  static func lend<Result: Sendable>(
    _ arena: inout [Float], _ body: (UnsafeMutablePointer<Float>) -> Result
  ) -> Result {
    arena.withUnsafeMutableBufferPointer { numbers in
      guard let start = numbers.baseAddress else { preconditionFailure("an arena of \(numbers.count) numbers") }
      let line = UnsafeMutableRawPointer(start).alignedUp(toMultipleOf: 64)
      return body(line.assumingMemoryBound(to: Float.self))
    }
  }
}
