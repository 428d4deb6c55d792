import CommandLanguage

extension Command {
  /// Stepping through the running procedure.
  static let walking: [Command] = [
    Command(
      name: "step", topic: .walking, forms: ["step [N]"], summary: "N steps on, one where no number is given."
    ) { session, reader in
      try session.step(try session.count(&reader) ?? 1)
    },
    Command(
      name: "back", topic: .walking, forms: ["back [N]"], summary: "N steps back, to exactly the former state."
    ) { session, reader in
      let count = try session.count(&reader) ?? 1
      try session.go(to: session.runningProcedure().position - count)
    },
    Command(
      name: "goto", topic: .walking, forms: ["goto N"], summary: "To step N; past the end, to the end.",
      worksAlone: false
    ) { session, reader in
      guard let target = try session.count(&reader) else { return }
      try session.go(to: target)
    },
    Command(
      name: "run", topic: .walking, forms: ["run", "run N", "run until EXPR"],
      summary: "To the end, N steps on, or until a condition holds."
    ) { session, reader in
      if try reader.take("until") != nil {
        let condition = try reader.formula("a condition")
        try reader.end(after: condition)
        return try session.run(until: condition, in: reader.line)
      }
      try session.run(limit: try session.count(&reader), in: reader.line)
    },
    Command(
      name: "restart", topic: .walking, forms: ["restart"], summary: "Back to step 0."
    ) { session, reader in
      try reader.end()
      try session.go(to: 0)
    },
    Command(
      name: "into", topic: .walking, forms: ["into"], summary: "Into the parts of the step shown."
    ) { session, reader in
      try reader.end()
      try session.enterStep()
    },
    Command(
      name: "out", topic: .walking, forms: ["out"], summary: "Out of a step's parts again."
    ) { session, reader in
      try reader.end()
      try session.leaveStep()
    },
  ]
}

extension Session {
  func runningProcedure() throws(SessionError) -> Run {
    guard let run = state.running else { throw .nothingRuns }
    return run
  }

  /// A whole number from 0 up that the line ends with, if it does not end already.
  func count(_ reader: inout ArgumentReader) throws -> Int? {
    guard !reader.isAtEnd else { return nil }
    let formula = try reader.formula("a number of steps")
    try reader.end(after: formula)
    guard let number = try formula.evaluate(in: scope).number, number >= 0, let count = Int(exactly: number) else {
      throw LanguageError("A number of steps is 0, 1, 2, …", at: formula.range)
    }
    return count
  }
}
