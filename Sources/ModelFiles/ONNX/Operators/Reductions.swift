import Networks
import Tensors

extension ONNXOperator {
  /// Operators that make one number of all along some axes.
  static let reductions: [String: ONNXOperator] = [
    "ReduceMean": ONNXOperator(
      1...1, from: [18: 1...2], ["keepdims"], added: ["noop_with_empty_axes": 18], removed: ["axes": 17],
      layer: ONNXNode.mean),
    "ReduceProd": ONNXOperator(
      1...1, from: [18: 1...2], ["keepdims"], added: ["noop_with_empty_axes": 18], removed: ["axes": 17],
      constant: ONNXNode.product),
  ]
}

extension ONNXNode {
  /// The axes are an attribute before version 18, an input since; none are all.
  fileprivate func mean() throws(ModelFileError) -> ONNXPlacement {
    let input = try activation()
    let rank = input.fullShape(batch: batch).count
    let given = try opset < 18 ? integers("axes") : integers(1, "axes")
    let keepsAxes = try flag("keepdims", default: true)
    if given ?? [] == [], try flag("noop_with_empty_axes") { return try elementwise(Identity()) }
    let axes = given ?? [] == [] ? Array(0..<rank) : try axes(given ?? [], rank: rank)
    guard input.hasBatch else {
      return ONNXPlacement(layer: AxisMean(axes: axes, keepsAxes: keepsAxes), inputs: [input], hasBatch: false)
    }
    let own = axes.filter { $0 > 0 }.map { $0 - 1 }
    guard axes.first != 0 || batch == 1 else { throw problem("it would mix the pictures of a batch") }
    let layer: any Layer = own.isEmpty ? Identity() : AxisMean(axes: own, keepsAxes: keepsAxes)
    return ONNXPlacement(layer: layer, inputs: [input], hasBatch: axes.first != 0 || keepsAxes)
  }

  /// The product of all numbers, or along axes.
  fileprivate func product() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    let given = try opset < 18 ? integers("axes") : integers(1, "axes")
    let axes = try axes(given ?? Array(0..<input.rank), rank: input.rank)
    guard axes.count == input.rank, input.count <= 1 << 16 else {
      throw problem("it multiplies along some axes; supported is over all of them")
    }
    let shape = try flag("keepdims", default: true) ? input.shape.map { _ in 1 } : []
    let origin = input.fromShape.map { [$0.contains(true)] }
    guard let whole = input.integers else {
      return ONNXConstant(shape: shape, .floats([input.floats.reduce(1, *)]), fromShape: origin)
    }
    var product = 1
    for number in whole {
      let (next, overflow) = product.multipliedReportingOverflow(by: number)
      guard !overflow else { throw problem("its product is too large") }
      product = next
    }
    return ONNXConstant(shape: shape, .integers([product]), fromShape: origin)
  }
}
