/// What cannot be done with tensors, in words for whoever asked for it.
public enum TensorError: Error, Equatable {
  /// An axis is to have a negative length.
  case negativeLength(shape: [Int])
  /// A tensor is to have more elements than any may.
  case tooLarge(shape: [Int])
  /// Two shapes differ along an axis where neither is 1.
  case doNotBroadcast([Int], [Int])
  /// A tensor has no axis of this number.
  case axisOutOfRange(axis: Int, rank: Int)
  /// A mean or an extreme of no elements is asked for.
  case nothingToReduce(operation: String, shape: [Int], axis: Int?)
  /// A quantile is not in 0…1.
  case quantileOutOfRange(Double)
  /// More elements are asked for than there are.
  case tooFewElements(wanted: Int, count: Int)
  /// An operation on pairs is given tensors of different counts.
  case countsDiffer(operation: String, Int, Int)

  /// An index lies outside its axis.
  case indexOutOfRange(index: Int, axis: Int, length: Int)
  /// There are more subscripts than axes.
  case tooManySubscripts(count: Int, shape: [Int])
  /// A slice has the step 0.
  case stepIsZero(axis: Int)
  /// A mask's shape is not that of the axes it selects from.
  case maskDoesNotFit(mask: [Int], axis: Int, shape: [Int])
  /// Two lists of indices have different lengths.
  case listsDiffer(Int, Int)

  /// Two shapes have no matrix product.
  case noProduct([Int], [Int])
  /// An order of axes does not name each once.
  case notAPermutation(axes: [Int], rank: Int)
  /// Two shapes have different counts.
  case cannotReshape(from: [Int], to: [Int])
  /// No tensors are given to join.
  case nothingToJoin
  /// Tensors to join differ in other axes than the one joined along.
  case shapesDiffer([Int], [Int], axis: Int?)
  /// A tensor has no rows and columns.
  case noPlane(shape: [Int])
  /// A padding is negative or too large.
  case paddingOutOfRange(Int)

  /// A file does not begin as numpy's do.
  case notNPY
  /// A file is of a version that is not read.
  case npyVersion(Int, Int)
  /// A file ends before its header does.
  case npyCutShort(wanted: Int, found: Int)
  /// A file claims a header longer than any.
  case npyHeaderTooLong(Int)
  /// A header is not understood.
  case npyHeader(String)
  /// The elements are of a type that is not read.
  case npyType(String)
  /// A file has more or fewer bytes than its shape needs.
  case npySize(shape: [Int], wanted: Int, found: Int)
}

