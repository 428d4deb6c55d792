import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `saliency`: where a unit's gradient at the picture is large.
  static let saliency = Procedure(
    name: "saliency",
    summary: "Shows which pixels a unit's gradient is large at: gradient, absolute value, maximum over channels.",
    unit: "stage",
    parameters: [
      .image, .layerOfUnit, .unitOfLayer,
    ],
    quantities: [
      QuantityDescription(
        name: "gradient", shape: "[C,H,W]", meaning: "the unit's gradient at the picture; NaN until it is there",
        explain: explainGradient),
      QuantityDescription(name: "absolute", shape: "[C,H,W]", meaning: "|gradient|"),
      QuantityDescription(
        name: "map", shape: "[H,W]", meaning: "max over channels of |gradient|: how much each pixel matters",
        explain: explainMap),
      QuantityDescription(name: "current", shape: "as made", meaning: "what the last step made of these"),
    ],
    start: { arguments, network, _ in
      try Saliency(
        of: arguments.picture().tensor, in: network, layer: arguments.layer(), unit: arguments.unit()?.unit)
    },
    views: { run in
      guard let stage = run.current as? Saliency.Stage else { return [] }
      let picture = run.arguments.pictureView
      switch run.position {
      case 0: return [picture]
      case 1: return [picture, View("gradient at the picture, grey = 0", .picture(stage.gradient.asSignedPicture))]
      case 2:
        let largest = stage.absolute.elements.max() ?? 0
        return [
          picture,
          View("its absolute value, black = 0", .picture(stage.absolute.map { largest > 0 ? $0 / largest : 0 })),
        ]
      default: return [picture, View("largest magnitude over channels", map: stage.map)]
      }
    },
    title: { run in
      guard let walk = run.walk as? Saliency else { return "saliency" }
      let gradient = "d \(walk.backprop.name) / d input"
      switch run.position {
      case 0, 1: return gradient
      case 2: return "|\(gradient)|"
      default: return "max over channels of |\(gradient)|"
      }
    },
    drawsEachStep: true,
    filmsByOwnScales: true,
    filmed: "current")

  /// Which channel is the largest, and the terms of its gradient.
  @Sendable
  private static func explainMap(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let stage = run.current as? Saliency.Stage, index.count == 2, stage.map[flat: 0].isFinite else {
      throw SessionError.signalOnItsWay
    }
    let sizes = (0..<stage.absolute.shape[0]).map { stage.absolute[$0, index[0], index[1]] }
    let largest = sizes.indices.reduce(0) { sizes[$1] > sizes[$0] ? $1 : $0 }
    var explanation = try explainGradient(run, [largest] + index, network, format)
    explanation.sum = explanation.value
    explanation.name = "map\(shapeText(index))"
    explanation.value = Double(sizes[largest])
    let others = sizes.map { format.text(Double($0)) }.joined(separator: ", ")
    explanation.introduction =
      (sizes.count == 1 ? "" : "the largest of \(others), the channels' magnitudes; ")
      + "gradient\(shapeText([largest] + index)) is the sum of"
    return explanation
  }

  /// The terms of one element of the gradient.
  @Sendable
  private static func explainGradient(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let walk = run.walk as? Saliency, let stage = run.current as? Saliency.Stage, run.position > 0 else {
      throw SessionError.signalOnItsWay
    }
    var place = walk.backprop.makeIterator()
    while place.next() != nil {}
    let terms = try walk.backprop.network.terms(ofGradientAt: .image, index: index, in: place.pass)
    return Explanation(
      name: "signal at input", value: Double(stage.gradient[flat: stage.gradient.offset(of: index)]),
      terms: terms.map { Explanation.Term($0, format) })
  }
}
