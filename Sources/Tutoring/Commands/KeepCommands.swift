import CommandLanguage

extension Command {
  /// Keeping what was made.
  static let keeping: [Command] = [
    Command(
      name: "save", topic: .keeping,
      forms: ["save EXPR FILE", "save network FILE.onnx", "save network FILE.safetensors [type=f32|f16|bf16]"],
      summary: "Writes a value: .npy, .png for pictures and maps, .csv, .txt; or the network.",
      details: """
        Files are written below the working folder and the figures folder. A .safetensors file holds the weights, as \
        32-bit numbers or rounded to f16 or bf16, the layers and the recipe. An .onnx file is for PyTorch, onnxruntime \
        and others: its input is the picture after the recipe, which is printed and stands in the file's metadata, and \
        its outputs are the network's, the probabilities last; 'network FILE.onnx' reads it back with the same layers, recipe and classes.
        """,
      worksAlone: false, completed: [.names, .files]
    ) { session, reader in
      let type = try reader.words().last?.name == "type" ? try reader.lastWord("a type") : nil
      let file = try reader.lastWord("a file")
      if reader.text == "network" { return try session.saveNetwork(to: file, as: type) }
      if let type { throw LanguageError("'type=' is for 'save network FILE.safetensors'", at: type.range) }
      let formula = try reader.formula("a value before the file")
      try reader.end(after: formula)
      try session.save(formula, to: file, in: reader.line)
    },
    Command(
      name: "figure", topic: .keeping, forms: ["figure [NAME] [\"CAPTION\"]"],
      summary: "The current stage as a figure in the figures folder; its path is printed."
    ) { session, reader in
      let caption = try reader.caption()
      let name = reader.isAtEnd ? nil : try reader.word("a name")
      try reader.end()
      try session.writeFigure(named: name, caption: caption)
    },
    Command(
      name: "film", topic: .keeping, forms: ["film [every=N] [NAME] [\"CAPTION\"]"],
      summary: "The run's pictures, one every N steps, as one strip."
    ) { session, reader in
      let caption = try reader.caption()
      var name: Word?
      let words = try reader.words()
      if let last = words.last, last.name == nil { name = try reader.lastWord("a name") }
      let options = try reader.options(["every"])
      try session.writeFilm(every: options["every"], named: name, caption: caption)
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
