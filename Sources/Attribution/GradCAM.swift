public import Networks
public import Stepping
public import Tensors

/// Where a layer's feature maps speak for a class (Grad-CAM, Selvaraju et al. 2017, equations 1 and 2), and that times the
/// guided map (Guided Grad-CAM, section 3.2).
///
/// α_c = the mean over positions of ∂f/∂a_c, the map = max(Σ_c α_c·a_c, 0), stretched to the picture. With a global average
/// and a linear head behind the layer, Σ_c α_c·a_c adds up to the score less its bias: the class activation map.
public struct GradCAM: Walk {
  let network: Network
  let trace: Trace
  /// The layer whose maps are weighed.
  public let layer: Int
  let score: Score

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes.
  ///   - layer: a node with maps [C,h,w] before the scores; nil for the last convolution.
  ///   - number: the class; nil for the one that the picture is given.
  /// - Throws: `AttributionError.unknownClass`, `AttributionError.noMaps`, or the network's error about the size.
  public init(
    of image: Tensor, in network: Network, layer: Int? = nil, class number: Int? = nil
  ) throws(AttributionError) {
    guard let node = layer ?? network.lastConvolution else { throw .noFiltersAnywhere }
    trace = try passingOn { () throws(NetworkError) in try network.forward(image, through: network.scores) }
    score = try network.logit(ofClass: number, in: trace.output(network.scores)).0
    guard node < trace.count, trace.shape(of: node).count == 3,
      Network.ancestors(of: score.node, in: network.nodes)[node]
    else { throw .noMaps(layer: network.nodes[node].name) }
    (self.network, self.layer) = (network, node)
  }

  /// How the layer is called.
  public var layerName: String { network.nodes[layer].name }

  /// How the class's score is called.
  public var name: String { score.name }

  private static let stages = 4

  public var stepCount: Int? { Self.stages }

  /// The signals from the score on their way back, all of them.
  fileprivate func gradient(_ rule: BackwardRule) -> BackwardPass {
    do {
      let seed = score.unit.seed(for: trace.output(score.node))
      return try network.backward(trace, from: score.node, seed: seed, rule: rule).finished()
    } catch {
      preconditionFailure("\(name): \(error)")
    }
  }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: GradCAM
    private var taken = 0
    private var gradient: Tensor?
    private var guided: Tensor?

    init(walk: GradCAM) { self.walk = walk }

    public var current: Stage { Stage(walk: walk, taken: taken, gradient: gradient, guidedGradient: guided) }

    /// Takes a step; nil at the end.
    ///
    /// - Complexity: the first step and the last are a pass back.
    public mutating func next() -> Stage? {
      guard taken < GradCAM.stages else { return nil }
      taken += 1
      if taken == 1 { gradient = walk.gradient(.gradient).gradient(at: .node(walk.layer)) }
      if taken == GradCAM.stages { guided = walk.gradient(.guided).gradient(at: .image) }
      return current
    }

    public var footprint: Int { ((gradient?.count ?? 0) + (guided?.count ?? 0)) * MemoryLayout<Float>.stride }
  }

  /// The map as far as it is.
  public struct Stage: Step {
    let walk: GradCAM
    let taken: Int
    private let found: Tensor?
    private let guidedGradient: Tensor?

    init(walk: GradCAM, taken: Int, gradient: Tensor?, guidedGradient: Tensor?) {
      (self.walk, self.taken, found, self.guidedGradient) = (walk, taken, gradient, guidedGradient)
    }

    /// The layer's output, [C,h,w].
    public var maps: Tensor { walk.trace.output(walk.layer) }
    private var image: Tensor { walk.trace.image }

    /// The score's gradient at the layer, [C,h,w]; NaN before the first step.
    public var gradient: Tensor { found ?? Tensor(shape: maps.shape, repeating: .nan) }

    /// α, one a channel of the layer; NaN before the first step.
    public var weights: Tensor { gradient.meansOfPlanes }

    /// Σ α_c·a_c, [h,w]; NaN before the second step.
    public var weighted: Tensor {
      let (maps, weights) = (maps, weights)
      guard taken > 1 else { return Tensor(shape: Array(maps.shape.dropFirst()), repeating: .nan) }
      let plane = maps.shape[1] * maps.shape[2]
      return Tensor(
        shape: Array(maps.shape.dropFirst()),
        elements: (0..<plane).map { place in
          (0..<maps.shape[0]).reduce(0) { $0 + weights[flat: $1] * maps[flat: $1 * plane + place] }
        })
    }

    /// max(Σ α_c·a_c, 0) stretched to the picture, [H,W]; NaN before the third step.
    public var map: Tensor {
      let size = Array(image.shape.dropFirst())
      guard taken > 2 else { return Tensor(shape: size, repeating: .nan) }
      return stretching.forward([rectified]).reshaped(size)
    }

    private var stretching: Resize {
      Resize(height: .size(image.shape[1]), width: .size(image.shape[2]), method: .bilinear)
    }

    /// [1,1,h,w].
    private var rectified: Tensor {
      let weighted = weighted
      return weighted.map { Swift.max($0, 0) }.reshaped([1, 1] + weighted.shape)
    }

    /// The terms that add up to a number of the map: places of the weighted sum, each with its share of it.
    public func terms(ofMap row: Int, _ column: Int) -> [(row: Int, column: Int, share: Double, value: Double)] {
      stretching.terms(ofOutput: [0, row, column], inputs: [rectified]).map { term in
        let place = term.factors[term.factors.count - 1].index
        let share = term.factors.dropLast().reduce(1.0) { $0 * Double($1.value) }
        return (place[1], place[2], share, term.value)
      }
    }

    /// The map times the guided gradient, [C,H,W]; NaN before the last step.
    public var guided: Tensor {
      guidedGradient.map { $0 * map } ?? Tensor(shape: image.shape, repeating: .nan)
    }

    public var headline: String {
      switch taken {
      case 0:
        return
          "grad-cam of \(walk.name) at \(walk.layerName): \(maps.shape[0]) maps of \(maps.shape[1])×\(maps.shape[2])"
      case 1:
        let best = weights.argmax()
        return "weights: the mean gradient of each map; the largest, \(weights[flat: best].words), is map \(best)'s"
      case 2:
        return "weighted sum of the maps: it adds up to \(Float(weighted.sum()).words)"
      case 3: return "what is negative speaks for other classes and is dropped; the rest is stretched to the picture"
      default: return "times the guided gradient: its detail where the map is large"
      }
    }

    /// `gradient`, `weights`, `weighted`, `map` and `guided`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "gradient": .tensor(gradient)
      case "weights": .tensor(weights)
      case "weighted": .tensor(weighted)
      case "map": .tensor(map)
      case "guided": .tensor(guided)
      default: nil
      }
    }
  }
}

extension Tensor {
  /// [C,H,W] to [C]: the mean of each plane.
  fileprivate var meansOfPlanes: Tensor {
    let plane = shape[1] * shape[2]
    return Tensor(
      shape: [shape[0]],
      elements: (0..<shape[0]).map { channel in
        Float(elements[channel * plane..<(channel + 1) * plane].reduce(0.0) { $0 + Double($1) } / Double(plane))
      })
  }
}
