internal import Foundation
public import Tensors

/// y = x/(k + α/n·Σx²)^β, the sum over n neighbouring channels at the same position (Krizhevsky et al. 2012).
public struct LocalResponseNormalization: Layer {
  /// n: how many channels, ⌊(n−1)/2⌋ before and ⌈(n−1)/2⌉ behind the own one, less those beyond the first and last.
  public let size: Int
  /// α, which is divided by n.
  public let alpha: Float
  /// β.
  public let beta: Float
  /// k, which is no bias that is added to the output.
  public let offset: Float

  /// - Parameter bias: k.
  public init(size: Int, alpha: Float = 1e-4, beta: Float = 0.75, bias offset: Float = 1) {
    (self.size, self.alpha, self.beta, self.offset) = (size, alpha, beta, offset)
  }

  public var summary: String { "local response normalization over \(size) channels" }

  /// The shape stays; its first axis is that of the channels.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let shape = try oneInput(inputs, "[C,H,W]")
    guard !shape.isEmpty else { throw ShapeError(expected: "[C,H,W]", received: inputs) }
    guard size > 0 else { throw ShapeError(expected: "a size of at least 1 in place of \(size)", received: inputs) }
    return shape
  }

  /// A square for each neighbour of each number.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int {
    guard let shape = inputs.first, let channels = shape.first else { return 0 }
    return (0..<channels).reduce(0) { $0 + neighbours(of: $1, among: channels).count }
      * shape.dropFirst().reduce(1, *)
  }

  /// Each number times its denominator to the power of −β.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let denominators = denominators(inputs[0])
    return inputs[0].withUnsafeElements { x in
      Tensor(shape: inputs[0].shape) { y in
        for place in x.indices { y[place] = x[place] * pow(denominators[place], -beta) }
      }
    }
  }

  /// r·d^−β, less 2αβ/n·x·Σ r′·x′·d′^(−β−1) over the channels whose sums the number is in.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let denominators = denominators(inputs[0])
    let (channels, plane) = (inputs[0].shape[1], inputs[0].shape.dropFirst(2).reduce(1, *))
    var shares = gradient.elements
    inputs[0].withUnsafeElements { x in
      for place in x.indices { shares[place] *= x[place] * pow(denominators[place], -beta - 1) }
    }
    let slope = 2 * alpha * beta / Float(size)
    let back = inputs[0].withUnsafeElements { x in
      gradient.withUnsafeElements { signal in
        Tensor(shape: gradient.shape) { back in
          for place in x.indices { back[place] = signal[place] * pow(denominators[place], -beta) }
          for number in 0..<inputs[0].shape[0] * channels {
            let (picture, channel) = number.quotientAndRemainder(dividingBy: channels)
            for other in readers(of: channel, among: channels) {
              let (own, reader) = (number * plane, (picture * channels + other) * plane)
              for i in 0..<plane { back[own + i] -= slope * x[own + i] * shares[reader + i] }
            }
          }
        }
      }
    }
    return [back]
  }

  /// The number times one over its denominator to the power of β.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let power = pow(denominator(at: index, of: inputs[0]), -beta)
    return [
      Term([.init(.input(0), index, inputs[0][first: index]), .init(.constant("1/denominator"), [], power)])
    ]
  }

  /// The signal by way of the number itself, and by way of the denominator of each channel that it has a part in.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let x = inputs[0]
    let own = Term([
      .init(.gradient, index, gradient[first: index]),
      .init(.constant("1/denominator"), [], pow(denominator(at: index, of: x), -beta)),
    ])
    return [own]
      + readers(of: index[0], among: x.shape[1]).map { channel in
        let other = [channel] + index.dropFirst()
        let slope = -2 * alpha * beta / Float(size) * pow(denominator(at: other, of: x), -beta - 1)
        return Term([
          .init(.gradient, other, gradient[first: other]), .init(.input(0), other, x[first: other]),
          .init(.input(0), index, x[first: index]), .init(.constant("slope of 1/denominator"), [], slope),
        ])
      }
  }

  /// k + α/n·Σx² for each number.
  private func denominators(_ input: Tensor) -> [Float] {
    let (channels, plane) = (input.shape[1], input.shape.dropFirst(2).reduce(1, *))
    var sums = [Float](repeating: 0, count: input.count)
    input.withUnsafeElements { x in
      for number in 0..<input.shape[0] * channels {
        let (picture, channel) = number.quotientAndRemainder(dividingBy: channels)
        for other in neighbours(of: channel, among: channels) {
          let (own, neighbour) = (number * plane, (picture * channels + other) * plane)
          for i in 0..<plane { sums[own + i] += x[neighbour + i] * x[neighbour + i] }
        }
      }
    }
    return sums.map { offset + alpha / Float(size) * $0 }
  }

  private func denominator(at index: [Int], of input: Tensor) -> Float {
    let sum = neighbours(of: index[0], among: input.shape[1]).reduce(Float(0)) {
      let x = input[first: [$1] + index.dropFirst()]
      return $0 + x * x
    }
    return offset + alpha / Float(size) * sum
  }

  /// The channels whose squares a channel's denominator adds up.
  private func neighbours(of channel: Int, among channels: Int) -> Range<Int> {
    let before = Swift.min((size - 1) / 2, channel)
    let behind = Swift.min(size / 2, channels - 1 - channel)
    return channel - before..<channel + behind + 1
  }

  /// The channels in whose denominators a channel is: the neighbours, seen from the other side.
  private func readers(of channel: Int, among channels: Int) -> Range<Int> {
    let before = Swift.min(size / 2, channel)
    let behind = Swift.min((size - 1) / 2, channels - 1 - channel)
    return channel - before..<channel + behind + 1
  }
}
