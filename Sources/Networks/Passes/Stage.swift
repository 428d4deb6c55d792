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
