import CommandLanguage

extension Command {
  /// The session itself.
  static let session: [Command] = [
    Command(
      name: "set", topic: .session, forms: ["set precision|width|color|seed|figures VALUE"],
      summary: "Settings: precision, width, color, seed, figures.", worksAlone: false,
      completed: [.words(["precision", "width", "color", "seed", "figures"])]
    ) { session, reader in
      let key = try reader.word("a setting")
      let value = try reader.word("a value")
      try reader.end()
      try session.set(key, value)
    },
    Command(
      name: "help", topic: .session, forms: ["help [TOPIC]"],
      summary: "On any command, procedure, parameter, quantity, function or layer.", completed: [.topics]
    ) { session, reader in
      guard !reader.isAtEnd else { return session.helpOverview() }
      // `help images load`: a command's help tells of all its forms.
      try session.help(reader.word("a topic"))
    },
    Command(name: "quit", topic: .session, forms: ["quit"], summary: "Leaves; progress is kept.") { session, reader in
      try reader.end()
      session.isOver = true
    },
  ]
}

extension Session {
  fileprivate func set(_ key: Word, _ value: Word) throws {
    switch key.text {
    case "precision": settings.precision = try integer(value, in: 1...9)
    case "width": output.style.width = try integer(value, in: 20...1000)
    case "seed": settings.seed = UInt64(try integer(value, in: seeds))
    case "color":
      guard output.choose(color: value.unquoted) else {
        throw LanguageError("color is auto, always or never", at: value.range)
      }
    case "figures":
      let path = value.unquoted
      guard !path.isEmpty, !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
        throw LanguageError("The figures folder lies below the working folder", at: value.range)
      }
      settings.figures = path
    default:
      let known = ["precision", "width", "color", "seed", "figures"]
      let hint = nearest(key.text, among: known).map { "Did you mean '\($0)'?" }
      throw LanguageError(
        "There is no setting '\(key.text)'", hint: hint ?? "They are \(known.joined(separator: ", ")).", at: key.range)
    }
  }
}
