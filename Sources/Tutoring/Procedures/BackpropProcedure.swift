import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `backprop`: from a unit of any layer back to the picture, under a rule for the ReLUs.
  static let backprop = Procedure(
    name: "backprop",
    summary: "Sends a signal from a unit of any layer back to the picture, under a rule for the ReLUs.",
    unit: "layer back",
    parameters: [
      .image,
      Parameter(name: "layer", kind: .layer, initial: "scores", meaning: "the layer that the signal starts from"),
      .unitOfLayer,
      Parameter(
        name: "rule", kind: .choice(BackwardRule.allCases.map(\.rawValue)), initial: "gradient",
        meaning: "what a ReLU passes back"),
    ],
    quantities: [
      QuantityDescription(
        name: "gradient", shape: "[C,H,W]", meaning: "the map at the picture; NaN until the signal is there",
        explain: explainGradient),
      QuantityDescription(
        name: "current", shape: "as layer", meaning: "the signal at the output of the layer reached",
        mustBeFinite: true,
        explain: explainCurrent),
      QuantityDescription(name: "layer", shape: "name", meaning: "the layer reached; input is the picture"),
      QuantityDescription(
        name: "multiplyadds", shape: "number",
        meaning: "multiplications, each with an addition, of one pass forward and back"),
    ],
    parts: [
      QuantityDescription(name: "z", shape: "as layer", meaning: "the layer's input in the forward pass"),
      QuantityDescription(name: "mask", shape: "as layer", meaning: "1 where a ReLU's z > 0"),
      QuantityDescription(
        name: "switches", shape: "as layer", meaning: "how many windows of a max pooling each number of z won"),
      QuantityDescription(name: "r", shape: "as layer", meaning: "the signal that comes back"),
      QuantityDescription(name: "passed", shape: "as layer", meaning: "what this part passes of it"),
    ],
    start: { arguments, network, _ in
      try Backprop(
        of: arguments.picture().tensor, in: network, layer: arguments.layer(), unit: arguments.unit()?.unit,
        rule: .named(arguments))
    },
    views: { run in
      guard let signal = run.current as? Backprop.Signal else { return partViews(run) }
      let picture = run.arguments.pictureView
      guard signal.layer == "input" else {
        return [picture, View("signal at \(signal.layer)", of: signal.current)]
      }
      return [
        picture, View("signal at the picture, grey = 0", .picture(signal.gradient.asSignedPicture)),
        View("largest magnitude over channels", map: signal.gradient.largestOverChannels),
      ]
    },
    title: { run in
      guard let walk = run.walk as? Backprop else { return partTitle(run) }
      let place = (run.current as? Backprop.Signal)?.layer ?? "input"
      let name = "d \(walk.name) / d \(place), rule=\(walk.rule.rawValue)"
      return walk.rule == .gradient ? name : name + ": not the gradient"
    },
    endsWithItsStart: true,
    filmsByOwnScales: true,
    filmed: "current")

  private static func partTitle(_ run: Run) -> String {
    let layer = (run.walk as? RectifierParts)?.layer ?? (run.walk as? PoolingParts)?.layer ?? "one layer"
    return "What \(layer) does to the signal, rule=\(BackwardRule.named(run.arguments).rawValue)"
  }

  private static func partViews(_ run: Run) -> [View] {
    run.quantities.compactMap { quantity in
      guard case .tensor(let tensor)? = run.current.quantity(quantity.name) else { return nil }
      return View(quantity.meaning, of: tensor)
    }
  }

  /// The terms of one element of the map, once the signal is there.
  @Sendable
  private static func explainGradient(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard (run.current as? Backprop.Signal)?.layer == "input" else { throw SessionError.signalOnItsWay }
    return try explainCurrent(run, index, network, format)
  }

  /// The terms of one element of the signal.
  @Sendable
  private static func explainCurrent(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let walk = run.walk as? Backprop, let place = run.walker as? Backprop.Iterator,
      let signal = run.current as? Backprop.Signal
    else {
      throw SessionError.nothingInside
    }
    let source = signal.layer == "input" ? Network.Source.image : .node(try walk.network.layer(named: signal.layer))
    let terms = try walk.network.terms(ofGradientAt: source, index: index, in: place.pass)
    let value = signal.current[flat: signal.current.offset(of: index)]
    return Explanation(
      name: "signal at \(signal.layer)", value: Double(value), terms: terms.map { Explanation.Term($0, format) })
  }
}

extension Tensor {
  /// A signed [3,H,W] as a picture whose mid-grey is zero; one channel likewise.
  var asSignedPicture: Tensor { [self].asSignedPictures[0] }
}

extension [Tensor] {
  /// Signed pictures by one scale: mid-grey is zero.
  var asSignedPictures: [Tensor] {
    let largest = reduce(0) { Swift.max($0, $1.largestMagnitude) }
    return map { $0.map { largest > 0 && $0.isFinite ? 0.5 + 0.5 * $0 / largest : 0.5 } }
  }
}
