import Networks
import ONNXMessages
import Tensors

extension ONNXOperator {
  /// Operators that make numbers of nothing, or of a shape alone.
  static let sources: [String: ONNXOperator] = [
    "Constant": ONNXOperator(
      0...0, ["value"], added: ["value_float": 12, "value_floats": 12, "value_int": 12, "value_ints": 12],
      constant: ONNXNode.givenConstant),
    "ConstantOfShape": ONNXOperator(1...1, ["value"], constant: ONNXNode.repeatedConstant),
    "Range": ONNXOperator(3...3, constant: ONNXNode.range),
    "Shape": ONNXOperator(1...1, added: ["start": 15, "end": 15], constant: ONNXNode.shapeOfInput),
    "Size": ONNXOperator(1...1, constant: ONNXNode.sizeOfInput),
  ]
}

extension ONNXNode {
  fileprivate func givenConstant() throws(ModelFileError) -> ONNXConstant {
    guard attributes.count == 1, let form = attributes.keys.first else {
      throw problem("it has \(attributes.count) values, not one")
    }
    switch form {
    case "value":
      guard let tensor = try tensor("value") else { throw problem("it has no value") }
      return try ONNXConstant(tensor, named: name, externalBytes: nil)
    case "value_float": return ONNXConstant(shape: [], .floats([try number(form)]))
    case "value_floats": return ONNXConstant(Tensor(try numbers(form) ?? []))
    case "value_int": return ONNXConstant(shape: [], .integers([try integer(form)]))
    default: return ONNXConstant(try integers(form) ?? [])
    }
  }

  fileprivate func repeatedConstant() throws(ModelFileError) -> ONNXConstant {
    guard let shape = try integers(0, "shape") else { throw problem("it has no shape") }
    let count = try checkedCount(shape)
    guard let tensor = try tensor("value") else {
      return ONNXConstant(shape: shape, .floats(Array(repeating: 0, count: count)))
    }
    let value = try ONNXConstant(tensor, named: name, externalBytes: nil)
    guard value.count == 1 else { throw problem("its value is \(value.count) numbers, not one") }
    return value.reshaped([]).strided(shape, shape.map { _ in 0 })
  }

  fileprivate func range() throws(ModelFileError) -> ONNXConstant {
    let ends = [try neededConstant(0, "start"), try neededConstant(1, "limit"), try neededConstant(2, "step")]
    guard ends.allSatisfy({ $0.count == 1 }) else { throw problem("its start, limit and step are not one number each") }
    let whole = ends.compactMap { $0.integers?[0] }
    if whole.count == 3 { return try range(from: whole[0], to: whole[1], step: whole[2]) }
    let (start, limit, step) = (ends[0].floats[0], ends[1].floats[0], ends[2].floats[0])
    let exact = ((Double(limit) - Double(start)) / Double(step)).rounded(.up)
    guard step != 0, exact.isFinite, exact <= Double(Tensor.largestCount) else {
      throw problem("from \(start) to \(limit) in steps of \(step) there is no end")
    }
    let count = try checkedCount([Int(Swift.max(exact, 0))])
    return ONNXConstant(Tensor((0..<count).map { start + Float($0) * step }))
  }

  /// Whole numbers, in their own arithmetic: floats tell those above 2²⁴ apart no more.
  private func range(from start: Int, to limit: Int, step: Int) throws(ModelFileError) -> ONNXConstant {
    let (room, overflow) = limit.subtractingReportingOverflow(start)
    guard step != 0, !overflow, room != .min else {
      throw problem("from \(start) to \(limit) in steps of \(step) there is no end")
    }
    // As many steps as fit, the last one cut short: the quotient is rounded up.
    let steps = room / step + (room % step != 0 && (room < 0) == (step < 0) ? 1 : 0)
    let count = try checkedCount([Swift.max(steps, 0)])
    return ONNXConstant((0..<count).map { start + $0 * step })
  }

  /// The lengths of all axes of the input, or of some in a row.
  fileprivate func shapeOfInput() throws(ModelFileError) -> ONNXConstant {
    let shape = try inputShape()
    func end(_ place: Int) -> Int { Swift.min(Swift.max(place < 0 ? place + shape.count : place, 0), shape.count) }
    let given = try (integer("start", default: 0), integer("end", default: shape.count))
    guard given.0.magnitude <= Self.largestRank, given.1.magnitude <= Self.largestRank else {
      throw problem("its axes from \(given.0) to \(given.1) are none of \(shape.count)")
    }
    let (start, stop) = (end(given.0), end(given.1))
    let lengths = start < stop ? Array(shape[start..<stop]) : []
    return ONNXConstant(
      shape: [lengths.count], .integers(lengths),
      fromShape: hasOnlyConstants ? nil : Array(repeating: true, count: lengths.count))
  }

  fileprivate func sizeOfInput() throws(ModelFileError) -> ONNXConstant {
    let (count, overflow) = try inputShape().reduce((1, false)) { product, length in
      let next = product.0.multipliedReportingOverflow(by: length)
      return (next.partialValue, product.1 || next.overflow)
    }
    guard !overflow else { throw problem("its input is too large") }
    return ONNXConstant(shape: [], .integers([count]), fromShape: hasOnlyConstants ? nil : [true])
  }

  /// The shape in the file of an input of either kind.
  private func inputShape() throws(ModelFileError) -> [Int] {
    switch inputs.first {
    case .constant(let constant)??: return constant.shape
    default: return try activation().fullShape(batch: batch)
    }
  }
}

extension ONNXConstant {
  /// Numbers that were computed as floats.
  init(_ tensor: Tensor) { self.init(shape: tensor.shape, .floats(tensor.elements)) }
}
