import Networks
import Tensors

extension ONNXOperator {
  /// Operators that compare two constants.
  static let comparisons: [String: ONNXOperator] = [
    "Equal": ONNXOperator(2...2, constant: ONNXNode.equality)
  ]
}

/// What arithmetic makes of two constants.
extension ONNXNode {
  /// Why two whole numbers have no result.
  struct NoResult: Error {}

  /// Whole numbers are divided towards zero, as in C.
  func foldedArithmetic(_ operation: Arithmetic.Operation) throws(ModelFileError) -> ONNXConstant {
    switch operation {
    case .add: try paired({ Self.result($0.addingReportingOverflow($1)) }, +)
    case .subtract: try paired({ Self.result($0.subtractingReportingOverflow($1)) }, -)
    case .multiply: try paired({ Self.result($0.multipliedReportingOverflow(by: $1)) }, *)
    case .divide: try paired({ Self.result($0.dividedReportingOverflow(by: $1)) }, /)
    }
  }

  private static func result(_ exact: (partialValue: Int, overflow: Bool)) -> Result<Int, NoResult> {
    exact.overflow ? .failure(NoResult()) : .success(exact.partialValue)
  }

  fileprivate func equality() throws(ModelFileError) -> ONNXConstant {
    try paired({ .success($0 == $1 ? 1 : 0) }, { $0 == $1 ? 1 : 0 }).asIntegers
  }

  /// An operation on each pair of numbers, after numpy's broadcasting; on whole numbers where both are such.
  func paired(
    _ whole: (Int, Int) -> Result<Int, NoResult>, _ float: (Float, Float) -> Float
  ) throws(ModelFileError) -> ONNXConstant {
    let (a, b) = (try neededConstant(0, "first input"), try neededConstant(1, "second input"))
    guard let shape = try? Tensor.broadcastShape(a.shape, b.shape) else {
      throw problem("\(shapeText(a.shape)) and \(shapeText(b.shape)) do not fit each other")
    }
    try checkedCount(shape)
    let first = a.strided(shape, a.shape.broadcastStrides(to: shape))
    let second = b.strided(shape, b.shape.broadcastStrides(to: shape))
    let origin = ONNXConstant.origin(first, second)
    guard let left = first.integers, let right = second.integers else {
      return ONNXConstant(shape: shape, .floats(zip(first.floats, second.floats).map(float)), fromShape: origin)
    }
    var results: [Int] = []
    results.reserveCapacity(left.count)
    for (x, y) in zip(left, right) {
      guard case .success(let result) = whole(x, y) else { throw problem("\(x) and \(y) have no such result") }
      results.append(result)
    }
    return ONNXConstant(shape: shape, .integers(results), fromShape: origin)
  }
}

extension ONNXConstant {
  /// What follows from a shape in numbers that are computed from those of one shape.
  static func origin(_ parts: ONNXConstant...) -> [Bool]? {
    let known = parts.compactMap(\.fromShape)
    guard let first = known.first else { return nil }
    return known.dropFirst().reduce(first) { all, next in zip(all, next).map { $0 || $1 } }
  }

  /// Truth values that were computed as floats.
  var asIntegers: ONNXConstant {
    ONNXConstant(shape: shape, .integers(floats.map { $0 == 0 ? 0 : 1 }), fromShape: fromShape)
  }
}
