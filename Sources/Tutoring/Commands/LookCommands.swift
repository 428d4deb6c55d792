import CommandLanguage

extension Command {
  /// Looking at values.
  static let looking: [Command] = [
    Command(
      name: "print", topic: .looking, forms: ["print EXPR"], summary: "Prints a value: numbers, shape and range.",
      worksAlone: false, completed: [.names], run: look(.values)),
    Command(
      name: "stats", topic: .looking, forms: ["stats EXPR"],
      summary: "Count, shape, smallest, quartiles, largest, mean, deviation, zeros and NaN.",
      worksAlone: false, completed: [.names], run: look(.statistics)),
    Command(
      name: "hist", topic: .looking, forms: ["hist EXPR [bins=20]"], summary: "A histogram of the numbers.",
      worksAlone: false, completed: [.names], run: look(.histogram)),
    Command(
      name: "plot", topic: .looking, forms: ["plot EXPR, … [titles=[…]]"], summary: "Vectors as lines, with axes.",
      details: titles,
      worksAlone: false, completed: [.names], run: look(.lines)),
    Command(
      name: "show", topic: .looking, forms: ["show EXPR, … [scale=shared] [titles=[…]]"],
      summary: "Pictures in their colours, other tensors as heat maps.",
      details:
        "A map with values of both signs has zero in the middle of its colours. scale=shared gives several maps one scale. "
        + titles,
      worksAlone: false, completed: [.names], run: look(.pictures)),
    Command(
      name: "scatter", topic: .looking, forms: ["scatter EXPR [labels=EXPR]"], summary: "Rows of an [N,2] as points.",
      worksAlone: false, completed: [.names], run: look(.points)),
    Command(
      name: "table", topic: .looking, forms: ["table EXPR"], summary: "A matrix with row and column headings.",
      worksAlone: false, completed: [.names], run: look(.table)),
    Command(
      name: "why", topic: .looking, forms: ["why EXPR"],
      summary: "Where one number comes from: the terms that add up to it, largest first.",
      details:
        "It explains one element: of a layer's output, of a gradient, or of a quantity such as occlusion.drop[3,4].",
      worksAlone: false, completed: [.names]
    ) { session, reader in
      let formula = try reader.formula()
      try reader.end(after: formula)
      try session.explain(formula, in: reader.line)
    },
    Command(
      name: "watch", topic: .looking, forms: ["watch EXPR"], summary: "Prints an expression after every step.",
      worksAlone: false, completed: [.names]
    ) { session, reader in
      let text = reader.text
      let formula = try reader.formula()
      try reader.end(after: formula)
      session.state.watched.append(text)
      let now = (try? formula.evaluate(in: session.scope)).map { ": " + $0.summary(session.format) }
      session.output.write("watching \(text)" + (now ?? ", which has no value yet"))
    },
    Command(
      name: "unwatch", topic: .looking, forms: ["unwatch"], summary: "Watches nothing any more."
    ) { session, reader in
      try reader.end()
      session.state.watched = []
    },
  ]

  /// A command that looks at expressions in one way.
  private static let titles =
    "titles=[\"Saliency\",\"Guided\"], a text each, stands in place of the expressions."

  private static func look(_ way: LookingWay) -> @Sendable (Session, inout ArgumentReader) throws -> Void {
    { session, reader in
      let formulas = try reader.formulas()
      if formulas.count > 1, !way.takesSeveral {
        throw LanguageError("One expression is looked at here", at: formulas[1].range)
      }
      if way.options.isEmpty { try reader.end(after: formulas[formulas.count - 1]) }
      try session.look(at: formulas, as: way, options: reader.options(way.options), in: reader.line)
    }
  }
}

/// The ways of looking at a value.
enum LookingWay: Sendable {
  case values, statistics, histogram, lines, pictures, points, table

  var takesSeveral: Bool { self == .lines || self == .pictures }

  var options: [String] {
    switch self {
    case .histogram: ["bins"]
    case .pictures: ["scale", "titles"]
    case .lines: ["titles"]
    case .points: ["labels"]
    case .values, .statistics, .table: []
    }
  }
}
