import Networks
import Tensors

extension ONNXOperator {
  /// Operators that choose or repeat numbers.
  static let indexings: [String: ONNXOperator] = [
    "Gather": ONNXOperator(2...2, ["axis"], constant: ONNXNode.gathered),
    "Slice": ONNXOperator(
      1...1, from: [10: 3...5], removed: ["starts": 9, "ends": 9, "axes": 9], constant: ONNXNode.sliced),
    "Expand": ONNXOperator(2...2, constant: ONNXNode.expanded),
    "Where": ONNXOperator(3...3, constant: ONNXNode.chosen),
  ]
}

extension ONNXNode {
  /// The entries of an axis that indices name.
  fileprivate func gathered() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    let indices = try neededConstant(1, "indices")
    let axis = try axis(try integer("axis", default: 0), rank: input.rank)
    let length = input.shape[axis]
    let shape = Array(input.shape[..<axis] + indices.shape + input.shape[(axis + 1)...])
    // There may be countless empty blocks.
    if try checkedCount(shape) == 0 { return input.strided(shape, shape.map { _ in 0 }) }
    guard let places = indices.integers, places.allSatisfy({ (-length..<length).contains($0) }) else {
      throw problem("its indices are not whole numbers below \(length)")
    }
    let (outer, inner) = (input.shape[..<axis].reduce(1, *), input.shape[(axis + 1)...].reduce(1, *))
    func picked<Number>(_ all: [Number]) -> [Number] {
      var picked: [Number] = []
      for block in 0..<outer {
        for place in places {
          let start = (block * length + (place < 0 ? place + length : place)) * inner
          picked += all[start..<start + inner]
        }
      }
      return picked
    }
    let numbers: ONNXConstant.Numbers =
      switch input.numbers {
      case .floats(let floats): .floats(picked(floats))
      case .integers(let integers): .integers(picked(integers))
      }
    return ONNXConstant(shape: shape, numbers, fromShape: input.fromShape.map(picked))
  }

  /// Numbers from a start to an end along axes; they are attributes before version 10, inputs since.
  fileprivate func sliced() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    let isOld = opset < 10
    guard let starts = try isOld ? integers("starts") : integers(1, "starts"),
      let ends = try isOld ? integers("ends") : integers(2, "ends")
    else { throw problem("it has no starts or no ends") }
    let given = try isOld ? integers("axes") : integers(3, "axes")
    let axes = given ?? Array(starts.indices)
    let steps = try isOld ? nil : integers(4, "steps")
    guard ends.count == starts.count, axes.count == starts.count, steps == nil || steps?.count == starts.count else {
      throw problem("it has \(starts.count) starts, \(ends.count) ends and \(axes.count) axes")
    }
    _ = try self.axes(axes, rank: input.rank)
    var (shape, strides, offset) = (input.shape, input.shape.rowMajorStrides, 0)
    for place in starts.indices {
      let axis = try axis(axes[place], rank: input.rank)
      let step = steps?[place] ?? 1
      let range = try range(starts[place], ends[place], step: step, length: input.shape[axis])
      offset += range.start * strides[axis]
      (shape[axis], strides[axis]) = (range.count, strides[axis] * step)
    }
    try checkedCount(shape)
    return input.strided(shape, strides, offset: offset)
  }

  /// Where a slice starts on an axis and how many numbers it takes, by the rules of Python.
  private func range(
    _ start: Int, _ end: Int, step: Int, length: Int
  ) throws(ModelFileError) -> (start: Int, count: Int) {
    guard step != 0, step.magnitude <= Tensor.largestCount else { throw problem("its step is \(step)") }
    func clamped(_ place: Int) -> Int {
      let counted = place < 0 ? Swift.max(place, -length - 1) + length : Swift.min(place, length)
      return step > 0 ? Swift.max(counted, 0) : Swift.min(Swift.max(counted, -1), length - 1)
    }
    let (first, last) = (clamped(start), clamped(end))
    let count = step > 0 ? (last - first + step - 1) / step : (first - last - step - 1) / -step
    return count > 0 ? (first, count) : (0, 0)
  }

  fileprivate func expanded() throws(ModelFileError) -> ONNXConstant {
    let input = try neededConstant(0, "input")
    guard let wanted = try integers(1, "shape"), wanted.count <= Self.largestRank, wanted.allSatisfy({ $0 >= 0 }),
      let shape = try? Tensor.broadcastShape(input.shape, wanted)
    else { throw problem("its input cannot be repeated to that shape") }
    try checkedCount(shape)
    return input.strided(shape, input.shape.broadcastStrides(to: shape))
  }

  /// The numbers of one input where a condition holds, else those of another.
  fileprivate func chosen() throws(ModelFileError) -> ONNXConstant {
    let condition = try neededConstant(0, "condition")
    let (yes, no) = (try neededConstant(1, "second input"), try neededConstant(2, "third input"))
    guard let some = try? Tensor.broadcastShape(condition.shape, yes.shape),
      let shape = try? Tensor.broadcastShape(some, no.shape)
    else { throw problem("its inputs do not fit each other") }
    try checkedCount(shape)
    let choices = condition.strided(shape, condition.shape.broadcastStrides(to: shape))
    let holds = choices.floats
    let first = yes.strided(shape, yes.shape.broadcastStrides(to: shape))
    let second = no.strided(shape, no.shape.broadcastStrides(to: shape))
    let origin = ONNXConstant.origin(choices, first, second)
    if let whole = first.integers, let others = second.integers {
      let chosen = holds.indices.map { holds[$0] != 0 ? whole[$0] : others[$0] }
      return ONNXConstant(shape: shape, .integers(chosen), fromShape: origin)
    }
    let (floats, others) = (first.floats, second.floats)
    let chosen = holds.indices.map { holds[$0] != 0 ? floats[$0] : others[$0] }
    return ONNXConstant(shape: shape, .floats(chosen), fromShape: origin)
  }
}
