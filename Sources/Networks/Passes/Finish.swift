/// What becomes of each number that a layer puts out, before it leaves the nearest cache.
enum Finish: Sendable {
  /// Nothing.
  case nothing
  /// A ReLU that alone reads the output.
  case rectifying
  /// Such a ReLU, and a pooling of 2×2 that alone reads it; for layers with `poolsPairs`. The ReLU's outputs are written
  /// too where they are kept.
  case pooling(into: Slot, keepingRectified: Bool)
  /// The way back through a ReLU, whose outputs are in a slot.
  case passing(BackwardRule, outputs: Slot)

  /// The same, in a pass' memory.
  func resolved(in memory: PassMemory) -> ResolvedFinish {
    switch self {
    case .nothing: .nothing
    case .rectifying: .rectifying
    case .pooling(let pooled, let keeps): .pooling(memory[pooled], keepingRectified: keeps)
    case .passing(let rule, let outputs): .passing(rule, UnsafePointer(memory[outputs]))
    }
  }
}

/// A `Finish` with its pointer: to the ReLU's output that belongs to the first number of the result.
enum ResolvedFinish {
  case nothing
  case rectifying
  case pooling(UnsafeMutablePointer<Float>, keepingRectified: Bool)
  case passing(BackwardRule, UnsafePointer<Float>)

  /// The finish of a part of the result that begins so many numbers behind its first.
  func moved(by count: Int) -> ResolvedFinish {
    if case .passing(let rule, let outputs) = self { .passing(rule, outputs + count) } else { self }
  }

  /// Finishes rows of a result that has just been written.
  ///
  /// - Parameters:
  ///   - result: the first number of the whole result, to which the ReLU's outputs run in parallel.
  ///   - start: where the first row begins in it.
  func apply(
    to result: UnsafeMutablePointer<Float>, start: Int, rows: Int, columns: Int, pitch: Int
  ) {
    switch self {
    case .nothing: return
    case .rectifying, .pooling: Rectifying().apply(to: result, start: start, rows: rows, columns: columns, pitch: pitch)
    case .passing(.gradient, let outputs):
      PassingGradient(outputs: outputs).apply(to: result, start: start, rows: rows, columns: columns, pitch: pitch)
    case .passing(.deconvnet, _):
      PassingDeconvnet().apply(to: result, start: start, rows: rows, columns: columns, pitch: pitch)
    case .passing(.guided, let outputs):
      PassingGuided(outputs: outputs).apply(to: result, start: start, rows: rows, columns: columns, pitch: pitch)
    }
  }
}

/// A finish that the compiler sees through, so that it costs an instruction or two for four numbers.
protocol LaneFinish {
  /// Four numbers that stand at a place of the whole result; there may be fewer, but memory behind them can be read.
  func callAsFunction(_ lanes: Lanes, at place: Int) -> Lanes
}

extension LaneFinish {
  @inline(__always)
  fileprivate func apply(
    to result: UnsafeMutablePointer<Float>, start: Int, rows: Int, columns: Int, pitch: Int
  ) {
    for row in 0..<rows {
      let first = start &+ row &* pitch
      var column = 0
      while column &+ 4 <= columns {
        let place = first &+ column
        self(Lanes(from: result + place), at: place).store(to: result + place)
        column &+= 4
      }
      while column < columns {
        let place = first &+ column
        result[place] = self(Lanes(repeating: result[place]), at: place)[0]
        column &+= 1
      }
    }
  }
}

/// Leaves numbers as they are.
struct Unchanged: LaneFinish {
  @inline(__always)
  func callAsFunction(_ lanes: Lanes, at place: Int) -> Lanes { lanes }
}

/// max(z, 0), where a NaN goes through.
struct Rectifying: LaneFinish {
  @inline(__always)
  func callAsFunction(_ lanes: Lanes, at place: Int) -> Lanes {
    Lanes.larger(.zero, lanes)
  }
}

/// A signal passes where the ReLU's output, and so its input, is positive.
struct PassingGradient: LaneFinish {
  let outputs: UnsafePointer<Float>

  @inline(__always)
  func callAsFunction(_ lanes: Lanes, at place: Int) -> Lanes {
    lanes.kept(where: Lanes(from: outputs + place).isPositive)
  }
}

/// A signal passes where it is positive.
struct PassingDeconvnet: LaneFinish {
  @inline(__always)
  func callAsFunction(_ lanes: Lanes, at place: Int) -> Lanes {
    lanes.kept(where: lanes.isPositive)
  }
}

/// A signal passes where both are positive.
struct PassingGuided: LaneFinish {
  let outputs: UnsafePointer<Float>

  @inline(__always)
  func callAsFunction(_ lanes: Lanes, at place: Int) -> Lanes {
    lanes.kept(where: Lanes(from: outputs + place).isPositive & lanes.isPositive)
  }
}
