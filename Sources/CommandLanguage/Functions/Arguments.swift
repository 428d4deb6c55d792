import Tensors

/// The arguments of one call, by the names of the parameters, with their places.
struct Arguments {
  let function: Function
  let scope: any Scope
  /// The place of the call.
  let range: SourceRange
  private(set) var values: [String: (value: Value, range: SourceRange)] = [:]

  init(_ function: Function, scope: any Scope, range: SourceRange) {
    self.function = function
    self.scope = scope
    self.range = range
  }

  mutating func bind(_ parameter: String, _ value: Value, at range: SourceRange) {
    values[parameter] = (value, range)
  }

  /// Whether an argument was given.
  func has(_ parameter: String) -> Bool { values[parameter] != nil }

  subscript(_ parameter: String) -> Value {
    values[parameter]?.value ?? .list([])
  }

  /// The place of an argument; of the call where it was left out.
  func place(_ parameter: String) -> SourceRange {
    values[parameter]?.range ?? range
  }

  /// An argument that is not what the function needs.
  func unfit(_ parameter: String, _ needed: String) -> LanguageError {
    LanguageError(
      "\(function.name)(…) needs \(needed) for '\(parameter)', and this is \(self[parameter].kind)",
      hint: "It is called as \(function.signature).", at: place(parameter))
  }

  /// A wrong value of an argument.
  func wrong(_ parameter: String, _ message: String, hint: String? = nil) -> LanguageError {
    LanguageError(message, hint: hint, at: place(parameter))
  }

  func tensor(_ parameter: String) throws(LanguageError) -> Tensor {
    guard let tensor = self[parameter].tensor else { throw unfit(parameter, "numbers") }
    return tensor
  }

  func number(_ parameter: String) throws(LanguageError) -> Double {
    guard let number = self[parameter].number else { throw unfit(parameter, "one number") }
    return number
  }

  func wholeNumber(_ parameter: String) throws(LanguageError) -> Int {
    let number = try number(parameter)
    guard let whole = Int(exactly: number) else {
      throw wrong(parameter, "'\(parameter)' is a whole number, not \(ValueFormat().text(number))")
    }
    return whole
  }

  /// A whole number that is at least something.
  func wholeNumber(_ parameter: String, from least: Int) throws(LanguageError) -> Int {
    let whole = try wholeNumber(parameter)
    guard whole >= least else { throw wrong(parameter, "'\(parameter)' is at least \(least), not \(whole)") }
    return whole
  }

  func wholeNumbers(_ parameter: String) throws(LanguageError) -> [Int] {
    if let number = self[parameter].scalar, let whole = Int(exactly: number) { return [whole] }
    if let numbers = self[parameter].wholeNumbers { return numbers }
    if case .list(let items) = self[parameter],
      let odd = items.compactMap(\.number).first(where: { Int(exactly: $0) == nil })
    {
      throw wrong(parameter, "'\(parameter)' holds whole numbers, not \(ValueFormat().text(odd))")
    }
    throw unfit(parameter, "a list of whole numbers")
  }

  /// The shape of a tensor to be made, checked before memory is taken for it.
  func shape(_ parameter: String) throws(LanguageError) -> [Int] {
    let shape = try wholeNumbers(parameter)
    guard shape.count <= Evaluator.mostAxes else { throw wrong(parameter, "More than \(Evaluator.mostAxes) axes") }
    if let negative = shape.first(where: { $0 < 0 }) {
      throw wrong(parameter, "A length is 0 or more, not \(negative)")
    }
    try placed(at: place(parameter)) { try checkSize(shape) }
    return shape
  }

  /// The axis argument, if there is one.
  func axis() throws(LanguageError) -> Int? {
    has("axis") ? try wholeNumber("axis") : nil
  }

  /// Several tensors in a list.
  func tensors(_ parameter: String) throws(LanguageError) -> [Tensor] {
    guard case .list(let items) = self[parameter] else {
      throw wrong(
        parameter, "\(function.name)(…) needs a list of tensors, and this is \(self[parameter].kind)",
        hint: "Write \(function.name)([a, b]).")
    }
    let tensors = items.compactMap(\.tensor)
    guard tensors.count == items.count else { throw wrong(parameter, "Not everything in this list is a tensor") }
    return tensors
  }
}
