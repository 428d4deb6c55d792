import CommandLanguage
import Plotting
import Segmentation
import Stepping
import Tensors

extension Procedure {
  /// `maxflow`: the most that flows through a graph, a path a step.
  static let maxflow = Procedure(
    name: "maxflow",
    summary: "Finds the most that flows from a source to a sink, a shortest path with room left a step, and the cut.",
    unit: "augmenting path",
    parameters: [
      Parameter(
        name: "capacities", kind: .tensor, meaning: "a matrix [N,N]: how much each row's node can send to each column's"
      ),
      Parameter(name: "source", kind: .integer(0...100_000), meaning: "the node that it flows from"),
      Parameter(name: "sink", kind: .integer(0...100_000), meaning: "the node that it flows to"),
    ],
    quantities: [
      QuantityDescription(name: "flow", shape: "[N,N]", meaning: "what flows from each node to each"),
      QuantityDescription(
        name: "residual", shape: "[N,N]", meaning: "room left from each node to each, back along the flow too"),
      QuantityDescription(name: "path", shape: "[nodes]", meaning: "the nodes of the last path"),
      QuantityDescription(name: "value", shape: "number", meaning: "all that flows"),
      QuantityDescription(
        name: "cut", shape: "[N]", meaning: "1 for what the source still reaches; at the end its side of a least cut"),
    ],
    start: { arguments, _, _ in
      try MaximumFlow(
        capacities: arguments.tensor("capacities"), source: arguments.integer("source"), sink: arguments.integer("sink")
      )
    },
    views: { run in
      guard let path = run.current as? MaximumFlow.Path else { return [] }
      return [
        View("what flows, the last path framed", marked(path.flow, along: path.nodes)),
        View("room left", of: path.residual), View("reached from the source", of: path.cut),
      ]
    },
    title: { run in
      guard let walk = run.walk as? MaximumFlow else { return "maxflow" }
      return "Maximum flow from \(walk.source) to \(walk.sink)"
    },
    asksNetwork: false,
    filmed: "residual")

  /// A small matrix with the links of a path in frames.
  private static func marked(_ matrix: Tensor, along path: [Int]) -> View.Content {
    guard case .matrix = View.Content(matrix) else { return View.Content(matrix) }
    return .matrix(matrix, windows: zip(path, path.dropFirst()).map { Panel.Window(row: $0, column: $1) })
  }
}
