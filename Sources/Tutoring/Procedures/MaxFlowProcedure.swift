import CommandLanguage
import Networks
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
      QuantityDescription(name: "value", shape: "number", meaning: "all that flows", explain: explainValue),
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

  /// What leaves the source; at the end also what the links across the cut hold.
  @Sendable
  private static func explainValue(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let walk = run.walk as? MaximumFlow, let path = run.current as? MaximumFlow.Path else {
      throw SessionError.nothingInside
    }
    let nodes = 0..<path.flow.shape[0]
    func term(_ from: Int, _ to: Int, _ name: String, _ matrix: Tensor) -> Explanation.Term {
      .init(factors: [("\(name) \(from) to \(to)", "")], value: Double(matrix[from, to]))
    }
    var explanation = Explanation(
      name: "value", value: path.value,
      terms: nodes.filter { path.flow[walk.source, $0] > 0 }.map { term(walk.source, $0, "flow", path.flow) })
    if run.isDone {
      let links = nodes.flatMap { from in nodes.map { (from, $0) } }.filter { from, to in
        path.cut[flat: from] == 1 && path.cut[flat: to] == 0 && walk.capacities[from, to] > 0
      }
      explanation.parts = (
        "and as much is the capacity of the links across the cut:",
        links.map { term($0, $1, "capacity", walk.capacities) }
      )
    }
    return explanation
  }

  /// A small matrix with the links of a path in frames.
  private static func marked(_ matrix: Tensor, along path: [Int]) -> View.Content {
    guard case .matrix = View.Content(matrix) else { return View.Content(matrix) }
    return .matrix(matrix, windows: zip(path, path.dropFirst()).map { Panel.Window(row: $0, column: $1) })
  }
}
