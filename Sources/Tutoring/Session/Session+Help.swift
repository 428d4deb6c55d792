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
        procedure.parameters.flatMap { [$0.name, "\(procedure.name).\($0.name)"] + $0.choices.map(\.name) }
          + (procedure.quantities + procedure.parts).flatMap { [$0.name, "\(procedure.name).\($0.name)"] }
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

  /// Parameters, what they take, and quantities of that name, those of a step's parts too.
  private func mentions(of name: String) -> [String] {
    Procedure.all.flatMap { procedure in
      let parameters = procedure.parameters.filter { $0.name == name || "\(procedure.name).\($0.name)" == name }
      let choices = procedure.parameters.flatMap { parameter in
        parameter.choices.filter { $0.name == name }.map { choice in
          "\(parameter.name)=\(name) of \(procedure.name): \(choice.meaning)"
        }
      }
      let quantities = (procedure.quantities + procedure.parts).filter {
        $0.name == name || "\(procedure.name).\($0.name)" == name
      }
      return parameters.map { "\($0.name)= of \(procedure.name): \($0.help)" } + choices
        + quantities.map { "\(procedure.name).\($0.name) \($0.shape): \($0.meaning)" }
    }
  }
}

extension Parameter {
  /// The words that it takes, each with what it stands for.
  fileprivate var choices: [(name: String, meaning: String)] {
    switch kind {
    case .choice(let words): words.map { ($0, meaning) }
    case .someOf(let named): named.map { ($0.name, $0.meaning) }
    default: []
    }
  }

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