extension TensorError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .negativeLength(let shape):
      "shape \(shapeText(shape)) has a negative length"
    case .tooLarge(let shape):
      "shape \(shapeText(shape)) is too large: a tensor has at most \(Tensor.largestCount) elements"
    case .doNotBroadcast(let a, let b):
      "shapes \(shapeText(a)) and \(shapeText(b)) do not broadcast: \(clash(between: a, and: b))"
    case .axisOutOfRange(let axis, let rank):
      outside(axis: axis, rank: rank)
    case .nothingToReduce(let operation, let shape, let axis?):
      "\(operation) along axis \(axis) of shape \(shapeText(shape)) has no elements to work on"
    case .nothingToReduce(let operation, let shape, nil):
      "\(operation) of shape \(shapeText(shape)) has no elements to work on"
    case .quantileOutOfRange(let q):
      "a quantile is from 0 to 1, not \(q)"
    case .tooFewElements(let wanted, let count):
      "\(wanted) elements are asked for; there \(count == 1 ? "is" : "are") \(count)"
    case .countsDiffer(let operation, let a, let b):
      "\(operation) needs as many elements on both sides, not \(a) and \(b)"
    default:
      placement ?? npy ?? ""
    }
  }

  /// The words for errors of indexing and rearranging.
  private var placement: String? {
    switch self {
    case .indexOutOfRange(let index, let axis, let length):
      "index \(index) is outside axis \(axis), which has \(counted(length, "element"))"
    case .tooManySubscripts(let count, let shape):
      "\(counted(count, "index", "indices")) for shape \(shapeText(shape)), which has \(counted(shape.count, "axis", "axes"))"
    case .stepIsZero(let axis):
      "the step of the slice on axis \(axis) is 0"
    case .maskDoesNotFit(let mask, let axis, let shape):
      "a mask of shape \(shapeText(mask)) does not fit shape \(shapeText(shape)) from axis \(axis) on"
    case .listsDiffer(let a, let b):
      "lists of indices in one bracket need one length, not \(a) and \(b)"
    case .noProduct(let a, let b):
      "shapes \(shapeText(a)) and \(shapeText(b)) have no matrix product: \(mismatch(of: a, times: b))"
    case .notAPermutation(let axes, let rank):
      "\(axes) does not name each of \(counted(rank, "axis", "axes")) once"
    case .cannotReshape(let from, let to):
      "shape \(shapeText(from)) does not reshape to \(shapeText(to)): it has \(counted(from.reduce(1, *), "element"))"
    case .nothingToJoin:
      "there is nothing to join"
    case .shapesDiffer(let a, let b, let axis?):
      "shapes \(shapeText(a)) and \(shapeText(b)) do not join on axis \(axis): all other lengths must agree"
    case .shapesDiffer(let a, let b, nil):
      "shapes \(shapeText(a)) and \(shapeText(b)) do not stack: they must be the same"
    case .noPlane(let shape):
      "shape \(shapeText(shape)) has no last two axes to pad"
    case .paddingOutOfRange(let width):
      "the width of padding is 0 to \(Tensor.largestCount), not \(width)"
    default: nil
    }
  }

  /// The words for errors of files.
  private var npy: String? {
    switch self {
    case .notNPY:
      "this is not an .npy file: it does not begin with \\x93NUMPY"
    case .npyVersion(let major, let minor):
      "the .npy file has version \(major).\(minor); versions 1.0, 2.0 and 3.0 are known"
    case .npyCutShort(let wanted, let found):
      "the .npy file is cut short: its header needs \(wanted) bytes, and it has \(found)"
    case .npyHeaderTooLong(let length):
      "the .npy file claims a header of \(length) bytes; \(NPY.longestHeader) is the most that makes sense"
    case .npyHeader(let problem):
      "the header of the .npy file does not make sense: \(problem)"
    case .npyType(let type):
      "the .npy file holds elements of type '\(type)'; floats, whole numbers and booleans can be read"
    case .npySize(let shape, let wanted, let found):
      "the .npy file says shape \(shapeText(shape)), which is \(wanted) bytes, but holds \(found)"
    default: nil
    }
  }
}

private func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  count == 1 ? "1 \(one)" : "\(count) \(many ?? one + "s")"
}

/// Which axis of the broadcast shape has two lengths.
private func clash(between a: [Int], and b: [Int]) -> String {
  let rank = max(a.count, b.count)
  let pairs = zip(a.leadingOnes(to: rank), b.leadingOnes(to: rank))
  for (axis, (left, right)) in pairs.enumerated() where left != right && left != 1 && right != 1 {
    return "axis \(axis) has \(left) and \(right)"
  }
  return "their lengths agree"
}

private func outside(axis: Int, rank: Int) -> String {
  switch rank {
  case 0: "axis \(axis) is asked for, but a single number has no axes"
  case 1: "axis \(axis) is asked for, but there is only axis 0 (or -1)"
  default: "axis \(axis) is asked for, but there are axes 0 to \(rank - 1) (or -\(rank) to -1)"
  }
}

private func mismatch(of a: [Int], times b: [Int]) -> String {
  guard let length = a.last, !b.isEmpty else { return "a single number is multiplied with *" }
  let inner = b.count == 1 ? b[0] : b[b.count - 2]
  if length != inner { return "axis \(a.count - 1) has \(length) and axis \(max(b.count - 2, 0)) has \(inner)" }
  return "the axes before the last two do not broadcast"
}
