internal import Synchronization

/// Memory that kernels work in, kept from call to call.
///
/// Fresh memory of more than a few pages costs a page fault for every 4 kB, more than the work done in it. A buffer
/// belongs to one call at a time; there are as many as calls have run at once.
enum Scratch {
  private static let idle = Mutex<[[Float]]>([])

  /// Buffers beyond this many numbers (16 MB) are given back to the system.
  private static let largestKept = 1 << 22

  /// Lends memory for `count` numbers, aligned to a cache line, holding whatever was left in it.
  static func lend<Result>(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
    // Up to a cache line before the first number, and as much behind the last: vectors may reach a few numbers further.
    let needed = count + 32
    var buffer = idle.withLock { $0.popLast() } ?? []
    if buffer.count < needed {
      buffer = [Float](repeating: 0, count: needed > largestKept ? needed : powerOfTwo(notBelow: needed))
    }
    defer {
      if buffer.count <= largestKept {
        // Swapped, so that nobody else holds it when it is written to again.
        idle.withLock { buffers in
          buffers.append([])
          swap(&buffers[buffers.count - 1], &buffer)
        }
      }
    }
    return buffer.withUnsafeMutableBufferPointer { numbers in
      guard let start = numbers.baseAddress else { preconditionFailure("a buffer of \(numbers.count) numbers") }
      let line = UnsafeMutableRawPointer(start).alignedUp(toMultipleOf: 64)
      return body(line.assumingMemoryBound(to: Float.self))
    }
  }
}

private func powerOfTwo(notBelow number: Int) -> Int {
  number <= 1 ? 1 : 1 << (Int.bitWidth - (number - 1).leadingZeroBitCount)
}
