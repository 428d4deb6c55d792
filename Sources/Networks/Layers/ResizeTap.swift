import Tensors

// Where the positions of a resized plane read, axis by axis: rows and columns are independent of each other.
extension Resize {
  func taps(_ input: Tensor) -> (rows: [ResizeTap], columns: [ResizeTap]) {
    (taps(height, length: input.shape[2]), taps(width, length: input.shape[3]))
  }

  /// What each position along an axis reads.
  private func taps(_ length: Length, length input: Int) -> [ResizeTap] {
    let output = self.length(of: input, length) ?? 0
    let scale: Float =
      switch length {
      case .size(let size): Float(size) / Float(input)
      case .scale(let scale): scale
      }
    return (0..<output).map { place in
      let coordinate = coordinate(of: place, scale: scale, input: input, output: output)
      return method == .nearest
        ? ResizeTap(nearest: rounding.round(coordinate), length: input) : ResizeTap(between: coordinate, length: input)
    }
  }

  /// Where an output position lies in the input, in single precision as in the libraries: at a tie the last bit counts.
  private func coordinate(of place: Int, scale: Float, input: Int, output: Int) -> Float {
    if scale == 1 && input == output { return Float(place) }
    return switch coordinates {
    case .halfPixel: (Float(place) + 0.5) / scale - 0.5
    case .pytorchHalfPixel: output > 1 ? (Float(place) + 0.5) / scale - 0.5 : 0
    case .asymmetric: Float(place) / scale
    case .alignCorners: output == 1 ? 0 : Float(place) * Float(input - 1) / Float(output - 1)
    }
  }
}

extension Resize.Rounding {
  func round(_ coordinate: Float) -> Float {
    switch self {
    case .roundPreferFloor:
      coordinate - coordinate.rounded(.down) == 0.5
        ? coordinate.rounded(.down) : coordinate.rounded(.toNearestOrAwayFromZero)
    case .roundPreferCeil: coordinate.rounded(.toNearestOrAwayFromZero)
    case .floor: coordinate.rounded(.down)
    case .ceil: coordinate.rounded(.up)
    }
  }
}

/// The two neighbours that a position along an axis reads; beyond the border the first or the last number stands.
struct ResizeTap {
  let first: Int
  let second: Int
  /// The share of the second; the first has the rest.
  let share: Float

  init(nearest coordinate: Float, length: Int) {
    let place = Swift.min(Swift.max(Int(coordinate), 0), length - 1)
    (first, second) = (place, place)
    share = 0
  }

  init(between coordinate: Float, length: Int) {
    let inside = Swift.min(Swift.max(coordinate, 0), Float(length - 1))
    first = Swift.min(Int(inside), length - 1)
    second = Swift.min(first + 1, length - 1)
    share = first == second ? 0 : inside - Float(first)
  }

  func mix(_ a: Float, _ b: Float) -> Float { share == 0 ? a : (1 - share) * a + share * b }

  /// The places with their shares, without those whose share is 0.
  var places: [(place: Int, share: Float)] {
    let own = (place: first, share: 1 - share)
    return share == 0 ? [own] : [own, (place: second, share: share)]
  }
}
