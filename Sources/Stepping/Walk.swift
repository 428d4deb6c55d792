/// What a walk shows where it stands.
public protocol Step: Sendable {
  /// One line: what was done and the numbers that matter.
  var headline: String { get }

  /// The quantity of that name as it is at this step; nil where the step has none so named.
  ///
  /// Made when asked for, so that a walk that nobody looks at costs nothing more than the method.
  func quantity(_ name: String) -> Quantity?

  /// The parts of this step as a walk of their own, where it has parts.
  var inside: (any Walk)? { get }

  /// It is known that no step follows: what a walk says whose `stepCount` is nil.
  var isLast: Bool { get }
}

extension Step {
  public var inside: (any Walk)? { nil }
  public var isLast: Bool { false }
}

/// A place in a walk: a value, so that a copy of it is a place to come back to.
///
/// Before the first `next()` it stands at the start, which is step 0; each `next()` takes one step and returns it.
public protocol Walker: IteratorProtocol, Sendable where Element: Step {
  /// What is shown where it stands: the start, then the step last taken.
  var current: Element { get }

  /// Bytes that keeping this place takes beyond what all places of the walk share.
  var footprint: Int { get }
}

/// A method as a sequence of steps.
///
/// `for step in walk` is all that a program needs; a session keeps former walkers in order to go back.
public protocol Walk: Sequence, Sendable where Iterator: Walker {
  /// The number of steps to the end; nil where it depends on what the steps find.
  var stepCount: Int? { get }
}
