import CommandLanguage

extension Command {
  /// Keeping what was made.
  static let keeping: [Command] = [
    Command(
      name: "save", topic: .keeping, forms: ["save EXPR FILE", "save network FILE.safetensors"],
      summary: "Writes a value: .npy, .png for pictures and maps, .csv, .txt; or the network.",
      details: "Files are written below the working folder and the figures folder.",
      worksAlone: false, completed: [.names, .files]
    ) { session, reader in
      let file = try reader.lastWord("a file")
      if reader.text == "network" { return try session.saveNetwork(to: file) }
      let formula = try reader.formula("a value before the file")
      try reader.end(after: formula)
      try session.save(formula, to: file, in: reader.line)
    },
    Command(
      name: "figure", topic: .keeping, forms: ["figure [NAME] [\"CAPTION\"]"],
      summary: "The current stage as a figure in the figures folder; its path is printed."
    ) { session, reader in
      var caption: String?
      if let last = try reader.words().last, last.text.hasPrefix("\"") {
        caption = try reader.lastWord("a caption").unquoted
      }
      let name = reader.isAtEnd ? nil : try reader.word("a name")
      try reader.end()
      try session.writeFigure(named: name, caption: caption)
    },
    Command(
      name: "film", topic: .keeping, forms: ["film [every=N] [NAME]"],
      summary: "The run's pictures, one every N steps, as one strip."
    ) { session, reader in
      var name: Word?
      let words = try reader.words()
      if let last = words.last, last.name == nil { name = try reader.lastWord("a name") }
      let options = try reader.options(["every"])
      try session.writeFilm(every: options["every"], named: name)
    },
    Command(
      name: "history", topic: .keeping, forms: ["history", "history save FILE"],
      summary: "The commands so far; as a script that fovea run takes.", completed: [.words(["save"]), .files]
    ) { session, reader in
      guard try reader.take("save") != nil else {
        try reader.end()
        return session.output.write(session.lines.joined(separator: "\n"))
      }
      let file = try reader.word("a file")
      try reader.end()
      try session.write(Array(session.lines.map { $0 + "\n" }.joined().utf8), to: file)
    },
  ]
}
