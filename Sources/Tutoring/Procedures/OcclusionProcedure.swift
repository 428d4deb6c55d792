import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `occlusion`: the score with a patch over each part of the picture.
  static let occlusion = Procedure(
    name: "occlusion",
    summary: "Covers a patch of the picture, asks the network again, and records the score there.",
    unit: "patch",
    parameters: [
      .image,
      Parameter(
        name: "class", kind: .classNumber, initial: "top", meaning: "the class whose score is recorded",
        isOptional: true),
      Parameter(
        name: "layer", kind: .layer, meaning: "with unit=: a layer whose unit's activation is the score",
        isOptional: true),
      Parameter(name: "unit", kind: .unit, meaning: "the unit of that layer", isOptional: true),
      Parameter(name: "patch", kind: .size, initial: "8", meaning: "the patch in pixels: a side or [height, width]"),
      Parameter(name: "stride", kind: .integer(1...4096), initial: "4", meaning: "pixels from one place to the next"),
      Parameter(
        name: "fill", kind: .numberOr(["mean", "black", "noise"], 0...1), initial: "0.5",
        meaning: "what the patch holds: a grey value, mean (the picture's mean colour), black or noise"),
      Parameter(
        name: "score", kind: .choice(["probability", "logit"]), initial: "probability",
        meaning: "the class's probability, or its score before the softmax"),
    ],
    quantities: [
      QuantityDescription(
        name: "heatmap", shape: "[rows,columns]", meaning: "the score with the patch there; NaN where none has been",
        explain: explainDrop),
      QuantityDescription(
        name: "baseline", shape: "number", meaning: "the score of the whole picture", mustBeFinite: true),
      QuantityDescription(
        name: "drop", shape: "[rows,columns]", meaning: "baseline - heatmap: what the covered part was worth",
        explain: explainDrop),
      QuantityDescription(
        name: "score", shape: "number", meaning: "the score with the present patch", mustBeFinite: true),
      QuantityDescription(name: "occluded", shape: "image", meaning: "the picture with the present patch"),
      QuantityDescription(name: "position", shape: "[2]", meaning: "the patch's top left: row, column"),
    ],
    start: { arguments, network, seed in
      let size = arguments.size("patch")
      return try Occlusion(
        of: arguments.picture().tensor, in: network, target: try target(arguments, network),
        patch: Extent(height: size.height, width: size.width), stride: arguments.integer("stride"),
        fill: fill(arguments, seed: seed))
    },
    views: { run in
      guard let patch = run.current as? Occlusion.Patch else { return [] }
      let name = (run.walk as? Occlusion)?.score.name ?? "score"
      let views = [
        run.isDone
          ? run.arguments.pictureView
          : View("\(run.arguments.picture().label) with the present patch", .picture(patch.occluded)),
        View("\(name) with the patch there", map: patch.heatmap),
        View("drop: baseline - heatmap", signedMap: patch.drop),
      ]
      return run.isDone ? views + [dropOnPicture(run, patch)] : views
    },
    title: { run in
      let name = (run.walk as? Occlusion)?.score.name ?? "the score"
      let size = run.arguments.size("patch")
      let fill = run.arguments.word("fill") ?? (run.arguments.number("fill") ?? 0.5).written()
      return
        "Occlusion: \(name), a patch of \(size.height)×\(size.width), stride=\(run.arguments.integer("stride")), fill=\(fill)"
    },
    endsWithItsStart: true,
    figureColumns: { $0.isDone ? 2 : nil },
    filmed: "heatmap")

  /// The drop laid over the picture: at each pixel the mean of the patches that covered it.
  private static func dropOnPicture(_ run: Run, _ patch: Occlusion.Patch) -> View {
    let map = patch.dropOfPixels
    return View(
      "drop over the picture: the mean of the patches there",
      .overlay(map, .diverging(limit: Double(map.largestMagnitude)), on: run.arguments.picture().tensor))
  }

  /// The class's probability or logit, or a unit's activation.
  private static func target(_ arguments: Arguments, _ network: Network) throws -> ScoreTarget {
    if let unit = arguments.unit() {
      guard arguments.classNumber() == nil else { throw SessionError.classOrUnit }
      return .activation(layer: arguments.layer() ?? network.scores, unit: unit.unit)
    }
    if arguments.layer() != nil { throw SessionError.layerWithoutUnit }
    return arguments.word("score") == "logit"
      ? .logit(class: arguments.classNumber()) : .probability(class: arguments.classNumber())
  }

  private static func fill(_ arguments: Arguments, seed: UInt64) -> Occlusion.Fill {
    switch arguments.word("fill") {
    case "mean": .mean
    case "black": .black
    case "noise": .noise(seed: seed)
    default: .value(Float(arguments.number("fill") ?? 0.5))
    }
  }

  /// Which terms of the score the patch changed.
  @Sendable
  private static func explainDrop(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let walk = run.walk as? Occlusion, index.count == 2 else { throw SessionError.nothingInside }
    let reason = try walk.reason(row: index[0], column: index[1])
    let fell = reason.sum.before - reason.sum.after
    let change = fell < 0 ? "rose by \(format.text(-fell))" : "fell by \(format.text(fell))"
    let terms = reason.terms.map { changed in
      var term = Explanation.Term(changed.before, format)
      let after = Explanation.Term(changed.after, format)
      for number in term.factors.indices where term.factors[number].value != after.factors[number].value {
        term.factors[number].value += " → " + after.factors[number].value
      }
      term.value = -changed.change
      return term
    }
    return Explanation(
      name: "drop[\(index[0]),\(index[1])]", value: Double(reason.before - reason.after), terms: terms,
      introduction:
        "\(reason.score.name) \(format.text(Double(reason.before))) - \(format.text(Double(reason.after))); "
        + "\(reason.sum.name) \(change), these terms of it by",
      title: "Why \(reason.sum.name) \(change) (drop \(format.text(Double(reason.before - reason.after))))",
      sum: fell)
  }
}
