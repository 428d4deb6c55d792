import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `rise`: the mean of random masks, each weighed by the score that it leaves.
  static let rise = Procedure(
    name: "rise",
    summary: "Hides random parts of the picture, and adds the masks up, each times the score that it leaves.",
    unit: "mask",
    parameters: [
      .image,
      Parameter(
        name: "class", kind: .classNumber, initial: "top", meaning: "the class whose probability is asked for",
        isOptional: true),
      Parameter(name: "masks", kind: .integer(1...1_000_000), initial: "4000", meaning: "how many masks"),
      Parameter(
        name: "probability", kind: .numberOr([], 0.001...1), initial: "0.5",
        meaning: "the share of a mask's cells that stay visible"),
      Parameter(name: "grid", kind: .integer(1...4096), initial: "7", meaning: "cells along a side of a mask"),
    ],
    quantities: [
      QuantityDescription(
        name: "map", shape: "[H,W]", meaning: "the masks so far, weighed by their scores", explain: explainMap),
      QuantityDescription(name: "mask", shape: "[H,W]", meaning: "the present mask: 1 visible, 0 hidden"),
      QuantityDescription(name: "masked", shape: "image", meaning: "the picture behind the present mask"),
      QuantityDescription(name: "score", shape: "number", meaning: "the probability with the present mask"),
    ],
    start: { arguments, network, seed in
      try RISE(
        of: arguments.picture().tensor, in: network, target: .probability(class: arguments.classNumber()),
        masks: arguments.integer("masks"), probability: Float(arguments.number("probability") ?? 0.5),
        grid: arguments.integer("grid"), seed: seed)
    },
    views: { run in
      guard let sample = run.current as? RISE.Sample else { return [] }
      guard run.position > 0 else { return [run.arguments.pictureView] }
      return [
        run.isDone
          ? run.arguments.pictureView
          : View("\(run.arguments.picture().label) behind the present mask", .picture(sample.masked)),
        View("masks weighed by their scores", map: sample.map),
      ]
    },
    title: { run in
      "RISE: \((run.walk as? RISE)?.score.name ?? "the score") behind random masks, "
        + "probability=\((run.arguments.number("probability") ?? 0.5).written()), grid=\(run.arguments.integer("grid"))"
    },
    endsWithItsStart: true,
    filmsByOwnScales: true,
    filmed: "map")

  /// What each mask leaves of the pixel, times its score: the masks are drawn again.
  @Sendable
  private static func explainMap(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let walk = run.walk as? RISE, let last = run.current as? RISE.Sample, run.position > 0 else {
      throw SessionError.notYetAdded
    }
    let (place, divisor) = (last.map.offset(of: index), last.divisor)
    return Explanation(
      name: "map\(shapeText(index))", value: Double(last.map[flat: place]),
      terms: walk.prefix(run.position).enumerated().map { number, sample in
        let (visible, score) = (Double(sample.mask[flat: place]), sample.score ?? .nan)
        return .init(
          factors: [
            ("mask \(number + 1)", format.text(visible)), ("its score", format.text(score)),
            ("1/\(format.text(divisor))", ""),
          ], value: visible * score / divisor)
      })
  }
}
