import Tensors

extension Evaluator {
  /// `value[subscripts]`.
  ///
  /// - Parameters:
  ///   - base: where the value stands.
  ///   - whole: where the value and its brackets stand.
  func index(
    _ value: Value, _ subscripts: [SubscriptFormula], base: SourceRange, whole: SourceRange
  ) throws(LanguageError) -> Value {
    switch value {
    case .tensor(let tensor): return try index(tensor, subscripts, at: whole)
    case .image(let tensor):
      let part = try index(tensor, subscripts, at: whole)
      // What is cut out of a picture is a picture.
      guard case .tensor(let cut) = part, cut.hasPictureShape else { return part }
      return .image(cut)
    case .list(let items): return try index(items, subscripts, at: whole)
    case .object(let object): return try index(object, subscripts, base: base, at: whole)
    case .number, .boolean: throw LanguageError("\(value.kind.capitalizedFirst) has no elements to index", at: whole)
    case .text: throw LanguageError("Text cannot be indexed", at: whole)
    }
  }

  private func index(
    _ tensor: Tensor, _ subscripts: [SubscriptFormula], at range: SourceRange
  ) throws(LanguageError) -> Value {
    let resolved = try AxisWalk(shape: tensor.shape, count: subscripts.count, evaluator: self).resolve(
      subscripts, range)
    return Value(
      try placed(at: range) {
        try checkSize(try tensor.slicedShape(resolved))
        return try tensor.sliced(resolved)
      })
  }

  private func index(
    _ items: [Value], _ subscripts: [SubscriptFormula], at range: SourceRange
  ) throws(LanguageError) -> Value {
    guard subscripts.count == 1, let only = subscripts.first else {
      return try indexNumbers(items, subscripts, at: range)
    }
    let axis = AxisWalk(shape: [items.count], count: 1, evaluator: self)
    switch try axis.resolve(only, axis: 0) {
    case .index(let index): return items[index < 0 ? index + items.count : index]
    case .list(let indices):
      return .list(try checkedItems(indices.lazy.map { items[$0 < 0 ? $0 + items.count : $0] }, at: range))
    case .slice(let start, let stop, let step):
      let numbers = Tensor(items.indices.map { Float($0) })
      let chosen = try placed(at: range) { try numbers.sliced([.slice(start: start, stop: stop, step: step)]) }
      return .list(chosen.elements.map { items[Int($0)] })
    case .all: return .list(items)
    case .mask, .newAxis, .ellipsis: return try indexNumbers(items, subscripts, at: range)
    }
  }

  /// A list of numbers with several subscripts is indexed as a tensor.
  private func indexNumbers(
    _ items: [Value], _ subscripts: [SubscriptFormula], at range: SourceRange
  ) throws(LanguageError) -> Value {
    guard let tensor = Value.list(items).tensor else {
      throw LanguageError("This list is not of numbers in one shape: it takes one index", at: range)
    }
    return try index(tensor, subscripts, at: range)
  }

  /// An element of an image set, and what is inside it.
  private func index(
    _ object: any ValueObject, _ subscripts: [SubscriptFormula], base: SourceRange, at range: SourceRange
  ) throws(LanguageError) -> Value {
    guard let count = object.count else {
      throw LanguageError("\(object.kind.capitalizedFirst) cannot be indexed", at: range)
    }
    let axis = AxisWalk(shape: [count], count: 1, evaluator: self)
    guard case .index(let index) = try axis.resolve(subscripts[0], axis: 0) else {
      throw LanguageError("\(object.kind.capitalizedFirst) takes one index", at: subscripts[0].range)
    }
    let element = try placed(at: range) { try object.element(index < 0 ? index + count : index) }
    guard let element else { throw LanguageError("There is no element \(index)", at: subscripts[0].range) }
    let rest = Array(subscripts.dropFirst())
    return rest.isEmpty ? element : try self.index(element, rest, base: base, whole: range)
  }
}

extension Tensor {
  /// Whether it has a picture's shape.
  var hasPictureShape: Bool { rank == 3 && (shape[0] == 1 || shape[0] == 3) && count > 0 }
}
