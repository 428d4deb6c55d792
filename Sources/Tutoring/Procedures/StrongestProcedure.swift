import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `strongest`: the pictures of a set that a unit answers to most.
  static let strongest = Procedure(
    name: "strongest",
    summary: "Goes through pictures and keeps those that a unit answers to most, each cut to what the unit sees.",
    unit: "picture",
    parameters: [
      .images,
      Parameter(
        name: "layer", kind: .layer, initial: "last convolution", meaning: "the layer of the unit", isOptional: true,
        layer: { $0.lastConvolution }),
      Parameter(name: "unit", kind: .unit, meaning: "the unit: of a channel, its strongest position in each picture"),
      Parameter(name: "count", kind: .integer(1...100), initial: "9", meaning: "how many pictures are kept"),
      Parameter(
        name: "rule", kind: .choice(BackwardRule.allCases.map(\.rawValue)), initial: "guided",
        meaning: "what a ReLU passes back"),
    ],
    quantities: [
      QuantityDescription(
        name: "activation", shape: "[N]", meaning: "the unit's activation in each picture; NaN until it is seen"),
      QuantityDescription(
        name: "indices", shape: "[count]", meaning: "the numbers of the strongest pictures so far, best first"),
      QuantityDescription(
        name: "positions", shape: "[count,2]", meaning: "row and column of the unit in its layer, in each of them"),
      QuantityDescription(
        name: "patches", shape: "[count,C,h,w]", meaning: "what the unit sees of each; 0.5 beyond the border"),
      QuantityDescription(
        name: "gradients", shape: "[count,C,h,w]", meaning: "the same part of what the rule sends back to each"),
      QuantityDescription(name: "grid", shape: "image", meaning: "the patches as tiles"),
    ],
    start: { arguments, network, _ in
      guard let unit = arguments.unit()?.unit else { preconditionFailure("no unit") }
      return try StrongestPictures(
        of: arguments.pictures().tensor, in: network, layer: arguments.layer(), unit: unit,
        count: arguments.integer("count"), rule: .named(arguments))
    },
    views: { run in
      guard let seen = run.current as? StrongestPictures.Seen, run.position > 0 else { return [firstPicture(run)] }
      return [
        strongestPatches(seen),
        View(
          "sent back to each, \(ruleText(run)) (grey = 0, one scale)",
          .tiles(seen.gradients.asSignedPictures, labels: strongestLabels(seen), columns: 9)),
      ]
    },
    main: { run in
      guard let seen = run.current as? StrongestPictures.Seen, run.position > 0 else { return firstPicture(run) }
      return strongestPatches(seen)
    },
    title: { run in
      guard let walk = run.walk as? StrongestPictures else { return "strongest" }
      let (images, label) = run.arguments.pictures()
      let seen = run.isDone ? "" : "the first \(run.position) of "
      return "What \(walk.name) answers to most in \(seen)\(images.shape[0]) pictures, \(label)"
    },
    endsWithItsStart: true,
    figureColumns: { _ in 1 },
    filmed: "grid")

  private static func firstPicture(_ run: Run) -> View {
    let (images, label) = run.arguments.pictures()
    return View("the first of \(label)", .picture(images.entry(0)))
  }

  private static func strongestPatches(_ seen: StrongestPictures.Seen) -> View {
    View(
      "what the unit sees of each picture (its number: activation)",
      .tiles(seen.patches, labels: strongestLabels(seen), columns: 9))
  }

  private static func ruleText(_ run: Run) -> String {
    let rule = BackwardRule.named(run.arguments)
    return rule == .gradient ? "rule=gradient" : "rule=\(rule.rawValue): not the gradient"
  }

  /// "17: 3.21": number and activation.
  private static func strongestLabels(_ seen: StrongestPictures.Seen) -> [String] {
    let activation = seen.activation
    return seen.strongest.map { "\($0): \(Double(activation[flat: $0]).written(precision: 3))" }
  }
}

extension BackwardRule {
  /// The one that `rule=` names.
  static func named(_ arguments: Arguments) -> BackwardRule {
    arguments.word("rule").flatMap(BackwardRule.init(rawValue:)) ?? .gradient
  }
}
