public import Networks
public import Stepping
public import Tensors

/// How much each pixel matters to a unit: the largest magnitude, over the channels, of the unit's gradient at it
/// (Simonyan et al. 2014, section 3.1).
///
/// ```swift
/// let map = Array(try Saliency(of: cat, in: network)).last?.map
/// ```
///
/// The map of a linear score is max_c|w_c| whatever the picture. Where the network is sure, the gradient of a probability
/// vanishes though that of the score does not: ∇p_c = p_c(∇f_c − Σ_k p_k∇f_k).
public struct Saliency: Walk {
  /// The way back whose end it starts from.
  public let backprop: Backprop

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes.
  ///   - layer: a node; nil for the scores.
  ///   - unit: nil for the top class of scores or probabilities, elsewhere for the strongest activation.
  /// - Throws: the network's error about the unit or the picture's size.
  public init(
    of image: Tensor, in network: Network, layer: Int? = nil, unit: Unit? = nil
  ) throws(AttributionError) {
    backprop = try Backprop(of: image, in: network, layer: layer, unit: unit)
  }

  /// What the steps make: the gradient, its magnitude, the map.
  private static let stages = 3

  public var stepCount: Int? { Self.stages }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: Saliency
    private var taken = 0
    /// Nil before the first step.
    private var gradient: Tensor?

    init(walk: Saliency) { self.walk = walk }

    public var current: Stage { Stage(walk: walk, taken: taken, found: gradient) }

    /// Takes a step; nil at the end.
    ///
    /// - Complexity: the first step is a pass back through the network, the others one look at each number.
    public mutating func next() -> Stage? {
      guard taken < Saliency.stages else { return nil }
      taken += 1
      if gradient == nil { gradient = walk.backprop.gradient }
      return current
    }

    public var footprint: Int { (gradient?.count ?? 0) * MemoryLayout<Float>.stride }
  }

  /// The map as far as it is.
  public struct Stage: Step {
    let walk: Saliency
    let taken: Int
    let found: Tensor?

    /// The unit's gradient at the picture, [C,H,W]; NaN everywhere before the first step.
    public var gradient: Tensor { found ?? Tensor(shape: walk.backprop.trace.image.shape, repeating: .nan) }

    /// |gradient|, [C,H,W]; NaN before the second step.
    public var absolute: Tensor { taken > 1 ? gradient.map(abs) : gradient.map { _ in .nan } }

    /// max over channels of |gradient|, [H,W]; NaN before the third step.
    public var map: Tensor {
      taken > 2 ? gradient.largestOverChannels : Tensor(shape: Array(gradient.shape.dropFirst()), repeating: .nan)
    }

    /// What the last step made.
    public var current: Tensor {
      switch taken {
      case 0, 1: gradient
      case 2: absolute
      default: map
      }
    }

    public var headline: String {
      let name = walk.backprop.name
      switch taken {
      case 0: return "saliency of \(name)"
      case 1:
        let signs = gradient.elements
        return "gradient of \(name) at the picture: brighter would raise it at \(signs.count { $0 > 0 }) of "
          + "\(signs.count) numbers, lower it at \(signs.count { $0 < 0 })"
      case 2: return "absolute: it matters that the number counts, not which way"
      default:
        let map = map
        let place = map.index(ofFlat: map.argmax())
        return "max over channels: one number a pixel, the largest at row \(place[0]), column \(place[1])"
      }
    }

    /// `gradient`, `absolute`, `map`, and `current` for the one that the last step made.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "gradient": .tensor(gradient)
      case "absolute": .tensor(absolute)
      case "map": .tensor(map)
      case "current": .tensor(current)
      default: nil
      }
    }
  }
}

extension Tensor {
  /// [C,H,W] to [H,W]: the largest magnitude of each position.
  package var largestOverChannels: Tensor {
    let size = shape[1] * shape[2]
    var largest = Tensor(shape: [shape[1], shape[2]])
    largest.withUnsafeMutableElements { largest in
      withUnsafeElements { numbers in
        for channel in 0..<shape[0] {
          for place in 0..<size { largest[place] = Swift.max(largest[place], abs(numbers[channel * size + place])) }
        }
      }
    }
    return largest
  }

  /// [C,H,W] to [H,W]: the sum of each position.
  package var sumOverChannels: Tensor {
    let plane = shape[1] * shape[2]
    return Tensor(
      shape: [shape[1], shape[2]],
      elements: (0..<plane).map { pixel in
        Float(stride(from: pixel, to: count, by: plane).reduce(0.0) { $0 + Double(elements[$1]) })
      })
  }
}
