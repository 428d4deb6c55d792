import Stepping

/// A procedure under way: where it stands, and the places that it came from.
///
/// Places are kept up to a number of bytes; an earlier one is reached by running again from the nearest that is kept,
/// to the same bits, since a walker is a value and a step depends on nothing else.
struct Run: Sendable {
  let procedure: Procedure
  let arguments: Arguments
  let walk: any Walk
  /// The line that started it.
  let command: String
  private(set) var position = 0
  private(set) var walker: any Walker
  /// The number of steps to the end, where it is known; found out at the end where it is not.
  private(set) var stepCount: Int?
  /// How long it took the method to come from the start to here, the start's own work included.
  private(set) var seconds: Double
  private var former: [(position: Int, walker: any Walker, seconds: Double)] = []
  private var bytes = 0

  /// How many bytes of former places are kept.
  static let budget = 512 << 20

  init(
    _ procedure: Procedure, _ arguments: Arguments, command: String, isInside: Bool = false, walk: any Walk,
    seconds: Double = 0
  ) {
    self.procedure = procedure
    self.arguments = arguments
    self.command = command
    self.isInside = isInside
    self.walk = walk
    self.walker = Run.start(of: walk)
    self.stepCount = walk.stepCount
    self.seconds = seconds
    noticeEnd()
  }

  /// It walks the parts of a step of the run above it.
  let isInside: Bool

  /// What it shows at a step.
  var quantities: [QuantityDescription] {
    isInside && !procedure.parts.isEmpty ? procedure.parts : procedure.quantities
  }

  /// What is shown: the start, or the step last taken.
  var current: any Step { walker.current }

  var isDone: Bool { position == stepCount }

  private static func start(of walk: some Walk) -> any Walker { walk.makeIterator() }

  /// The same place without the ones that it came from.
  var withoutFormerPlaces: Run {
    var run = self
    run.former = []
    run.bytes = 0
    return run
  }

  /// Takes one step; false at the end.
  mutating func step() -> Bool {
    guard !isDone else { return false }
    let (place, start) = (walker, ContinuousClock.now)
    guard walker.next() != nil else {
      walker = place
      stepCount = position
      return false
    }
    keep(place)
    position += 1
    seconds += (ContinuousClock.now - start) / .seconds(1)
    noticeEnd()
    return true
  }

  /// Where the number of steps was not known, the last one says that it is the last.
  private mutating func noticeEnd() {
    if stepCount == nil, current.isLast { stepCount = position }
  }

  /// Stands where it stood after `target` steps, exactly; false where the walk ends before.
  mutating func go(to target: Int) -> Bool {
    if target < position { comeBack(to: target) }
    while position < target {
      guard step() else { return false }
    }
    return true
  }

  /// Goes to the nearest kept place at or before `target`.
  private mutating func comeBack(to target: Int) {
    while let place = former.popLast() {
      bytes -= place.walker.footprint
      (position, walker, seconds) = place
      if position <= target { break }
    }
  }

  private mutating func keep(_ place: any Walker) {
    former.append((position, place, seconds))
    bytes += place.footprint
    // The start stays, so that every place can be reached again.
    while bytes > Run.budget, former.count > 2 {
      bytes -= former.remove(at: 1).walker.footprint
    }
  }
}
