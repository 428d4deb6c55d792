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

  /// Copies rows to a result without gaps and finishes them. Those of the ReLU's outputs may lie further apart, where
  /// they are a part of a concatenation: a row then is a place.
  ///
  /// - Parameters:
  ///   - source: the first number of the first of all rows, which lie so many numbers apart.
  ///   - rows: those to copy.
  func copy(
    _ source: UnsafePointer<Float>, pitch: Int, to result: UnsafeMutablePointer<Float>, rows: Range<Int>, columns: Int,
    in memory: PassMemory
  ) {
    // Nothing is done in place.
    if case .nothing = self, pitch == columns, source == UnsafePointer(result) { return }
    var outputsPitch = columns
    if case .passing(_, let outputs) = self, outputs.hasGaps { outputsPitch = outputs.pitch }
    resolved(in: memory).withLanes { finish in
      finish.copy(
        source, pitch: pitch, to: result, rows: rows, columns: columns, outputsPitch: outputsPitch)
    }
  }
}

/// A `Finish` with its pointer: to the ReLU's output that belongs to the first number of the result.
enum ResolvedFinish {
  case nothing
  case rectifying
  case pooling(UnsafeMutablePointer<Float>, keepingRectified: Bool)
  case passing(BackwardRule, UnsafePointer<Float>)

  /// Finishes rows of a result that has just been written.
  ///
  /// - Parameters:
  ///   - result: the first number of the whole result, to which the ReLU's outputs run in parallel.
  ///   - start: where the first row begins in it.
  ///   - bias: added to each row first.
  func apply(
    to result: UnsafeMutablePointer<Float>, start: Int, rows: Int, columns: Int, pitch: Int,
    bias: ArraySlice<Float>? = nil
  ) {
    if case .nothing = self, bias == nil { return }
    guard let bias else {
      let done = applyWide(to: result, start: start, rows: rows, columns: columns, pitch: pitch, bias: nil)
      if done == columns { return }
      return withLanes { finish in
        finish.apply(to: result, start: start &+ done, rows: rows, columns: columns &- done, pitch: pitch)
      }
    }
    bias.withUnsafeBufferPointer { bias in
      guard let bias = bias.baseAddress else { return }
      let done = applyWide(to: result, start: start, rows: rows, columns: columns, pitch: pitch, bias: bias)
      if done == columns { return }
      withLanes { finish in
        finish.apply(
          to: result, start: start &+ done, rows: rows, columns: columns &- done, pitch: pitch, bias: bias + done)
      }
    }
  }

  /// Calls `body` with what is made of four numbers.
  @inline(__always)
  func withLanes(_ body: (any LaneFinish) -> Void) {
    switch self {
    case .nothing: body(Unchanged())
    case .rectifying, .pooling: body(Rectifying())
    case .passing(.gradient, let outputs): body(PassingGradient(outputs: outputs))
    case .passing(.deconvnet, _): body(PassingDeconvnet())
    case .passing(.guided, let outputs): body(PassingGuided(outputs: outputs))
    }
  }
}

/// A finish that the compiler sees through, so that it costs an instruction or two for four numbers.
protocol LaneFinish {
  /// Four numbers that stand at a place of the whole result; there may be fewer, but memory behind them can be read.
  func callAsFunction(_ lanes: Lanes, at place: Int) -> Lanes
}

extension LaneFinish {
  fileprivate func copy(
    _ source: UnsafePointer<Float>, pitch: Int, to result: UnsafeMutablePointer<Float>, rows: Range<Int>, columns: Int,
    outputsPitch: Int
  ) {
    for row in rows {
      let (from, to, outputs) = (source + row &* pitch, result + row &* columns, row &* outputsPitch)
      var column = 0
      while column < columns {
        self(Lanes(from: from + column), at: outputs &+ column).store(to: to, column: column, width: columns)
        column &+= 4
      }
    }
  }

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

  fileprivate func apply(
    to result: UnsafeMutablePointer<Float>, start: Int, rows: Int, columns: Int, pitch: Int,
    bias: UnsafePointer<Float>
  ) {
    for row in 0..<rows {
      let first = start &+ row &* pitch
      var column = 0
      while column &+ 4 <= columns {
        let place = first &+ column
        self(Lanes(from: result + place) + Lanes(from: bias + column), at: place).store(to: result + place)
        column &+= 4
      }
      while column < columns {
        let place = first &+ column
        result[place] = self(Lanes(repeating: result[place] + bias[column]), at: place)[0]
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
