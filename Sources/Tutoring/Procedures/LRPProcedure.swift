import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `lrp`: a unit's value shared out among the picture's numbers.
  static let lrp = Procedure(
    name: "lrp",
    summary: "Shares a unit's value out among what it was computed from, a layer a step, down to the picture.",
    unit: "layer back",
    parameters: [
      .image, .layerOfUnit, .unitOfLayer,
      Parameter(
        name: "epsilon", kind: .numberOr([], 0...1000), initial: "0.01",
        meaning: "added to each sum that is divided by: the larger, the less of what nearly cancels comes through"),
    ],
    quantities: [
      QuantityDescription(
        name: "relevance", shape: "[C,H,W]",
        meaning: "the share of each of the picture's numbers; NaN until it is there"),
      QuantityDescription(
        name: "current", shape: "as layer", meaning: "the shares at the output of the layer reached", mustBeFinite: true
      ),
      QuantityDescription(name: "layer", shape: "name", meaning: "the layer reached; input is the picture"),
      QuantityDescription(
        name: "sum", shape: "number",
        meaning: "what is shared out there; biases, the recipe's too, keep or add the rest"),
    ],
    start: { arguments, network, _ in
      try Relevance(
        of: arguments.picture().tensor, in: network, layer: arguments.layer(), unit: arguments.unit()?.unit,
        epsilon: Float(arguments.number("epsilon") ?? 0.01))
    },
    views: { run in
      guard let reached = run.current as? Relevance.Reached else { return [] }
      let picture = run.arguments.pictureView
      guard reached.layer == "input" else {
        return [picture, View("relevance at \(reached.layer)", of: reached.current)]
      }
      return [picture, View("sum over channels: red for, blue against", signedMap: reached.relevance.sumOverChannels)]
    },
    title: { run in
      "LRP of \((run.walk as? Relevance)?.name ?? "the unit"), epsilon=\((run.arguments.number("epsilon") ?? 0.01).written())"
    },
    filmsByOwnScales: true,
    filmed: "current")
}
