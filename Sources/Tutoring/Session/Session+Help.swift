import CommandLanguage

extension Session {
  /// `help`: the commands by topic, the procedures, where to go on.
  func helpOverview() {
    for topic in Command.Topic.allCases {
      let commands = Command.all.filter { $0.topic == topic }
      output.write(output.style.paint(topic.rawValue, as: .heading))
      output.write(fitted(columns(commands.map { ["  " + $0.name, $0.summary] })))
    }
    output.write(output.style.paint("Procedures", as: .heading))
    output.write(fitted(columns(Procedure.all.map { ["  " + $0.name, $0.summary] })))
    output.write("help and a name says more: help occlusion, help softmax, help step")
  }

  /// `help TOPIC`.
  func help(_ word: Word) throws {
    let name = word.unquoted
    let shell =
      Self.subcommands.contains(name) ? "fovea \(name) is typed at the shell: fovea help \(name) tells of it" : nil
    if let command = Command.named(name) {
      return output.write([text(of: command), shell].compactMap(\.self).joined(separator: "\n"))
    }
    if let shell { return output.write(shell) }
    if let procedure = Procedure.named(name) { return output.write(text(of: procedure)) }
    if let function = Function.named(name) { return output.write("\(function.signature)\n\(function.meaning)") }
    if let node = try? state.network.layer(named: name) { return output.write(description(ofLayer: node)) }
    let found = mentions(of: name)
    guard found.isEmpty else { return output.write(found.joined(separator: "\n")) }
    let hint = nearest(name, among: topics).map { "Did you mean '\($0)'?" } ?? "'help' alone lists what there is."
    throw LanguageError("There is no help on '\(name)'", hint: hint, at: word.range)
  }

  /// What the program does without a session.
  private static let subcommands: Set<String> = ["train", "check", "figures", "scenes", "bench", "run"]

  /// All that `help` knows of.
  var topics: [String] {
    scope.commandNames + Function.all.map(\.name) + state.network.nodes.map(\.name)
      + Procedure.all.flatMap { procedure in
        procedure.parameters.map(\.name) + procedure.quantities.flatMap { [$0.name, "\(procedure.name).\($0.name)"] }
      }
  }

  private func text(of command: Command) -> String {
    let lines = command.forms + [command.summary, command.details]
    return lines.filter { !$0.isEmpty }.map { output.style.wrapped($0) }.joined(separator: "\n")
  }

  private func text(of procedure: Procedure) -> String {
    let parameters = procedure.parameters.map { parameter in
      [
        "  \(parameter.name)=", parameter.initial.map { "(\($0))" } ?? (parameter.isOptional ? "" : "needed"),
        parameter.help,
      ]
    }
    let quantities = procedure.quantities.map { ["  \($0.name)", $0.shape, $0.meaning] }
    let start = [
      procedure.usage, procedure.summary, "One step is one \(procedure.unit).",
      "Parameters, with what stands for them:", columns(parameters),
    ]
    let end = [
      "Quantities at every step, also \(procedure.name).NAME:", columns(quantities),
      "Besides: step, done, and seconds, the time that the method took so far.",
    ]
    let texts = start + procedure.parameters.flatMap(names(for:)) + end
    return texts.map { $0.contains("\n") ? $0 : output.style.wrapped($0) }.joined(separator: "\n")
  }

  /// What can be named for a parameter that takes some of many.
  private func names(for parameter: Parameter) -> [String] {
    guard case .someOf(let named) = parameter.kind else { return [] }
    return ["\(parameter.name)= takes all, or some of these:", columns(named.map { ["  \($0.name)", $0.meaning] })]
  }

  /// Parameters and quantities of that name.
  private func mentions(of name: String) -> [String] {
    Procedure.all.flatMap { procedure in
      procedure.parameters.filter { $0.name == name }.map { "\($0.name)= of \(procedure.name): \($0.help)" }
        + procedure.quantities.filter { $0.name == name || "\(procedure.name).\($0.name)" == name }
        .map { "\(procedure.name).\($0.name) \($0.shape): \($0.meaning)" }
    }
  }
}

extension Parameter {
  /// Its meaning and what it takes.
  var help: String {
    switch kind {
    case .choice(let words): "\(meaning) (\(words.joined(separator: ", ")))"
    case .integer(let range): "\(meaning) (\(range.lowerBound) to \(range.upperBound))"
    case .unit: "\(meaning) (C, C,Y,X, C,max, or a class)"
    case .someOf(let named):
      "\(meaning): all, or a list such as [\(named.prefix(2).map(\.name).joined(separator: ", "))]"
    default: meaning
    }
  }
}
