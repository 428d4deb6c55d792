import Tensors

/// Works out what an expression is worth.
struct Evaluator {
  let scope: any Scope

  /// numpy's limit: whoever goes along the axes one inside the other must come to an end.
  static let mostAxes = 64

  func value(of formula: Formula) throws(LanguageError) -> Value {
    let value = try worth(of: formula)
    if case .tensor(let tensor) = value, tensor.rank > Self.mostAxes {
      throw LanguageError("More than \(Self.mostAxes) axes", at: formula.range)
    }
    return value
  }

  private func worth(of formula: Formula) throws(LanguageError) -> Value {
    switch formula {
    case .number(let number, _): return .number(number)
    case .boolean(let flag, _): return .boolean(flag)
    case .text(let text, _): return .text(text)
    case .list(let items, let range): return .list(try checkedItems(try values(of: items), at: range))
    case .name(let path): return try value(of: path)
    case .index(let base, let subscripts, let range):
      return try index(try value(of: base), subscripts, base: base.range, whole: range)
    case .part(let base, let name, let range):
      let place = SourceRange(max(range.start, range.end - name.count), range.end)
      return try part(name, of: try value(of: base), at: place)
    case .call(let call): return try value(of: call)
    case .unary(let sign, let operand, _): return try value(of: sign, operand)
    case .binary(let sign, let left, let right, let range):
      return try Evaluator.combine(
        try value(of: left), try value(of: right), by: sign, places: (left.range, right.range), at: range)
    case .comparison(let sign, let left, let right, let tolerance, let range):
      return try compare(left, right, by: sign, tolerance: tolerance, at: range)
    case .logical(let sign, let left, let right, _):
      let holds = try value(of: left).condition(at: left.range)
      if holds == (sign == .or) { return .boolean(holds) }
      return .boolean(try value(of: right).condition(at: right.range))
    }
  }

  /// The items, unless what is in them is too deep to walk or too much to hold.
  func checkedItems(_ items: some Sequence<Value>, at range: SourceRange) throws(LanguageError) -> [Value] {
    var measure = ListMeasure()
    return try placed(at: range) {
      for item in items { try measure.add(item) }
      return Array(items)
    }
  }

  func values(of formulas: [Formula]) throws(LanguageError) -> [Value] {
    var values: [Value] = []
    for formula in formulas { values.append(try value(of: formula)) }
    return values
  }
}

extension Formula {
  /// What it is worth where names mean what `scope` says.
  public func evaluate(in scope: any Scope) throws(LanguageError) -> Value {
    try Evaluator(scope: scope).value(of: self)
  }

  /// Whether it holds.
  ///
  /// - Throws: also where it is not one value.
  public func condition(in scope: any Scope) throws(LanguageError) -> Bool {
    try evaluate(in: scope).condition(at: range)
  }
}

/// Runs something whose errors have no place, and gives them one.
func placed<Result>(at range: SourceRange, _ body: () throws -> Result) throws(LanguageError) -> Result {
  do {
    return try body()
  } catch {
    throw LanguageError(error, at: range)
  }
}
