public import Networks
import Tensors

/// What can be wrong with what a method is asked for.
public enum AttributionError: Error, Equatable, Sendable {
  /// A patch does not fit on the picture.
  case patchTooLarge(patch: Extent, picture: Extent)
  /// A patch covers nothing.
  case emptyPatch(Extent)
  /// A stride is less than 1.
  case strideTooSmall(Int)
  /// A fill is no finite number.
  case uselessFill
  /// A patch had no such position.
  case positionOutOfRange(row: Int, column: Int, positions: Extent)
  /// The network has no class of this number.
  case unknownClass(Int, count: Int)
  /// A layer has no filters.
  case noFilters(layer: String)
  /// Fewer than one sample or point is asked for.
  case countTooSmall(Int)
  /// A baseline has another shape than its picture.
  case baselineShape([Int], picture: [Int])
  /// No rule says how a layer shares relevance out.
  case noRelevance(layer: String)
  /// A share of visible cells is not in 0…1, or 0.
  case uselessProbability(Float)
  /// A mask has more cells along a side than the picture has pixels.
  case gridTooFine(Int, side: Int)
  /// A layer has no maps from which a class's score is computed.
  case noMaps(layer: String)
  /// No layer has filters.
  case noFiltersAnywhere
  /// A mask does not lie on its picture pixel by pixel.
  case maskShape([Int], picture: [Int])
  /// Pictures that are to be judged together differ in their sizes.
  case sizesDiffer([Int], [Int])
  /// What the network says.
  case network(NetworkError)
}

extension AttributionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .patchTooLarge(let patch, let picture): "a patch of \(patch) is larger than the picture, which is \(picture)"
    case .emptyPatch(let patch): "a patch is at least 1×1, not \(patch)"
    case .strideTooSmall(let stride): "a stride is at least 1, not \(stride)"
    case .uselessFill: "the fill is a finite number"
    case .positionOutOfRange(let row, let column, let positions):
      "the patch had \(positions) positions, and none in row \(row), column \(column)"
    case .unknownClass(let number, let count): "the network has classes 0 to \(count - 1), not \(number)"
    case .noFilters(let layer): "'\(layer)' has no filters to look at; a convolution has"
    case .countTooSmall(let count): "there is at least one of them, not \(count)"
    case .baselineShape(let shape, let picture):
      "the baseline is \(shapeText(shape)), the picture \(shapeText(picture)): they need one shape"
    case .noRelevance(let layer): "no rule is known by which '\(layer)' shares relevance out among its inputs"
    case .uselessProbability(let share): "a share of cells is more than 0 and at most 1, not \(share.words)"
    case .gridTooFine(let cells, let side):
      "a mask has from 1 to \(side) cells along a side of this picture, not \(cells)"
    case .noMaps(let layer):
      "'\(layer)' has no maps [C,H,W] that the scores are computed from; a convolution before them has"
    case .noFiltersAnywhere: "no layer of this network has filters to look at"
    case .maskShape(let shape, let picture):
      "a mask of \(shapeText(shape)) does not lie on a picture of \(shapeText(picture))"
    case .sizesDiffer(let shape, let first):
      "the scenes have one size: one is \(shapeText(shape)), the first is \(shapeText(first))"
    case .network(let error): error.description
    }
  }
}

/// Does what may throw a network's error, as a method's error.
func passingOn<Result>(_ body: () throws(NetworkError) -> Result) throws(AttributionError) -> Result {
  do {
    return try body()
  } catch {
    throw .network(error)
  }
}
