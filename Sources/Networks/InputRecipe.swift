public import Tensors

/// How a picture becomes a network's input: (scale·x − mean)/std with x in 0…1, then the order of the channels.
public struct InputRecipe: Sendable, Equatable {
  /// The order in which the network takes the channels.
  public enum Order: String, CaseIterable, Sendable { case rgb, bgr }

  /// What a picture in 0…1 is multiplied by: 255 for networks that were trained on bytes.
  public var scale: Float
  /// One number a channel in RGB order, or one for all.
  public var mean: [Float]
  /// What is divided by, one number a channel in RGB order, or one for all.
  public var std: [Float]
  /// The order of the channels behind the recipe.
  public var order: Order

  /// A recipe; the default leaves the picture as it is.
  public init(scale: Float = 1, mean: [Float] = [0], std: [Float] = [1], order: Order = .rgb) {
    self.scale = scale
    self.mean = mean
    self.std = std
    self.order = order
  }

  /// The network's input for pictures [N,C,H,W] or [C,H,W].
  public func applied(to images: Tensor) -> Tensor {
    planewise(images) { channel, mirrored, from, to in
      let (mean, std) = (number(mean, channel), number(std, channel))
      let (source, target) = (from(channel), to(mirrored))
      for place in source.indices { target[place] = (scale * source[place] - mean) / std }
    }
  }

  /// The gradient at pictures in 0…1, from the one at the network's input.
  public func backward(_ gradient: Tensor) -> Tensor {
    planewise(gradient) { channel, mirrored, from, to in
      let slope = slope(channel: channel)
      let (source, target) = (from(mirrored), to(channel))
      for place in source.indices { target[place] = source[place] * slope }
    }
  }

  /// Whether the network sees the picture itself.
  public var isIdentity: Bool {
    scale == 1 && order == .rgb && mean.allSatisfy { $0 == 0 } && std.allSatisfy { $0 == 1 }
  }

  /// What the first layer sees, in words.
  var inputName: String { isIdentity ? "input" : "prepared input" }

  /// How fast the network's input moves with the picture, for a channel in RGB order.
  func slope(channel: Int) -> Float { scale / number(std, channel) }

  /// Where a picture's element [c,y,x] stands in the network's input.
  func networkIndex(_ index: [Int], channels: Int) -> [Int] {
    [order == .rgb ? index[0] : channels - 1 - index[0]] + index.dropFirst()
  }

  /// Throws where pictures of that many channels would lack a mean or a deviation.
  func check(channels: Int) throws(NetworkError) {
    guard [1, channels].contains(mean.count), [1, channels].contains(std.count) else {
      throw .wrongRecipe(channels: channels, mean: mean.count, std: std.count)
    }
    guard std.allSatisfy({ $0 != 0 && $0.isFinite }), mean.allSatisfy(\.isFinite), scale.isFinite, scale != 0
    else {
      throw .uselessRecipe
    }
  }

  private func number(_ values: [Float], _ channel: Int) -> Float {
    values.count == 1 ? values[0] : values[channel]
  }

  private typealias Plane<Pointer> = (_ channel: Int) -> Pointer

  /// Calls `body` for every picture's channel in RGB order, with its number in the network's order and both planes.
  private func planewise(
    _ images: Tensor,
    _ body: (
      _ channel: Int, _ mirrored: Int, _ from: Plane<UnsafeBufferPointer<Float>>,
      _ to: Plane<UnsafeMutableBufferPointer<Float>>
    ) -> Void
  ) -> Tensor {
    let channels = images.shape[images.rank - 3]
    let size = images.shape[images.rank - 2] * images.shape[images.rank - 1]
    return images.withUnsafeElements { source in
      Tensor(shape: images.shape) { target in
        for first in stride(from: 0, to: source.count, by: channels * size) {
          for channel in 0..<channels {
            let mirrored = order == .rgb ? channel : channels - 1 - channel
            body(
              channel, mirrored,
              { UnsafeBufferPointer(rebasing: source[(first + $0 * size)...].prefix(size)) },
              { UnsafeMutableBufferPointer(rebasing: target[(first + $0 * size)...].prefix(size)) })
          }
        }
      }
    }
  }
}
