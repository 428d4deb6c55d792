import CommandLanguage
import Networks
import Plotting
import Stepping
import Tensors

extension Session {
  /// `why EXPR`: one element of a layer's output, of a gradient, or of a quantity with terms.
  func explain(_ formula: Formula, in line: SourceLine) throws {
    let (path, index) = try element(formula)
    let text = line.text(formula.range)
    let explanation = try at(formula.range) {
      try self.explanation(of: path.text, index: index, text, at: formula.range)
    }
    output.write(explanation.lines(format).joined(separator: "\n"))
    let terms = explanation.parts?.terms ?? explanation.terms
    let rows = terms.sorted { abs($0.value) > abs($1.value) }.prefix(16)
    let shown =
      rows.count < terms.count
      ? "the \(rows.count) largest of \(terms.count) terms" : "its terms"
    let bars = View("\(shown), largest first", .bars(rows.map(\.value), labels: rows.map(\.text)))
    let value = "\(text) = \(format.text(explanation.value))"
    let caption =
      explanation.introduction.isEmpty
      ? "\(value) is the sum of \(explanation.terms.count) terms"
      : "\(value): \(explanation.introduction)" + (explanation.sum.map { " \(format.text($0)) in all" } ?? "")
    keepStage(
      Stage(
        name: "why", title: explanation.title ?? "Where \(value) comes from", caption: caption,
        views: convolutionByHand(path.text, index) ?? [bars], command: "why \(text)"))
  }

  /// The name and the whole index of the element that a formula stands for.
  private func element(_ formula: Formula) throws(LanguageError) -> (path: NamePath, index: [Int]) {
    switch formula {
    case .name(let path):
      guard let tensor = try formula.evaluate(in: scope).tensor, tensor.rank > 0 else { return (path, []) }
      throw notOneElement(path.text, tensor, given: 0, at: formula.range)
    case .index(.name(let path), let subscripts, let range):
      guard let tensor = try Formula.name(path).evaluate(in: scope).tensor else { break }
      guard subscripts.count == tensor.rank else {
        throw notOneElement(path.text, tensor, given: subscripts.count, at: range)
      }
      // Python's negative indices and class names count too.
      let index = try subscripts.enumerated().map { axis, item throws(LanguageError) in
        try place(item, axis: axis, length: tensor.shape[axis])
      }
      return (path, index)
    default: break
    }
    throw LanguageError(
      "'why' explains one element of something with a name",
      hint: "For example: why scores[0], or why occlusion.drop[3,4].",
      at: formula.range)
  }

  private func notOneElement(_ name: String, _ tensor: Tensor, given: Int, at range: SourceRange) -> LanguageError {
    let axes = tensor.rank == 1 ? "1 axis" : "\(tensor.rank) axes"
    return LanguageError(
      "'why' explains one element: \(name) has \(axes), and \(given == 0 ? "none" : "\(given)") given here",
      hint: "For example: why \(name)[\(tensor.shape.map { "\($0 / 2)" }.joined(separator: ","))].", at: range)
  }

  private func place(_ item: SubscriptFormula, axis: Int, length: Int) throws(LanguageError) -> Int {
    guard case .formula(let formula) = item else {
      throw LanguageError("'why' explains one element, not several", at: item.range)
    }
    switch formula {
    case .name(let path):
      if let number = scope.classNumber(path.text, axisLength: length) { return number }
    case .text(let text, _):
      if let number = scope.classNumber(text, axisLength: length) { return number }
    default: break
    }
    guard let number = try formula.evaluate(in: scope).number, let index = Int(exactly: number),
      (-length..<length).contains(index)
    else {
      throw LanguageError("Axis \(axis) has the indices 0 to \(length - 1)", at: formula.range)
    }
    return index < 0 ? index + length : index
  }

  private func explanation(of name: String, index: [Int], _ text: String, at range: SourceRange) throws -> Explanation {
    if state.named[name] != nil {
      throw LanguageError(
        "'\(name)' is a name that was given, and nothing adds up to it", hint: "'info \(name)' says where it is from.",
        at: range)
    }
    if let found = try explainedQuantity(name, index) { return found }
    if let source = gradientSource(name) {
      guard let backward = state.backward else { throw SessionError.noBackwardPass }
      return try explained(text, state.network.terms(ofGradientAt: source, index: index, in: backward))
    }
    if let node = try? state.network.layer(named: name) {
      guard let forward = state.forward else { throw SessionError.noForwardPass(layer: name) }
      let output = forward.trace.output(node)
      guard index.count == output.rank else {
        throw LanguageError("\(name) has \(output.rank) axes: name one element of it", at: range)
      }
      if let softmax = softmaxExplanation(text, node, index, forward.trace) { return softmax }
      return try explained(text, state.network.terms(of: node, index: index, in: forward.trace))
    }
    let explained = state.runs.flatMap { run in
      run.quantities.filter { $0.explain != nil }.map { "\(run.procedure.name).\($0.name)" }
    }
    let here = explained.isEmpty ? "" : ", and here \(explained.joined(separator: ", "))"
    throw LanguageError(
      "Nothing is known of where '\(name)' comes from", hint: "'why' explains layers and gradients\(here).", at: range)
  }

  private func explained(_ text: String, _ terms: [NamedTerm]) throws -> Explanation {
    let value = try Formula(text).evaluate(in: scope).number ?? .nan
    return Explanation(name: text, value: value, terms: terms.map { Explanation.Term($0, format) })
  }

  /// A quantity whose description names its terms, by its bare or its full name.
  private func explainedQuantity(_ name: String, _ index: [Int]) throws -> Explanation? {
    for run in state.runs {
      let bare = name.hasPrefix(run.procedure.name + ".") ? String(name.dropFirst(run.procedure.name.count + 1)) : name
      guard bare != name || run.command == state.running?.command,
        let explain = run.quantities.first(where: { $0.name == bare })?.explain
      else { continue }
      return try explain(run, index, state.network, format)
    }
    return nil
  }

  private func gradientSource(_ name: String) -> Network.Source? {
    guard name.hasSuffix(".grad") else { return nil }
    let layer = String(name.dropLast(5))
    if layer == "input" { return .image }
    return (try? state.network.layer(named: layer)).map { .node($0) }
  }
}
