import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `gradcam`: a layer's maps, weighed by what they do for a class.
  static let gradcam = Procedure(
    name: "gradcam",
    summary: "Weighs a layer's maps by their mean gradient and adds them up: where they speak for a class.",
    unit: "stage",
    parameters: [
      .image,
      Parameter(
        name: "layer", kind: .layer, initial: "last convolution", meaning: "the layer whose maps are weighed",
        isOptional: true),
      Parameter(
        name: "unit", kind: .classNumber, initial: "top class", meaning: "the class whose score is explained",
        isOptional: true),
    ],
    quantities: [
      QuantityDescription(name: "gradient", shape: "[C,h,w]", meaning: "the score's gradient at the layer"),
      QuantityDescription(
        name: "weights", shape: "[C]", meaning: "the mean gradient of each map", explain: explainWeight),
      QuantityDescription(
        name: "weighted", shape: "[h,w]", meaning: "the maps times their weights, added up",
        explain: explainWeighted),
      QuantityDescription(
        name: "map", shape: "[H,W]", meaning: "what of it is positive, stretched to the picture", explain: explainMap),
      QuantityDescription(name: "guided", shape: "[C,H,W]", meaning: "the map times the guided gradient"),
    ],
    start: { arguments, network, _ in
      try GradCAM(
        of: arguments.picture().tensor, in: network, layer: arguments.layer(), class: arguments.classNumber("unit"))
    },
    views: { run in
      guard let stage = run.current as? GradCAM.Stage else { return [] }
      let picture = run.arguments.pictureView
      switch run.position {
      case 0: return [picture]
      case 1:
        let weights = stage.weights.elements.map(Double.init)
        let most = weights.indices.sorted { abs(weights[$0]) > abs(weights[$1]) }.prefix(mostBars)
        let title =
          weights.count > mostBars ? "the weights of the \(mostBars) maps that count most" : "weights of the maps"
        return [picture, View(title, .bars(most.map { weights[$0] }, labels: most.map { "map \($0)" }))]
      case 2: return [picture, View("weighted sum: red for, blue against", signedMap: stage.weighted)]
      case 3: return [picture, View("map", map: stage.map)]
      default:
        return [
          picture, View("map", map: stage.map),
          View("times the guided gradient, grey = 0", .picture(stage.guided.asSignedPicture)),
        ]
      }
    },
    title: { run in
      guard let walk = run.walk as? GradCAM else { return "grad-cam" }
      return "Grad-CAM of \(walk.name) at \(walk.layerName)"
    },
    drawsEachStep: true,
    filmsByOwnScales: true,
    filmed: "map")

  /// Weights that are drawn as bars.
  private static let mostBars = 12

  /// The gradient at each place of a map.
  @Sendable
  private static func explainWeight(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let stage = run.current as? GradCAM.Stage, run.position > 0 else { throw SessionError.notYetAdded }
    let (height, width) = (stage.maps.shape[1], stage.maps.shape[2])
    return Explanation(
      name: "weights\(shapeText(index))", value: Double(stage.weights[flat: index[0]]),
      terms: (0..<height * width).map { place in
        let at = [index[0], place / width, place % width]
        let number = Double(stage.gradient[at[0], at[1], at[2]])
        return .init(
          factors: [("gradient\(shapeText(at))", format.text(number)), ("1/\(height * width)", "")],
          value: number / Double(height * width))
      })
  }

  /// The places of the weighted sum that a pixel lies between.
  @Sendable
  private static func explainMap(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let stage = run.current as? GradCAM.Stage, run.position > 2 else { throw SessionError.notYetAdded }
    return Explanation(
      name: "map\(shapeText(index))", value: Double(stage.map[index[0], index[1]]),
      terms: stage.terms(ofMap: index[0], index[1]).map { term in
        let number = Double(stage.weighted[term.row, term.column])
        return .init(
          factors: [
            ("max(weighted[\(term.row),\(term.column)], 0)", format.text(max(number, 0))),
            ("share", format.text(term.share)),
          ], value: term.value)
      })
  }

  /// Each map's number at a place, times its weight.
  @Sendable
  private static func explainWeighted(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let walk = run.walk as? GradCAM, let stage = run.current as? GradCAM.Stage, index.count == 2,
      stage.weighted[flat: 0].isFinite
    else { throw SessionError.notYetAdded }
    return Explanation(
      name: "weighted\(shapeText(index))", value: Double(stage.weighted[index[0], index[1]]),
      terms: (0..<stage.maps.shape[0]).map { channel in
        let (weight, number) = (stage.weights[flat: channel], stage.maps[channel, index[0], index[1]])
        return .init(
          factors: [
            ("weights[\(channel)]", format.text(Double(weight))),
            ("\(walk.layerName)\(shapeText([channel] + index))", format.text(Double(number))),
          ], value: Double(weight) * Double(number))
      })
  }
}
