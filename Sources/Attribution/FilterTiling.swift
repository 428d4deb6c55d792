import Tensors

/// Where the tiles of filters lie in one picture, and what they show.
struct FilterTiling: Sendable {
  private let weights: Tensor
  private let isReversed: Bool
  private let columns: Int
  /// Tiles that a filter takes: 1 in colour, else one a channel.
  private let tilesPerFilter: Int

  private var height: Int { weights.shape[2] }
  private var width: Int { weights.shape[3] }
  private var isColour: Bool { weights.shape[1] == 3 }

  /// - Parameters:
  ///   - weights: [O,C,kh,kw].
  ///   - isReversed: whether three channels are blue, green, red.
  init(weights: Tensor, isReversed: Bool) {
    self.weights = weights
    self.isReversed = isReversed
    let (filters, channels) = (weights.shape[0], weights.shape[1])
    tilesPerFilter = channels == 3 ? 1 : channels
    // A row a filter, unless there is but one filter, or one tile each.
    columns = filters > 1 && tilesPerFilter > 1 ? channels : Self.columns(for: filters * tilesPerFilter)
  }

  /// Columns of a grid that is about square and, if it can, full.
  static func columns(for tiles: Int) -> Int {
    let least = Int(Double(tiles).squareRoot().rounded(.up))
    return (least...Swift.max(least, 2 * least)).first { tiles % $0 == 0 } ?? least
  }

  /// The tiles of the first filters; white in the gaps and where no filter is yet.
  func image(of count: Int) -> Tensor {
    let rows = (weights.shape[0] * tilesPerFilter + columns - 1) / columns
    let channels = isColour ? 3 : 1
    var image = Tensor(
      shape: [channels, rows * (height + 1) - 1, columns * (width + 1) - 1], repeating: 1)
    for filter in 0..<count { draw(filter, into: &image) }
    return image
  }

  private func draw(_ filter: Int, into image: inout Tensor) {
    let (channels, size) = (weights.shape[1], height * width)
    let numbers = weights.entry(filter)
    let largest = numbers.largestMagnitude
    for channel in 0..<channels {
      let tile = filter * tilesPerFilter + (isColour ? 0 : channel)
      let plane = isColour ? (isReversed ? 2 - channel : channel) : 0
      let top = plane * image.shape[1] + tile / columns * (height + 1)
      let left = tile % columns * (width + 1)
      for place in 0..<size {
        let weight = numbers[flat: channel * size + place]
        // A filter of zeros is mid-grey as any zero.
        image[flat: (top + place / width) * image.shape[2] + left + place % width] =
          largest > 0 ? 0.5 + 0.5 * weight / largest : 0.5
      }
    }
  }
}
