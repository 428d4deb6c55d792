import Networks
public import Stepping
import Tensors

/// One max pooling on the way back, in parts: the positions that won forward, the signals that come, and where they go.
///
/// A switch is the position that won a window in the forward pass (Zeiler and Fergus 2014, section 2.1). It takes the
/// window's whole signal, under every rule, and the others of the window take none.
public struct PoolingParts: Walk {
  /// The pooling's name.
  public let layer: String
  let pooling: MaxPooling
  /// [C,H,W], the pooling's input in the forward pass.
  let input: Tensor
  /// r, the signal at its output.
  let signal: Tensor

  public var stepCount: Int? { 3 }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// What reaches each position of the input where this goes back from the output.
  private func sentBack(_ signal: Tensor) -> Tensor {
    let (batch, output) = (input.reshaped([1] + input.shape), signal.reshaped([1] + signal.shape))
    return pooling.backward(output, inputs: [batch], output: output, rule: .gradient)[0].reshaped(input.shape)
  }

  /// How many windows each position won, [C,H,W].
  fileprivate var switches: Tensor { sentBack(Tensor(shape: signal.shape, repeating: 1)) }

  /// How many signals come to each position.
  fileprivate var arrivals: Tensor { sentBack(signal.map { $0 != 0 ? 1 : 0 }) }

  fileprivate var passed: Tensor { sentBack(signal) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: PoolingParts
    private var taken = 0

    init(walk: PoolingParts) { self.walk = walk }

    public var current: Part { Part(walk: walk, taken: taken) }

    /// Takes a step; nil at the end.
    public mutating func next() -> Part? {
      guard taken < 3 else { return nil }
      taken += 1
      return current
    }

    public var footprint: Int { MemoryLayout<Iterator>.stride }
  }

  /// One part.
  public struct Part: Step {
    let walk: PoolingParts
    let taken: Int

    public var headline: String {
      switch taken {
      case 0: return "one max pooling in parts: \(walk.layer)"
      case 1:
        let won = walk.switches.elements.count { $0 > 0 }
        return "forward, the largest number of each window wins: the switches of \(walk.signal.count) windows are "
          + "\(won) of \(walk.input.count) positions"
      case 2:
        let arrived = walk.signal.elements.count { $0 != 0 }
        return "back comes r: \(arrived) signals, one for each window where it is not 0"
      default:
        let arrivals = walk.arrivals.elements
        let (reached, several) = (arrivals.count { $0 > 0 }, arrivals.count { $0 > 1 })
        return "each goes to its window's switch, under every rule: to \(reached) of \(arrivals.count) positions"
          + (several > 0 ? ", to \(several) of them from several windows, which adds up" : "")
      }
    }

    /// `z`, then `switches`, `r` and `passed`, each from the part on that tells of it.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "z": .tensor(walk.input)
      case "switches": taken > 0 ? .tensor(walk.switches) : nil
      case "r": taken > 1 ? .tensor(walk.signal) : nil
      case "passed": taken > 2 ? .tensor(walk.passed) : nil
      default: nil
      }
    }
  }
}
