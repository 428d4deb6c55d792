public import Networks
public import Stepping
public import Tensors

/// The mean of a unit's gradients at noisy copies of a picture: what they have in common (Smilkov et al. 2017, section 3).
///
/// M = 1/n Σ ∇f(x + σ(max x − min x)·ε), ε normal. Of a linear score it is the weights whatever the noise.
public struct SmoothGrad: Walk {
  let target: GradientTarget
  let image: Tensor
  let samples: Int
  /// The noise's standard deviation, in the picture's own units.
  let deviation: Float
  let seed: UInt64

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes.
  ///   - layer: a node; nil for the scores.
  ///   - unit: nil for the top class of scores or probabilities, elsewhere for the strongest activation.
  ///   - samples: how many copies, at least 1.
  ///   - sigma: the noise's standard deviation, as a share of the distance between the picture's least and largest
  ///     number, at least 0.
  /// - Throws: the network's error about the unit or the picture's size; `AttributionError.countTooSmall`.
  public init(
    of image: Tensor, in network: Network, layer: Int? = nil, unit: Unit? = nil, samples: Int = 50,
    sigma: Float = 0.15, seed: UInt64 = 0
  ) throws(AttributionError) {
    guard samples > 0 else { throw .countTooSmall(samples) }
    target = try GradientTarget(of: image, in: network, layer: layer, unit: unit)
    (self.image, self.samples, self.seed) = (image, samples, seed)
    deviation = sigma * (image.maximum() - image.minimum())
  }

  /// How the unit is called.
  public var name: String { target.name }

  public var stepCount: Int? { samples }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: SmoothGrad
    private var random: RandomSource
    private var taken = 0
    private var sum: Tensor
    private var sample: Tensor?
    private var gradient: Tensor?

    init(walk: SmoothGrad) {
      self.walk = walk
      random = RandomSource(seed: walk.seed)
      sum = Tensor(shape: walk.image.shape)
    }

    public var current: Sample {
      Sample(walk: walk, number: taken, sum: sum, picture: sample ?? walk.image, last: gradient)
    }

    /// Takes a step; nil at the end.
    ///
    /// - Complexity: a pass forward and back.
    public mutating func next() -> Sample? {
      guard taken < walk.samples else { return nil }
      taken += 1
      let picture = walk.image.map { $0 + walk.deviation * random.normal() }
      let found = walk.target.gradient(at: picture).gradient
      (sample, gradient, sum) = (picture, found, sum + found)
      return current
    }

    public var footprint: Int { 3 * sum.count * MemoryLayout<Float>.stride }
  }

  /// The mean so far.
  public struct Sample: Step {
    let walk: SmoothGrad
    let number: Int
    let sum: Tensor
    /// The noisy copy; before the first step the picture itself.
    public let picture: Tensor
    let last: Tensor?

    /// The mean of the gradients so far, [C,H,W]; NaN before the first step.
    public var map: Tensor {
      number == 0 ? sum.map { _ in .nan } : sum / Float(number)
    }

    /// The gradient at the noisy copy, [C,H,W]; NaN before the first step.
    public var gradient: Tensor { last ?? sum.map { _ in .nan } }

    public var headline: String {
      guard let last else {
        return "smoothgrad of \(walk.name): noise of standard deviation \(walk.deviation.words)"
      }
      // Not a number where one of them is all zeros.
      let cosine = (try? last.cosine(sum)) ?? .nan
      return "sample \(number): its gradient and the mean so far have cosine \(Float(cosine.isNaN ? 0 : cosine).words)"
    }

    /// `map`, `noisy`, and `gradient` at the noisy copy.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "map": .tensor(map)
      case "noisy": .tensor(picture)
      case "gradient": .tensor(gradient)
      default: nil
      }
    }
  }
}
