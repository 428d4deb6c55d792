extension Evaluator {
  /// The value of the longest beginning that the scope knows, then its parts one by one.
  func value(of path: NamePath) throws(LanguageError) -> Value {
    for count in stride(from: path.parts.count, to: 0, by: -1) {
      let known = path.prefix(count)
      guard var value = try placed(at: known.range, { try scope.value(of: known.text) }) else { continue }
      for (index, name) in path.parts.enumerated().dropFirst(count) {
        value = try part(name, of: value, named: path.prefix(index).text, at: path.ranges[index])
      }
      return value
    }
    if let constant = constants[path.text] { return .number(constant) }
    throw unknown(path)
  }

  /// A part of a value that has parts.
  func part(
    _ name: String, of value: Value, named owner: String? = nil, at range: SourceRange
  ) throws(LanguageError) -> Value {
    let candidates: [String]
    if case .object(let object) = value {
      if let part = object.part(name) { return part }
      candidates = object.partNames
    } else {
      candidates = []
    }
    let subject = owner ?? value.kind
    let siblings = owner.map { owner in scope.names.compactMap { $0.suffix(after: owner + ".") } } ?? []
    let hint = attributeHint(name, owner ?? "…") ?? didYouMean(nearest(name, among: candidates + siblings))
    throw LanguageError(
      "\(owner == nil ? subject.capitalizedFirst : "'\(subject)'") has no part '\(name)'", hint: hint, at: range)
  }

  /// What to write for something that other languages have as a part.
  private func attributeHint(_ name: String, _ owner: String) -> String? {
    let function =
      ["T": "transpose", "length": "size", "count": "size", "dim": "ndim", "argsort": "top_indices"][name] ?? name
    return Function.named(function).map { _ in "Write \(function)(\(owner))." }
  }

  private func unknown(_ path: NamePath) -> LanguageError {
    let name = path.text
    if let function = Function.named(name) {
      return LanguageError(
        "'\(name)' is a function and needs arguments", hint: "Write \(function.signature).", at: path.range)
    }
    if scope.commandNames.contains(name) {
      return LanguageError("'\(name)' is a command, and a value is needed here", at: path.range)
    }
    // Where the first part alone is right, the fault lies in the others.
    let owner = path.parts[0] + "."
    let siblings = scope.names.compactMap { $0.suffix(after: owner) }
    if path.parts.count > 1, !siblings.isEmpty {
      let rest = path.parts.dropFirst().joined(separator: ".")
      return LanguageError(
        "'\(path.parts[0])' has no part '\(rest)'", hint: didYouMean(nearest(rest, among: siblings)),
        at: SourceRange(path.ranges[1].start, path.range.end))
    }
    return LanguageError("Nothing is named '\(name)'", hint: spellingHint(name), at: path.range)
  }

  private func spellingHint(_ name: String) -> String? {
    if name == "exit" { return "quit ends the session." }
    if let near = nearest(name, among: scope.names) { return didYouMean(near) }
    if let near = nearest(name, among: Function.all.map(\.name)) { return "Did you mean the function '\(near)'?" }
    return didYouMean(nearest(name, among: scope.classNames))
  }
}

/// Names that have a value unless something else has that name.
private let constants: [String: Double] = ["pi": .pi, "inf": .infinity, "nan": .nan]

/// A question with the name that was probably meant, as it is typed.
func didYouMean(_ name: String?) -> String? {
  name.map { NamePath.isPlain($0) ? "Did you mean '\($0)'?" : "Did you mean \(NamePath.typed($0))?" }
}

extension String {
  /// What follows a beginning, if it has that beginning.
  fileprivate func suffix(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
