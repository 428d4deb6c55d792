extension Evaluator {
  func value(of call: Formula.Call) throws(LanguageError) -> Value {
    guard let function = Function.named(call.name) else { throw unknownFunction(call) }
    let arguments = try arguments(of: call, for: function)
    return try placed(at: call.range) { try function.body(arguments) }
  }

  private func unknownFunction(_ call: Formula.Call) -> LanguageError {
    let near = nearest(call.name, among: Function.all.map(\.name))
    let isValue = ((try? scope.value(of: call.name)) ?? nil) != nil
    let isCommand = scope.commandNames.contains(call.name)
    let hint: String? =
      isValue
      ? "To index it write \(call.name)[…]; a product needs '*'."
      : isCommand ? "The command needs a space after its name." : didYouMean(near)
    return LanguageError("There is no function '\(call.name)'", hint: hint, at: call.nameRange)
  }

  /// Gives each parameter its argument.
  private func arguments(of call: Formula.Call, for function: Function) throws(LanguageError) -> Arguments {
    var arguments = Arguments(function, scope: scope, range: call.range)
    let positional = function.parameters.filter { !$0.isKeyword }
    guard call.arguments.count <= positional.count else { throw tooMany(call, function, allowed: positional.count) }
    for (parameter, formula) in zip(positional, call.arguments) {
      arguments.bind(parameter.name, try value(of: formula), at: formula.range)
    }
    for keyword in call.keywords {
      let name = keyword.name
      guard function.parameters.contains(where: { $0.name == name }) else { throw unknownParameter(keyword, function) }
      guard !arguments.has(name) else {
        throw LanguageError("'\(name)' is given twice", at: keyword.nameRange)
      }
      arguments.bind(name, try value(of: keyword.value), at: keyword.value.range)
    }
    for parameter in function.parameters where !parameter.isOptional && !arguments.has(parameter.name) {
      throw LanguageError("\(call.name)(…) needs '\(parameter.name)'", hint: calledAs(function), at: call.range)
    }
    return arguments
  }

  private func calledAs(_ function: Function) -> String { "It is called as \(function.signature)." }

  private func tooMany(_ call: Formula.Call, _ function: Function, allowed: Int) -> LanguageError {
    let first = call.arguments[allowed].range
    let takes = allowed == 1 ? "one argument" : "\(allowed) arguments"
    let named = function.parameters.filter(\.isKeyword).map(\.name)
    let counted = "\(call.name)(…) takes \(takes)\(named.isEmpty ? "" : " without a name"), not \(call.arguments.count)"
    let list = function.topic == .reductions ? " Several numbers make a list: \(call.name)([1, 2])." : ""
    return LanguageError(counted, hint: calledAs(function) + list, at: first)
  }

  private func unknownParameter(_ keyword: Formula.Keyword, _ function: Function) -> LanguageError {
    let near = nearest(keyword.name, among: function.parameters.map(\.name))
    return LanguageError(
      "\(function.name)(…) has no parameter '\(keyword.name)'", hint: didYouMean(near) ?? calledAs(function),
      at: keyword.nameRange)
  }
}
