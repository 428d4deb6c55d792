import CommandLanguage

extension Command {
  /// Giving names and asking about them.
  static let naming: [Command] = [
    Command(
      name: "let", topic: .naming, forms: ["let NAME = EXPR"], summary: "Gives a value a name.", worksAlone: false,
      completed: [.names]
    ) { session, reader in
      try session.define(&reader)
    },
    Command(
      name: "vars", topic: .naming, forms: ["vars [PATTERN]"],
      summary: "What has a name now, with its shape and meaning.",
      details: "A PATTERN is a part of a name; * stands for any letters.", takesFreeText: true
    ) { session, reader in
      let pattern = reader.isAtEnd ? nil : try reader.word("a pattern").unquoted
      try reader.end()
      session.listNames(matching: pattern)
    },
    Command(
      name: "info", topic: .naming, forms: ["info NAME", "info FILE.png"],
      summary: "All about one name; of a figure, what made it.", worksAlone: false,
      takesFreeText: true, completed: [.names, .layers, .files]
    ) { session, reader in
      let word = try reader.word("a name or a file")
      try reader.end()
      try session.tellAbout(word)
    },
    Command(
      name: "forget", topic: .naming, forms: ["forget NAME"], summary: "Takes a name away.", worksAlone: false,
      completed: [.names]
    ) { session, reader in
      let word = try reader.word("a name")
      try reader.end()
      try session.forget(word)
    },
  ]
}

extension Session {
  /// `let NAME = EXPR`.
  fileprivate func define(_ reader: inout ArgumentReader) throws {
    let place = reader.rest
    let characters = reader.line.characters
    guard let equals = (place.start..<place.end).first(where: { characters[$0] == "=" }) else {
      throw LanguageError("'let' needs '='", hint: "Type it as let NAME = EXPR.", at: place)
    }
    let nameRange = reader.line.trimmed(SourceRange(place.start, equals))
    let name = try checkedName(reader.line.text(nameRange), at: nameRange)
    var right = ArgumentReader(reader.line, SourceRange(equals + 1, place.end))
    let formula = try right.formula("a value after '='")
    try right.end(after: formula)
    let value = try formula.evaluate(in: scope)
    announceHiding(name)
    state.named[name] = State.Named(value: value, meaning: reader.line.text(formula.range))
    output.write("\(name)  \(value.summary(format))")
  }

  /// A name that `let` and `as` may give.
  func checkedName(_ name: String, at range: SourceRange) throws(LanguageError) -> String {
    let reserved: Set<String> = ["true", "false", "and", "or", "not", "None", "as", "until", "input"]
    guard let first = name.first, first.isLetter || first == "_",
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
    else {
      throw LanguageError(
        "'\(name)' cannot be a name", hint: "A name is letters, digits and _, a letter first.", at: range)
    }
    if reserved.contains(name) { throw LanguageError("'\(name)' has a meaning of its own", at: range) }
    return name
  }

  /// Says what a new name hides.
  func announceHiding(_ name: String) {
    guard state.named[name] == nil else { return }
    if let run = state.running, run.value(of: name) != nil {
      output.write("'\(name)' now hides the quantity \(run.procedure.name).\(name)")
    } else if state.network.nodes.contains(where: { $0.name == name }) {
      output.write("'\(name)' now hides the layer of that name; forget \(name) brings it back")
    }
  }

  fileprivate func forget(_ word: Word) throws {
    let name = word.unquoted
    let parts = state.named.keys.filter { $0 == name || $0.hasPrefix(name + ".") }
    guard !parts.isEmpty else {
      let hint = nearest(name, among: state.named.keys).map { "Did you mean '\($0)'?" } ?? "'vars' lists the names."
      throw LanguageError("You gave nothing the name '\(name)'", hint: hint, at: word.range)
    }
    for part in parts { state.named[part] = nil }
  }
}
