import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `trace`: the forward pass, a layer a step.
  static let trace = Procedure(
    name: "trace",
    summary: "Sends a picture through the network, a layer a step.",
    unit: "layer",
    parameters: [.image],
    quantities: [
      QuantityDescription(name: "layer", shape: "name", meaning: "the layer reached"),
      QuantityDescription(
        name: "output", shape: "as layer", meaning: "what the layer puts out", mustBeFinite: true,
        explain: explainOutput),
    ],
    start: { arguments, network, _ in try ForwardTrace(of: arguments.picture().tensor, in: network) },
    views: { run in
      guard let step = run.current as? ForwardTrace.LayerOutput else { return [] }
      if step.node == nil { return [run.arguments.pictureView] }
      return [run.arguments.pictureView, outputView(step, run)]
    },
    title: { run in
      let layer = (run.current as? ForwardTrace.LayerOutput)?.layer ?? "input"
      let what = layer == "input" ? "the picture" : "the output of \(layer)"
      return "\(run.arguments.picture().label) through the network: \(what)"
    },
    drawsEachStep: true,
    filmsByOwnScales: true,
    filmed: "output")

  /// The terms of one element of the output.
  @Sendable
  private static func explainOutput(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let walk = run.walk as? ForwardTrace, let step = run.current as? ForwardTrace.LayerOutput,
      let node = step.node
    else { throw SessionError.nothingInside }
    let terms = try walk.network.terms(of: node, index: index, in: walk.trace)
    return Explanation(
      name: "\(step.layer)[\(index.map(String.init).joined(separator: ","))]",
      value: Double(step.output[flat: step.output.offset(of: index)]),
      terms: terms.map { Explanation.Term($0, format) })
  }

  /// Scores and probabilities are bars with the classes' names.
  private static func outputView(_ step: ForwardTrace.LayerOutput, _ run: Run) -> View {
    guard let walk = run.walk as? ForwardTrace, step.output.shape == [walk.network.classes.count],
      step.output.count <= 24
    else { return View(step.layer, of: step.output) }
    return View(step.layer, .bars(step.output.elements.map(Double.init), labels: walk.network.classes))
  }
}
