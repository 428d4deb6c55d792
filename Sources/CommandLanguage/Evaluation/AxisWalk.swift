import Tensors

/// Goes along a tensor's axes as its subscripts are read, since what a subscript means depends on its axis.
struct AxisWalk {
  let shape: [Int]
  /// How many subscripts there are.
  let count: Int
  let evaluator: Evaluator

  /// The subscripts in the form that tensors take.
  func resolve(_ subscripts: [SubscriptFormula], _ range: SourceRange) throws(LanguageError) -> [Subscript] {
    var resolved: [Subscript] = []
    var axis = 0
    for (place, item) in subscripts.enumerated() {
      if case .ellipsis = item {
        let left = shape.count - axis - (try axesTaken(by: subscripts[(place + 1)...]))
        resolved += Array(repeating: .all, count: max(0, left))
        axis += max(0, left)
        continue
      }
      let entry = try resolve(item, axis: axis)
      resolved.append(entry)
      axis += entry.axesTaken
    }
    guard axis <= shape.count else {
      throw LanguageError(
        TensorError.tooManySubscripts(count: axis, shape: shape).description.capitalizedFirst, at: range)
    }
    return resolved
  }

  /// The axes that the subscripts after an ellipsis take.
  private func axesTaken(by subscripts: some Sequence<SubscriptFormula>) throws(LanguageError) -> Int {
    var taken = 0
    for item in subscripts {
      switch item {
      case .newAxis: break
      case .slice: taken += 1
      case .ellipsis(let range): throw LanguageError("One '...' in a bracket is enough", at: range)
      case .formula(let formula):
        // What has no value may still be a class, which takes one axis.
        let value = try? evaluator.value(of: formula)
        let mask: Tensor? = if case .tensor(let tensor) = value { tensor } else { nil }
        taken += max(mask?.rank ?? 1, 1)
      }
    }
    return taken
  }

  /// One subscript on its axis.
  func resolve(_ item: SubscriptFormula, axis: Int) throws(LanguageError) -> Subscript {
    let length = axis < shape.count ? shape[axis] : nil
    switch item {
    case .newAxis: return .newAxis
    case .ellipsis: return .ellipsis
    case .slice(let start, let stop, let step, _):
      let step = try bound(step) ?? 1
      guard step != 0 else { throw LanguageError("The step of a slice is not 0", at: item.range) }
      return .slice(start: try bound(start), stop: try bound(stop), step: step)
    case .formula(let formula):
      if let length, let number = classNumber(formula, length) { return .index(number) }
      if let length, let numbers = classNumbers(formula, length) { return .list(numbers) }
      return try resolve(try value(of: formula, length), of: formula, axis: axis)
    }
  }

  private func value(of formula: Formula, _ length: Int?) throws(LanguageError) -> Value {
    do throws(LanguageError) {
      return try evaluator.value(of: formula)
    } catch {
      // A misspelt class on an axis of classes is likelier meant than another name.
      guard case .name(let path) = formula, error.range == path.range, let length,
        let near = nearest(path.text, among: evaluator.scope.classNames),
        evaluator.scope.classNumber(near, axisLength: length) != nil
      else { throw error }
      throw LanguageError(error.message, hint: didYouMean(near), at: error.range)
    }
  }

  /// The number of a class whose name stands alone as a subscript.
  private func classNumber(_ formula: Formula, _ length: Int) -> Int? {
    switch formula {
    case .name(let path): evaluator.scope.classNumber(path.text, axisLength: length)
    case .text(let text, _): evaluator.scope.classNumber(text, axisLength: length)
    default: nil
    }
  }

  private func classNumbers(_ formula: Formula, _ length: Int) -> [Int]? {
    guard case .list(let items, _) = formula, !items.isEmpty else { return nil }
    let numbers = items.compactMap { classNumber($0, length) }
    return numbers.count == items.count ? numbers : nil
  }

  private func bound(_ formula: Formula?) throws(LanguageError) -> Int? {
    guard let formula else { return nil }
    let value = try evaluator.value(of: formula)
    guard let number = value.number else { throw notWhole(value, at: formula.range) }
    // Bounds beyond all lengths are as good as the ends.
    let limit = 0x1p40
    guard number == number.rounded(), !number.isNaN else { throw notWhole(value, at: formula.range) }
    return Int(max(-limit, min(limit, number)))
  }

  private func notWhole(_ value: Value, at range: SourceRange) -> LanguageError {
    let shown = if case .number(let number) = value { ValueFormat().text(number) } else { value.kind }
    return LanguageError("An index is a whole number, not \(shown)", at: range)
  }

  /// A subscript that was worked out: a number, a list of numbers, a mask.
  private func resolve(_ value: Value, of formula: Formula, axis: Int) throws(LanguageError) -> Subscript {
    let range = formula.range
    if case .boolean = value { throw notWhole(value, at: range) }
    if case .tensor(let tensor) = value, tensor.rank > 0, tensor.isZerosAndOnes {
      if fits(tensor, axis: axis) { return .mask(tensor) }
      // Ones and zeros may also be indices, but not where they were made by comparing.
      if formula.isComparison || tensor.rank > 1 {
        let error = TensorError.maskDoesNotFit(mask: tensor.shape, axis: axis, shape: shape)
        throw LanguageError(error.description.capitalizedFirst, at: range)
      }
    }
    if let number = value.scalar {
      guard let index = Int(exactly: number) else { throw notWhole(value, at: range) }
      return .index(try checked(index, axis: axis, at: range))
    }
    guard let indices = value.wholeNumbers else {
      let allowed = "a whole number, a slice, a list of whole numbers or a mask"
      throw LanguageError("An index is \(allowed), not \(value.kind)", at: range)
    }
    for index in indices { _ = try checked(index, axis: axis, at: range) }
    return .list(indices)
  }

  /// Whether a mask has the lengths of the axes that it stands for.
  private func fits(_ mask: Tensor, axis: Int) -> Bool {
    axis + mask.rank <= shape.count && Array(shape[axis..<(axis + mask.rank)]) == mask.shape
  }

  private func checked(_ index: Int, axis: Int, at range: SourceRange) throws(LanguageError) -> Int {
    guard axis < shape.count else {
      throw LanguageError(
        TensorError.tooManySubscripts(count: count, shape: shape).description.capitalizedFirst, at: range)
    }
    guard index >= -shape[axis], index < shape[axis] else {
      let error = TensorError.indexOutOfRange(index: index, axis: axis, length: shape[axis])
      throw LanguageError(error.description.capitalizedFirst, at: range)
    }
    return index
  }
}

extension Tensor {
  fileprivate var isZerosAndOnes: Bool { elements.allSatisfy { $0 == 0 || $0 == 1 } }
}

extension Formula {
  fileprivate var isComparison: Bool {
    if case .comparison = self { true } else { false }
  }
}

extension Subscript {
  /// How many of the tensor's axes it stands for.
  var axesTaken: Int {
    switch self {
    case .newAxis: 0
    case .mask(let mask): mask.rank
    default: 1
    }
  }
}
