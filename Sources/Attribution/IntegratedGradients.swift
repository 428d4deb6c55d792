public import Networks
public import Stepping
public import Tensors

/// What each number of a picture adds to a unit's value, against a baseline (Sundararajan et al. 2017, equation 1).
///
/// (x − b) ∘ the mean of ∇f(b + t(x − b)) over the midpoints t = (k − ½)/n of n parts of the way. Its sum comes to
/// f(x) − f(b) as n grows (completeness); of a linear score it is exact at one point. Where the path crosses many kinks
/// the sum comes slowly, and not from one side.
public struct IntegratedGradients: Walk {
  let target: GradientTarget
  let image: Tensor
  let baseline: Tensor
  let points: Int
  /// f(x) − f(b): what the map's sum should come to.
  public let expected: Double

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes.
  ///   - layer: a node; nil for the scores.
  ///   - unit: nil for the top class of scores or probabilities, elsewhere for the strongest activation.
  ///   - baseline: of the picture's shape; nil for black.
  ///   - points: of the path, at least 1.
  /// - Throws: the network's error about the unit or the picture's size; `AttributionError.countTooSmall` or
  ///   `AttributionError.baselineShape`.
  public init(
    of image: Tensor, in network: Network, layer: Int? = nil, unit: Unit? = nil, baseline: Tensor? = nil,
    points: Int = 50
  ) throws(AttributionError) {
    guard points > 0 else { throw .countTooSmall(points) }
    let start = baseline ?? Tensor(shape: image.shape)
    guard start.shape == image.shape else { throw .baselineShape(start.shape, picture: image.shape) }
    target = try GradientTarget(of: image, in: network, layer: layer, unit: unit)
    expected = target.value - target.value(at: start)
    (self.image, self.baseline, self.points) = (image, start, points)
  }

  /// How the unit is called.
  public var name: String { target.name }

  public var stepCount: Int? { points }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: IntegratedGradients
    private var taken = 0
    private var sum: Tensor
    private var value: Double?

    init(walk: IntegratedGradients) {
      self.walk = walk
      sum = Tensor(shape: walk.image.shape)
    }

    public var current: Point { Point(walk: walk, number: taken, gradients: sum, value: value) }

    /// Takes a step; nil at the end.
    ///
    /// - Complexity: a pass forward and back.
    public mutating func next() -> Point? {
      guard taken < walk.points else { return nil }
      taken += 1
      let (value, gradient) = walk.target.gradient(at: walk.picture(at: taken))
      (self.value, sum) = (value, sum + gradient)
      return current
    }

    public var footprint: Int { sum.count * MemoryLayout<Float>.stride }
  }

  /// b + t(x − b) at the middle of a part of the way, from 1 on; the baseline for 0.
  fileprivate func picture(at part: Int) -> Tensor {
    let share = Float(Swift.max(Double(part) - 0.5, 0) / Double(points))
    return baseline + (image - baseline) * share
  }

  /// The path as far as it has been gone.
  public struct Point: Step {
    let walk: IntegratedGradients
    let number: Int
    let gradients: Tensor
    let value: Double?

    /// (x − b) ∘ the gradients' mean so far, [C,H,W]; NaN before the first step.
    public var map: Tensor {
      number == 0 ? gradients.map { _ in .nan } : way * meanGradient
    }

    /// x − b, [C,H,W].
    public var way: Tensor { walk.image - walk.baseline }

    /// The gradients' mean so far, [C,H,W]; NaN before the first step.
    public var meanGradient: Tensor { gradients / Float(number) }

    /// The sum of the map.
    public var sum: Double { map.sum() }

    public var headline: String {
      guard let value else {
        return "integrated gradients of \(walk.name): they should add up to \(Float(walk.expected).words)"
      }
      return "\(walk.name) is \(Float(value).words) here; the map adds up to \(Float(sum).words), and should to "
        + Float(walk.expected).words
    }

    /// `map`, `sum`, `expected`, and `point`, the picture on the path.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "map": .tensor(map)
      case "sum": .number(sum)
      case "expected": .number(walk.expected)
      case "point": .tensor(walk.picture(at: number))
      default: nil
      }
    }
  }
}
