import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `integrated`: what each number adds to a unit's value, along a straight path from a baseline.
  static let integrated = Procedure(
    name: "integrated",
    summary: "Adds up a unit's gradients along the way from a baseline to the picture: what each number adds to it.",
    unit: "point of the path",
    parameters: [
      .image, .layerOfUnit, .unitOfLayer,
      Parameter(
        name: "baseline", kind: .pictureOr(["black"]), initial: "black",
        meaning: "where the path begins: black, or a picture of the same size"),
      Parameter(name: "points", kind: .integer(1...100_000), initial: "50", meaning: "how many points of the path"),
    ],
    quantities: [
      QuantityDescription(
        name: "map", shape: "[C,H,W]", meaning: "picture less baseline, times the mean of the gradients so far",
        explain: explainMap),
      QuantityDescription(name: "sum", shape: "number", meaning: "the sum of the map"),
      QuantityDescription(
        name: "expected", shape: "number", meaning: "the unit at the picture less the unit at the baseline",
        mustBeFinite: true),
      QuantityDescription(name: "point", shape: "image", meaning: "the present picture on the path"),
    ],
    start: { arguments, network, _ in
      try IntegratedGradients(
        of: arguments.picture().tensor, in: network, layer: arguments.layer(), unit: arguments.unit()?.unit,
        baseline: arguments.pictureIfAny("baseline"), points: arguments.integer("points"))
    },
    views: { run in
      guard let point = run.current as? IntegratedGradients.Point else { return [] }
      guard run.position > 0 else { return [run.arguments.pictureView] }
      return [
        run.arguments.pictureView,
        View("sum over channels: red adds, blue takes off", signedMap: point.map.sumOverChannels),
      ]
    },
    title: { run in
      let name = (run.walk as? IntegratedGradients)?.name ?? ""
      var baseline = "black"
      if case .picture(_, let label)? = run.arguments["baseline"] { baseline = label }
      return "Integrated gradients of \(name), baseline=\(baseline), points=\(run.arguments.integer("points"))"
    },
    filmsByOwnScales: true,
    filmed: "map")

  /// The one product that a number of the map is.
  @Sendable
  private static func explainMap(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let point = run.current as? IntegratedGradients.Point, run.position > 0 else {
      throw SessionError.notYetAdded
    }
    let place = point.map.offset(of: index)
    let (way, mean) = (Double(point.way[flat: place]), Double(point.meanGradient[flat: place]))
    return Explanation(
      name: "map\(shapeText(index))", value: Double(point.map[flat: place]),
      terms: [
        .init(
          factors: [
            ("picture - baseline", format.text(way)),
            ("mean gradient at \(run.position) \(run.position == 1 ? "point" : "points")", format.text(mean)),
          ], value: way * mean)
      ])
  }
}
