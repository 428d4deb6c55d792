public import Tensors

/// y = γ·(x − μ)/√(σ² + ε) + β, with each channel's own four numbers: what training measured, no longer the batch.
///
/// So it is an affine map, and its weight γ and bias β can be trained on while μ and σ² stay.
public struct BatchNormalization: Layer {
  /// γ, [C].
  private var scales: Tensor
  /// β, [C].
  private var offsets: Tensor
  /// μ, [C].
  public let mean: Tensor
  /// σ², [C].
  public let variance: Tensor
  /// ε, which keeps the root away from 0.
  public let epsilon: Float

  /// - Parameters:
  ///   - scale: γ, the weight, one number a channel like all that follow.
  ///   - offset: β, the bias.
  ///   - mean: μ.
  ///   - variance: σ².
  ///   - epsilon: ε.
  public init(scale: Tensor, offset: Tensor, mean: Tensor, variance: Tensor, epsilon: Float = 1e-5) {
    let shapes = [scale.shape, offset.shape, mean.shape, variance.shape]
    precondition(scale.rank == 1 && shapes.allSatisfy { $0 == scale.shape }, "one number a channel, not \(shapes)")
    (scales, offsets, self.mean, self.variance, self.epsilon) = (scale, offset, mean, variance, epsilon)
  }

  public var weight: Tensor? {
    get { scales }
    set {
      precondition(newValue?.shape == scales.shape, "the weight stays \(scales.shape)")
      scales = newValue ?? scales
    }
  }

  public var bias: Tensor? {
    get { offsets }
    set {
      precondition(newValue?.shape == offsets.shape, "the bias stays \(offsets.shape)")
      offsets = newValue ?? offsets
    }
  }

  public var summary: String { "batch normalization, \(scales.count) channels" }

  /// The shape stays; its first axis is that of the channels.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    try channels(inputs, count: scales.count)
  }

  /// One a number: scale and offset are known before.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int { inputs.first?.reduce(1, *) ?? 0 }

  /// Each channel times γ/√(σ² + ε), and β − μγ/√(σ² + ε).
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let factors = (0..<scales.count).map { scales[flat: $0] * reciprocal($0) }
    return inputs[0].mappingChannels { channel, x, y in
      let (factor, mean, offset) = (factors[channel], mean[flat: channel], offsets[flat: channel])
      for place in x.indices { y[place] = factor * (x[place] - mean) + offset }
    }
  }

  /// Each channel's signal times γ/√(σ² + ε).
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let factors = (0..<scales.count).map { scales[flat: $0] * reciprocal($0) }
    let back = gradient.mappingChannels { channel, signal, back in
      for place in signal.indices { back[place] = factors[channel] * signal[place] }
    }
    return [back]
  }

  /// ∂/∂γ = Σ r·(x − μ)/√(σ² + ε) and ∂/∂β = Σ r, over the channel and the batch.
  public func parameterGradients(_ gradient: Tensor, inputs: [Tensor]) -> (weight: Tensor, bias: Tensor)? {
    var (products, sums) = ([Double](repeating: 0, count: scales.count), [Double](repeating: 0, count: scales.count))
    let plane = gradient.count / (gradient.shape[0] * scales.count)
    for (place, (signal, x)) in zip(gradient.elements, inputs[0].elements).enumerated() {
      let channel = place / plane % scales.count
      products[channel] += Double(signal) * Double(x - mean[flat: channel])
      sums[channel] += Double(signal)
    }
    let weights = products.enumerated().map { Float($1 * Double(reciprocal($0))) }
    return (Tensor(weights), Tensor(sums.map { Float($0) }))
  }

  /// x and −μ, each times 1/√(σ² + ε) and γ; and β.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let channel = index[0]
    let (factor, gamma) = (deviationFactor(channel), scaleFactor(channel))
    return [
      Term([.init(.input(0), index, inputs[0][first: index]), factor, gamma]),
      Term([.init(.constant("-mean"), [], -mean[flat: channel]), factor, gamma]),
      Term([.init(.bias, [channel], offsets[flat: channel])]),
    ]
  }

  /// The signal times γ/√(σ² + ε).
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let factors = [deviationFactor(index[0]), scaleFactor(index[0])]
    return [Term([.init(.gradient, index, gradient[first: index])] + factors)]
  }

  private func scaleFactor(_ channel: Int) -> Term.Factor { .init(.weight, [channel], scales[flat: channel]) }

  private func deviationFactor(_ channel: Int) -> Term.Factor { .init(.constant("1/std"), [], reciprocal(channel)) }

  /// 1/√(σ² + ε).
  private func reciprocal(_ channel: Int) -> Float { 1 / (variance[flat: channel] + epsilon).squareRoot() }
}

extension Layer {
  /// The shape of an only input whose first axis has so many channels.
  func channels(_ inputs: [[Int]], count: Int, leastRank: Int = 1) throws(ShapeError) -> [Int] {
    let expected = leastRank > 1 ? "[\(count),H,W]" : "\(count) channels"
    let shape = try oneInput(inputs, expected)
    guard shape.count >= leastRank, shape.first == count else {
      throw ShapeError(expected: expected, received: inputs)
    }
    return shape
  }
}

extension Tensor {
  /// A tensor of the same shape [N,C,…], made channel by channel.
  func mappingChannels(
    _ body: (_ channel: Int, _ source: UnsafeBufferPointer<Float>, _ target: UnsafeMutableBufferPointer<Float>) -> Void
  ) -> Tensor {
    let (channels, plane) = (shape[1], shape.dropFirst(2).reduce(1, *))
    return withUnsafeElements { source in
      Tensor(shape: shape) { target in
        for number in 0..<shape[0] * channels {
          let places = number * plane..<(number + 1) * plane
          body(
            number % channels, UnsafeBufferPointer(rebasing: source[places]),
            UnsafeMutableBufferPointer(rebasing: target[places]))
        }
      }
    }
  }
}
