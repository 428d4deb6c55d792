public import Tensors

/// y = γ·(x − μ)/√(σ² + ε) + β, with μ and σ² of each picture's own channel: what style transfer networks are made of.
public struct InstanceNormalization: Layer {
  /// γ, [C].
  private var scales: Tensor
  /// β, [C].
  private var offsets: Tensor
  /// ε, which keeps the root away from 0.
  public let epsilon: Float

  /// - Parameters:
  ///   - scale: γ, the weight, one number a channel.
  ///   - offset: β, the bias, likewise.
  public init(scale: Tensor, offset: Tensor, epsilon: Float = 1e-5) {
    precondition(scale.rank == 1 && offset.shape == scale.shape, "one number a channel, not \(scale.shape)")
    (scales, offsets, self.epsilon) = (scale, offset, epsilon)
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

  public var summary: String { "instance normalization, \(scales.count) channels" }

  public var mixesPositions: Bool { true }

  /// The shape stays; behind the channels it has at least one more axis to take means over.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    try channels(inputs, count: scales.count, leastRank: 2)
  }

  /// One a number to measure, one to normalise.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int { 2 * (inputs.first?.reduce(1, *) ?? 0) }

  /// Measures each channel of each picture, and normalises it.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    inputs[0].mappingChannels { channel, x, y in
      let moments = ChannelMoments(x, epsilon: epsilon)
      let (scale, offset) = (Double(scales[flat: channel]), Double(offsets[flat: channel]))
      for place in x.indices { y[place] = Float(scale * moments.normalised(x[place]) + offset) }
    }
  }

  /// γ/√(σ² + ε)·(r − mean r − x̂·mean(r·x̂)): whatever shifts or stretches a channel as a whole has no effect.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let plane = gradient.shape.dropFirst(2).reduce(1, *)
    var number = 0
    let back = gradient.withUnsafeElements { signals in
      inputs[0].mappingChannels { channel, x, back in
        let signal = UnsafeBufferPointer(rebasing: signals[number * plane..<(number + 1) * plane])
        number += 1
        let moments = ChannelMoments(x, epsilon: epsilon)
        let (mean, product) = moments.means(of: signal, x)
        let factor = Double(scales[flat: channel]) * moments.reciprocal
        for place in x.indices {
          back[place] = Float(factor * (Double(signal[place]) - mean - moments.normalised(x[place]) * product))
        }
      }
    }
    return [back]
  }

  /// ∂/∂γ = Σ r·x̂ and ∂/∂β = Σ r, over the channel and the batch.
  public func parameterGradients(_ gradient: Tensor, inputs: [Tensor]) -> (weight: Tensor, bias: Tensor)? {
    var (products, sums) = ([Double](repeating: 0, count: scales.count), [Double](repeating: 0, count: scales.count))
    let plane = gradient.shape.dropFirst(2).reduce(1, *)
    for number in 0..<gradient.shape[0] * scales.count {
      let (_, mean, product) = measured(number, plane: plane, gradient: gradient, input: inputs[0])
      products[number % scales.count] += product * Double(plane)
      sums[number % scales.count] += mean * Double(plane)
    }
    return (Tensor(products.map { Float($0) }), Tensor(sums.map { Float($0) }))
  }

  /// x and −μ, each times 1/√(σ² + ε) and γ; and β.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let channel = index[0]
    let moments = moments(channel, of: inputs[0])
    let (scale, x) = (Double(scales[flat: channel]), inputs[0][first: index])
    let factors = factors(channel, moments)
    return [
      Term(factors: [.init(.input(0), index, x)] + factors, value: Double(x) * moments.reciprocal * scale),
      Term(
        factors: [.init(.constant("-mean"), [], Float(-moments.mean))] + factors,
        value: -moments.mean * moments.reciprocal * scale),
      Term([.init(.bias, [channel], offsets[flat: channel])]),
    ]
  }

  /// The signal, less its mean, less x̂ times the mean of signal times x̂; each times γ/√(σ² + ε).
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let channel = index[0]
    let plane = gradient.shape.dropFirst(2).reduce(1, *)
    let (moments, mean, product) = measured(channel, plane: plane, gradient: gradient, input: inputs[0])
    let signal = gradient[first: index]
    let (scale, normalised) = (Double(scales[flat: channel]), moments.normalised(inputs[0][first: index]))
    let (factor, factors) = (moments.reciprocal * scale, factors(channel, moments))
    return [
      Term(factors: [.init(.gradient, index, signal)] + factors, value: Double(signal) * factor),
      Term(
        factors: [.init(.constant("-mean of the signal"), [], Float(-mean))] + factors, value: -mean * factor),
      Term(
        factors: [
          .init(.constant("-(x - mean)/std"), [], Float(-normalised)),
          .init(.constant("mean of signal × (x - mean)/std"), [], Float(product)),
        ] + factors, value: -normalised * product * factor),
    ]
  }

  private func factors(_ channel: Int, _ moments: ChannelMoments) -> [Term.Factor] {
    [
      .init(.constant("1/std"), [], Float(moments.reciprocal)), .init(.weight, [channel], scales[flat: channel]),
    ]
  }

  private func moments(_ number: Int, of input: Tensor) -> ChannelMoments {
    let plane = input.shape.dropFirst(2).reduce(1, *)
    return input.withUnsafeElements {
      ChannelMoments(UnsafeBufferPointer(rebasing: $0[number * plane..<(number + 1) * plane]), epsilon: epsilon)
    }
  }

  /// A channel of a picture measured, and the means of its signal and of the signal times x̂.
  private func measured(
    _ number: Int, plane: Int, gradient: Tensor, input: Tensor
  ) -> (moments: ChannelMoments, mean: Double, product: Double) {
    let moments = moments(number, of: input)
    let places = number * plane..<(number + 1) * plane
    let means = gradient.withUnsafeElements { signal in
      input.withUnsafeElements {
        moments.means(of: .init(rebasing: signal[places]), .init(rebasing: $0[places]))
      }
    }
    return (moments, means.signal, means.product)
  }
}

/// The mean of a channel and one over its deviation, in double precision.
private struct ChannelMoments {
  let mean: Double
  /// 1/√(σ² + ε).
  let reciprocal: Double

  init(_ x: UnsafeBufferPointer<Float>, epsilon: Float) {
    let mean = x.reduce(0) { $0 + Double($1) } / Double(x.count)
    let variance = x.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(x.count)
    self.mean = mean
    reciprocal = 1 / (variance + Double(epsilon)).squareRoot()
  }

  /// x̂ = (x − μ)/√(σ² + ε).
  func normalised(_ x: Float) -> Double { (Double(x) - mean) * reciprocal }

  /// The means of r and of r·x̂.
  func means(
    of signal: UnsafeBufferPointer<Float>, _ x: UnsafeBufferPointer<Float>
  ) -> (signal: Double, product: Double) {
    var (sum, products) = (0.0, 0.0)
    for place in x.indices {
      sum += Double(signal[place])
      products += Double(signal[place]) * normalised(x[place])
    }
    return (sum / Double(x.count), products / Double(x.count))
  }
}
