import Attribution
import Networks
import Plotting
import Stepping
import Tensors

extension Procedure {
  /// `trace`: the forward pass, a layer a step.
  static let trace = Procedure(
    name: "trace",
    summary: "Sends a picture through the network, a layer a step.",
    unit: "layer",
    parameters: [Parameter(name: "image", kind: .picture, meaning: "the picture")],
    quantities: [
      QuantityDescription(name: "layer", shape: "name", meaning: "the layer reached"),
      QuantityDescription(
        name: "output", shape: "as layer", meaning: "what the layer puts out", mustBeFinite: true),
    ],
    start: { arguments, network, _ in try ForwardTrace(of: arguments.picture().tensor, in: network) },
    views: { run in
      guard let step = run.current as? ForwardTrace.LayerOutput else { return [] }
      let picture = run.arguments.picture().tensor
      if step.node == nil { return [View("the picture", .picture(picture))] }
      return [View("the picture", .picture(picture)), outputView(step, run)]
    },
    title: { run in
      let layer = (run.current as? ForwardTrace.LayerOutput)?.layer ?? "input"
      return "\(run.arguments.picture().label) through the network: the output of \(layer)"
    },
    filmed: "output")

  /// Scores and probabilities are bars with the classes' names.
  private static func outputView(_ step: ForwardTrace.LayerOutput, _ run: Run) -> View {
    guard let walk = run.walk as? ForwardTrace, step.output.shape == [walk.network.classes.count],
      step.output.count <= 24
    else { return View(step.layer, of: step.output) }
    return View(step.layer, .bars(step.output.elements.map(Double.init), labels: walk.network.classes))
  }
}
