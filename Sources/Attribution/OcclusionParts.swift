public import Stepping
import Tensors

/// One patch in three parts: cover, forward, compare.
public struct OcclusionParts: Walk {
  let patch: Occlusion.Patch

  public var stepCount: Int? { 3 }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(patch: patch) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let patch: Occlusion.Patch
    private var taken = 0

    init(patch: Occlusion.Patch) { self.patch = patch }

    public var current: Part { Part(patch: patch, taken: taken) }

    /// Takes a step; nil at the end.
    public mutating func next() -> Part? {
      guard taken < 3 else { return nil }
      taken += 1
      return current
    }

    public var footprint: Int { MemoryLayout<Iterator>.stride }
  }

  /// Where one stands within the step: 0 before it, then what was covered, the score found, the drop entered in the map.
  public struct Part: Step {
    let patch: Occlusion.Patch
    let taken: Int

    private var before: Occlusion.Patch {
      Occlusion.Patch(walk: patch.walk, taken: patch.taken - 1, groups: patch.groups)
    }

    public var headline: String {
      let (y, x) = patch.position ?? (0, 0)
      let size = patch.walk.patch
      switch taken {
      case 0: return "the whole picture: \(patch.walk.score.name) is \(patch.walk.baseline.words)"
      case 1:
        return "cover rows \(y)…\(y + size.height - 1), columns \(x)…\(x + size.width - 1) "
          + "with \(patch.walk.fill.words)"
      case 2: return "forward: \(patch.walk.score.name) is \(patch.score.words)"
      default:
        let drop = patch.walk.baseline - patch.score
        return "compare: drop \(drop.words) = \(patch.walk.baseline.words) − \(patch.score.words)"
      }
    }

    /// As of the whole step, each from the part on that makes it.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "occluded", "position": (taken >= 1 ? patch : before).quantity(name)
      case "score": taken >= 2 ? patch.quantity(name) : nil
      case "heatmap", "drop": (taken == 3 ? patch : before).quantity(name)
      default: patch.quantity(name)
      }
    }
  }
}
