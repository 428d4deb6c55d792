import Networks
public import Stepping
import Tensors

/// One ReLU on the way back, in parts: its input, the signal that comes, then what each rule passes of it.
public struct RectifierParts: Walk {
  /// The ReLU's name.
  public let layer: String
  /// z, the ReLU's input in the forward pass.
  let input: Tensor
  /// r, the signal at its output.
  let signal: Tensor
  /// The rule of the walk that this is a step of.
  let rule: BackwardRule

  public var stepCount: Int? { 2 + BackwardRule.allCases.count }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: RectifierParts
    private var taken = 0

    init(walk: RectifierParts) { self.walk = walk }

    public var current: Part { Part(walk: walk, taken: taken) }

    /// Takes a step; nil at the end.
    public mutating func next() -> Part? {
      guard taken < 2 + BackwardRule.allCases.count else { return nil }
      taken += 1
      return current
    }

    public var footprint: Int { MemoryLayout<Iterator>.stride }
  }

  /// One part.
  public struct Part: Step {
    let walk: RectifierParts
    let taken: Int

    /// The rule that this part applies.
    private var rule: BackwardRule? { taken > 2 ? BackwardRule.allCases[taken - 3] : nil }

    private func passed(by rule: BackwardRule) -> Tensor {
      ReLU().backward(walk.signal, inputs: [walk.input], output: walk.input, rule: rule)[0]
    }

    public var headline: String {
      guard let rule else {
        switch taken {
        case 0: return "one ReLU in parts: \(walk.layer)"
        case 1:
          return "forward, its input z is positive at \(walk.input.elements.count { $0 > 0 }) of \(walk.input.count)"
        default:
          let arrived = walk.signal.elements.count { $0 != 0 }
          return "back comes r: \(arrived) signals, \(walk.signal.elements.count { $0 < 0 }) of them negative"
        }
      }
      let signals = ReLU().signals(walk.signal, input: walk.input, rule: rule)
      let own = rule == walk.rule ? ": this is the rule here" : ""
      return
        "\(rule.rawValue) passes \(signals.arrived - signals.stopped) of \(signals.arrived), stops \(signals.stopped) "
        + "(\(rule.formula))\(own)"
    }

    /// `z`, `mask` (z > 0), `r`, and what the part's rule passes as `passed`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "z": .tensor(walk.input)
      case "mask": .tensor(walk.input.map { $0 > 0 ? 1 : 0 })
      case "r": .tensor(walk.signal)
      case "passed": rule.map { .tensor(passed(by: $0)) }
      default: nil
      }
    }
  }
}

extension BackwardRule {
  /// What it passes back, of a signal r at a ReLU with input z.
  fileprivate var formula: String {
    switch self {
    case .gradient: "r where z > 0"
    case .deconvnet: "r where r > 0"
    case .guided: "r where both are"
    }
  }
}
