import Tensors

/// What can be wrong with what a segmentation is asked for.
public enum SegmentationError: Error, Equatable, Sendable {
  /// A graph's capacities are no square matrix.
  case noGraph(shape: [Int])
  /// A capacity is negative or no finite number.
  case capacity(Float, from: Int, to: Int)
  /// A graph has no node of this number.
  case nodeOutOfRange(Int, count: Int)
  /// The flow is to end where it begins.
  case sourceIsSink(Int)
  /// What is to be cut is no picture.
  case noPicture(shape: [Int])
  /// A picture has more pixels than memory is taken for.
  case tooLarge(pixels: Int, most: Int)
  /// A picture or a map holds NaN or an infinite number.
  case notFinite(String)
  /// Seeds are no matrix.
  case noSeeds(shape: [Int])
  /// A seed is none of 0, 1 and 2.
  case seedValue(Float)
  /// Nothing says what one side looks like.
  case missingSeeds(Seeds.Label, of: Int)
  /// Seeds or a map are of another size than the picture.
  case otherSize(seeds: [Int], picture: [Int])
  /// A rectangle [y, x, h, w] reaches over the picture's border or is empty.
  case rectangleOutside([Int], height: Int, width: Int)
  /// A rectangle leaves nothing outside.
  case rectangleEverything
  /// A saliency map is no matrix.
  case noMap(shape: [Int])
  /// The background's quantile is not below the foreground's.
  case quantilesCross(background: Double, foreground: Double)
  /// A quantile is not in 0…1, or a blur is too wide.
  case quantile(Double, Double, smooth: Double)
  /// No pixel of a map is above the foreground's quantile, for so many are as large as the largest. A better one may
  /// have to go with a lower quantile of the background.
  case noneAbove(quantile: Double, largest: Int, better: Double?, background: Double)
  /// A mixture of no components, or of more than can be numbered.
  case components(Int)
  /// What a border costs is negative or no finite number.
  case gamma(Double)
  /// Nothing is to be done.
  case iterations(Int)
}

extension SegmentationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noGraph(let shape):
      "capacities are a matrix [N,N], from each row's node to each column's, not \(shapeText(shape))"
    case .capacity(let number, let from, let to):
      "the capacity from \(from) to \(to) is \(Double(number).written(precision: 4)): capacities are finite and at least 0"
    case .nodeOutOfRange(let node, let count): "the graph has nodes 0 to \(count - 1), not \(node)"
    case .sourceIsSink(let node): "source and sink are both \(node): they need to be two nodes"
    case .noPicture(let shape):
      "a picture to be cut is [3,H,W] or [1,H,W], not \(shapeText(shape))"
    case .tooLarge(let pixels, let most):
      "a picture of \(pixels) pixels takes too much memory: up to \(most) can be cut. cover(PICTURE, 512, 512) makes it smaller"
    case .notFinite(let what): "\(what) holds NaN or infinite numbers, which cannot be compared"
    case .noSeeds(let shape):
      "seeds are a matrix [H,W] of 0 background, 1 foreground and 2 unknown, not \(shapeText(shape))"
    case .seedValue(let number):
      "a seed is 0 for background, 1 for foreground or 2 for unknown, not \(Double(number).written(precision: 4))"
    case .missingSeeds(.background, let count):
      "0 of \(count) seeds are background (0): mark some pixels that are surely not the object"
    case .missingSeeds(_, let count):
      "0 of \(count) seeds are foreground (1) or unknown (2): nothing is left to be found"
    case .otherSize(let seeds, let picture):
      "the seeds are \(shapeText(seeds)) and the picture is \(shapeText(picture)): they need one size. "
        + "cover(PICTURE, \(seeds[0]), \(seeds[1])) makes a picture of the seeds' size"
    case .rectangleOutside(let sides, let height, let width):
      "rect=\(shapeText(sides)), that is [y,x,height,width], does not lie in a picture of \(height)×\(width)"
    case .rectangleEverything:
      "the rectangle covers the whole picture: leave some background outside"
    case .noMap(let shape): "a saliency map is a matrix [H,W], not \(shapeText(shape))"
    case .quantilesCross(let background, let foreground):
      "background=\(background.written(precision: 4)) has to be below foreground=\(foreground.written(precision: 4))"
    case .quantile(let foreground, let background, let smooth):
      "foreground=\(foreground.written(precision: 4)) and background=\(background.written(precision: 4)) are quantiles "
        + "from 0 to 1, and smooth=\(smooth.written(precision: 4)) blurs by at most 1000 pixels"
    case .noneAbove(let quantile, let largest, let better, let background):
      "0 pixels of the saliency map are above its \(quantile.written(precision: 4)) quantile: "
        + (better.map { better in
          let lower = better > background ? "" : ", background=\((better / 2).written(precision: 2))"
          return
            "\(largest) are as large as the largest. foreground=\(better.written(precision: 4))\(lower) finds these"
        } ?? "all are equal, and no quantile finds a foreground")
    case .components(let count): "components=\(count): a mixture has 1 to 255 components"
    case .gamma(let gamma): "gamma=\(gamma.written(precision: 4)): a border costs a finite number, at least 0"
    case .iterations(let count): "iterations=\(count): at least one is needed"
    }
  }
}
