public import Tensors

/// A random change of a picture [C,H,W] in 0…1 that leaves its class.
public struct Augmentation: Sendable {
  /// Changes one picture, with random numbers of its own.
  public let apply: @Sendable (_ picture: inout Tensor, _ random: inout RandomSource) -> Void

  /// Any change of a picture.
  public init(_ apply: @escaping @Sendable (_ picture: inout Tensor, _ random: inout RandomSource) -> Void) {
    self.apply = apply
  }

  /// Left and right change places, half of the time.
  public static let flip = Augmentation { picture, random in
    if random.uniform() < 0.5 { picture = picture.moved { y, x, width in (y, width - 1 - x) } }
  }

  /// Moves the picture by at most so many pixels either way; the border's pixels are repeated.
  public static func shift(_ most: Int) -> Augmentation {
    Augmentation { picture, random in
      let (down, right) = (random.integer(below: 2 * most + 1) - most, random.integer(below: 2 * most + 1) - most)
      if (down, right) != (0, 0) { picture = picture.moved { y, x, _ in (y - down, x - right) } }
    }
  }

  /// Brightness and contrast: x ← c·(x − ½) + ½ + b, c within 1 ± `contrast`, b within ± `brightness`, clipped.
  public static func light(brightness: Float, contrast: Float) -> Augmentation {
    Augmentation { picture, random in
      let gain = 1 + contrast * (2 * random.uniform() - 1)
      let offset = 0.5 - 0.5 * gain + brightness * (2 * random.uniform() - 1)
      picture = picture.map { Swift.min(Swift.max(gain * $0 + offset, 0), 1) }
    }
  }

  /// A gray square hides a part of the picture, half of the time (DeVries & Taylor 2017).
  public static func cutout(_ side: Int) -> Augmentation {
    Augmentation { picture, random in
      guard random.uniform() < 0.5 else { return }
      let (height, width) = (picture.shape[1], picture.shape[2])
      let (middle, centre) = (random.integer(below: height), random.integer(below: width))
      let rows = (middle - side / 2..<middle - side / 2 + side).clamped(to: 0..<height)
      let columns = (centre - side / 2..<centre - side / 2 + side).clamped(to: 0..<width)
      for channel in 0..<picture.shape[0] {
        for row in rows { for column in columns { picture[channel, row, column] = 0.5 } }
      }
    }
  }
}

extension Tensor {
  /// A picture whose pixel (y,x) is the one at `source(y, x, width)`, or the nearest one inside.
  fileprivate func moved(_ source: (_ y: Int, _ x: Int, _ width: Int) -> (Int, Int)) -> Tensor {
    let (height, width) = (shape[1], shape[2])
    let places = (0..<height * width).map { place in
      let (y, x) = source(place / width, place % width, width)
      return Swift.min(Swift.max(y, 0), height - 1) * width + Swift.min(Swift.max(x, 0), width - 1)
    }
    return withUnsafeElements { from in
      Tensor(shape: shape) { to in
        for channel in 0..<shape[0] {
          let plane = channel * height * width
          for (place, source) in places.enumerated() { to[plane + place] = from[plane + source] }
        }
      }
    }
  }
}
