import Tensors

/// How a map compares with central differences of the score on some of its elements.
public struct GradientCheck: Sendable {
  /// One element that was tried.
  public struct Sample: Sendable, Equatable {
    public let index: [Int]
    /// What the map says.
    public let claimed: Float
    /// What the score does: (f(a + h) − f(a − h))/2h, from two steps h.
    public let measured: Double
    /// Whether the two steps disagree: a kink of a ReLU or a pooling lies within the step, and nothing is measured.
    public let atKink: Bool
  }

  public let samples: [Sample]

  /// The largest magnitude among what is claimed and measured.
  public var scale: Double {
    usable.reduce(0) { Swift.max($0, abs($1.measured), Double(abs($1.claimed))) }
  }

  /// The samples away from kinks.
  public var usable: [Sample] { samples.filter { !$0.atKink } }

  /// The largest disagreement as a share of `scale`; 0 where both are 0 everywhere.
  public var worst: Double {
    let scale = scale
    return scale == 0 ? 0 : usable.reduce(0) { Swift.max($0, disagreement($1)) } / scale
  }

  /// How many of the usable samples agree to within 2 % of `scale`.
  public var agreeing: Int {
    let tolerance = 0.02 * scale
    return usable.count { disagreement($0) <= tolerance }
  }

  /// Whether the map is the gradient of the score, as far as the samples tell.
  ///
  /// A twentieth of them may disagree: a kink that both steps cross alike is not seen.
  public var isGradient: Bool { agreeing * 20 >= usable.count * 19 }

  private func disagreement(_ sample: Sample) -> Double { abs(sample.measured - Double(sample.claimed)) }
}

extension Network {
  /// Compares a signal of a backward pass with what the score really does when elements are changed a little.
  ///
  /// The score is Σ seed·output at the node that the pass started from. Half of the elements tried are the ones where
  /// the signal is strongest, the other half are drawn.
  ///
  /// - Parameters:
  ///   - source: the picture, or a node before the one that the pass started from.
  ///   - count: how many elements to try.
  /// - Complexity: four forward passes from `source` on for each element, batched.
  public func checkGradient(
    _ pass: BackwardPass, at source: Source = .image, samples count: Int = 32, seed: UInt64 = 0
  ) throws(NetworkError) -> GradientCheck {
    guard let signal = pass.gradient(at: source), source != .node(pass.node) else {
      throw .unreachable(layer: name(of: source), from: nodes[pass.node].name)
    }
    let places = Self.sample(signal, count: count, seed: seed)
    let centre = activation(at: source, pass.trace)
    let (wide, narrow) = (step(for: centre), step(for: centre) / 2)
    let scores = try self.scores(pass, at: source, moving: places, by: [wide, -wide, narrow, -narrow])
    let slopes = scores.map { (($0[0] - $0[1]) / Double(2 * wide), ($0[2] - $0[3]) / Double(2 * narrow)) }
    let scale = slopes.reduce(0) { Swift.max($0, abs($1.1)) }
    let samples = zip(places, slopes).map { place, slope in
      GradientCheck.Sample(
        index: signal.index(ofFlat: place), claimed: signal[flat: place], measured: (slope.0 + slope.1) / 2,
        atKink: abs(slope.0 - slope.1) > 0.01 * scale)
    }
    return GradientCheck(samples: samples)
  }

  /// Small against the activations, large against their rounding.
  private func step(for activation: Tensor) -> Float {
    let squares = activation.elements.reduce(0.0) { $0 + Double($1) * Double($1) }
    let size = (squares / Double(Swift.max(activation.count, 1))).squareRoot()
    return size > 0 ? 0.02 * Float(size) : 0.02
  }

  private func activation(at source: Source, _ trace: Trace) -> Tensor {
    switch source {
    case .image: trace.image
    case .node(let node): trace.output(node)
    }
  }

  /// The score with each of the places moved by each of the steps.
  private func scores(
    _ pass: BackwardPass, at source: Source, moving places: [Int], by steps: [Float]
  ) throws(NetworkError) -> [[Double]] {
    let centre = activation(at: source, pass.trace)
    var batch = Tensor(shape: [1] + centre.shape, elements: centre.elements).repeated(places.count * steps.count)
    for (row, place) in places.enumerated() {
      for (column, step) in steps.enumerated() {
        batch[flat: (row * steps.count + column) * centre.count + place] += step
      }
    }
    let outputs =
      switch source {
      case .image: try outputs(pass.node, of: batch)
      case .node(let node): try outputs(pass.node, replacing: node, with: batch, in: pass.trace)
      }
    let seed = pass.gradient(at: .node(pass.node)) ?? Tensor(shape: pass.trace.shape(of: pass.node))
    let size = seed.count
    return places.indices.map { row in
      steps.indices.map { column in
        let start = (row * steps.count + column) * size
        return (0..<size).reduce(0) { $0 + Double(seed[flat: $1]) * Double(outputs[flat: start + $1]) }
      }
    }
  }

  /// Half of the places where the signal is strongest, half drawn, none twice.
  private static func sample(_ signal: Tensor, count: Int, seed: UInt64) -> [Int] {
    let count = Swift.min(count, signal.count)
    let strongest = (0..<signal.count).sorted { abs(signal[flat: $0]) > abs(signal[flat: $1]) }.prefix((count + 1) / 2)
    var (random, places) = (RandomSource(seed: seed), Array(strongest))
    var taken = Set(places)
    while places.count < count {
      let place = random.integer(below: signal.count)
      if taken.insert(place).inserted { places.append(place) }
    }
    return places
  }
}
