public import Stepping
public import Tensors

extension Judge.Verdict {
  /// The present scene's maps one by one.
  public var inside: (any Walk)? { number == 0 ? nil : Judge.Entries(verdict: self) }
}

extension Judge {
  /// The contestants of one scene, a map and its numbers a step.
  public struct Entries: Walk {
    let verdict: Verdict

    public var stepCount: Int? { verdict.maps.count }

    /// The walk at its start.
    public func makeIterator() -> Iterator { Iterator(walk: self) }

    /// A place in the walk.
    public struct Iterator: Walker {
      private let walk: Entries
      private var taken = 0

      init(walk: Entries) { self.walk = walk }

      public var current: Entry { Entry(verdict: walk.verdict, number: taken) }

      /// Takes a step; nil at the end.
      public mutating func next() -> Entry? {
        guard taken < walk.verdict.maps.count else { return nil }
        taken += 1
        return current
      }

      public var footprint: Int { MemoryLayout<Iterator>.stride }
    }
  }

  /// A map and what it is worth.
  public struct Entry: Step {
    public let verdict: Verdict
    let number: Int

    private var judge: Judge { verdict.judge }

    /// Whose map it is; nil before the first step.
    public var contestant: Contestant? { number == 0 ? nil : judge.contestants[number - 1] }

    /// [H,W]; NaN before the first step.
    public var map: Tensor {
      number == 0 ? Tensor(shape: verdict.scene.mask.shape, repeating: .nan) : verdict.maps[number - 1]
    }

    /// One number a measure; NaN before the first step.
    public var numbers: [Double] {
      let width = judge.measures.count
      return number == 0
        ? judge.measures.map { _ in .nan }
        : Array(verdict.numbers[verdict.number - 1][(number - 1) * width..<number * width])
    }

    public var headline: String {
      guard let contestant else {
        return "the maps of one scene, class \(judge.network.name(ofClass: verdict.scene.classNumber))"
      }
      let found = zip(judge.measures, numbers).map { "\($0.name) \(Float($1).words)" }
      return "\(contestant.name): \(found.joined(separator: ", "))"
    }

    /// `name`, `map`, `numbers`, `image` and `mask`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "name": .text(contestant?.name ?? "")
      case "map": .tensor(map)
      case "numbers": .tensor(Tensor(numbers.map { Float($0) }))
      case "image": .tensor(verdict.scene.image)
      case "mask": .tensor(verdict.scene.mask)
      default: nil
      }
    }
  }
}
