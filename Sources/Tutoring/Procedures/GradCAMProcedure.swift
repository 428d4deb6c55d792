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
      QuantityDescription(name: "weights", shape: "[C]", meaning: "the mean gradient of each map"),
      QuantityDescription(name: "weighted", shape: "[h,w]", meaning: "the maps times their weights, added up"),
      QuantityDescription(
        name: "map", shape: "[H,W]", meaning: "what of it is positive, stretched to the picture"),
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
}
