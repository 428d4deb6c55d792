import Attribution
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `filters`: a layer's filters as pictures.
  static let filters = Procedure(
    name: "filters",
    summary: "Shows a layer's filters, each scaled to its own largest weight, grey for zero.",
    unit: "filter",
    parameters: [
      Parameter(
        name: "layer", kind: .layer, initial: "the first convolution", meaning: "the layer whose filters they are",
        isOptional: true),
      Parameter(
        name: "unit", kind: .integer(0...100_000), meaning: "one filter alone, by its number", isOptional: true),
    ],
    quantities: [
      QuantityDescription(name: "weights", shape: "[O,C,k,k]", meaning: "the weights", mustBeFinite: true),
      QuantityDescription(name: "grid", shape: "image", meaning: "the filters so far as tiles"),
    ],
    start: { arguments, network, _ in
      var filter: Int?
      if case .integer(let number)? = arguments["unit"] { filter = number }
      return try Filters(of: network, layer: arguments.layer(), filter: filter)
    },
    views: { run in
      guard let step = run.current as? Filters.Filter else { return [] }
      if case .integer(let number)? = run.arguments["unit"] {
        return [View("filter \(number): grey is 0, scaled to its largest weight", .picture(step.grid))]
      }
      let count = run.isDone ? "all \(run.position)" : "the first \(run.position)"
      return [View("\(count) filters: grey is 0, each scaled to its own largest weight", .picture(step.grid))]
    },
    title: { run in
      guard let walk = run.walk as? Filters else { return "filters" }
      let colour =
        switch walk.weights.shape[1] {
        case 3: "in the picture's colours"
        case 1 where walk.network.inputShape[0] == 1: "as they see the grey picture"
        default: "one grey tile a channel: these axes are no colours"
        }
      return "Filters of \(walk.network.nodes[walk.layer].name), \(colour)"
    },
    drawsEachStep: true,
    filmed: "grid")
}
