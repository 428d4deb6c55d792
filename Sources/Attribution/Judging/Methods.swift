import Networks
import Stepping
import Tensors

extension Contestant {
  /// The methods of this module, each as it is where nothing else is asked for but what its meaning says.
  static let methods: [Contestant] = [
    Contestant("saliency", meaning: "the largest magnitude of the gradient over the channels") {
      trial throws(AttributionError) in
      let walk = try backprop(trial, .gradient)
      return { walk.gradient.largestOverChannels }
    },
    Contestant("gradient_input", meaning: "the gradient times the picture, added up over the channels") {
      trial throws(AttributionError) in
      let walk = try backprop(trial, .gradient)
      return { (walk.gradient * trial.scene.image).sumOverChannels }
    },
    Contestant("deconvnet", meaning: "as saliency, the signal sent back by the rule deconvnet") {
      trial throws(AttributionError) in
      let walk = try backprop(trial, .deconvnet)
      return { walk.gradient.largestOverChannels }
    },
    Contestant("guided", meaning: "as saliency, the signal sent back by the rule guided") {
      trial throws(AttributionError) in
      let walk = try backprop(trial, .guided)
      return { walk.gradient.largestOverChannels }
    },
    Contestant("smoothgrad", meaning: "as saliency, of the mean gradient at \(samples) noisy copies") {
      trial throws(AttributionError) in
      let walk = try SmoothGrad(
        of: trial.scene.image, in: trial.network, unit: trial.unit, samples: samples, seed: trial.seed)
      return { walk.end.map.largestOverChannels }
    },
    Contestant("integrated", meaning: "integrated gradients from black, \(samples) points, over the channels") {
      trial throws(AttributionError) in
      let walk = try IntegratedGradients(of: trial.scene.image, in: trial.network, unit: trial.unit, points: samples)
      return { walk.end.map.sumOverChannels }
    },
    Contestant(
      "gradcam", meaning: "the last convolution's maps, after a ReLU where one follows, weighed by their mean gradients"
    ) {
      trial throws(AttributionError) in
      let walk = try gradCAM(trial)
      return { walk.end.map }
    },
    Contestant("guided_gradcam", meaning: "gradcam times guided") { trial throws(AttributionError) in
      let walk = try gradCAM(trial)
      return { walk.end.guided.largestOverChannels }
    },
    Contestant("lrp", meaning: "relevance by the rule epsilon, added up over the channels") {
      trial throws(AttributionError) in
      let walk = try Relevance(of: trial.scene.image, in: trial.network, unit: trial.unit)
      return { walk.end.relevance.sumOverChannels }
    },
    Contestant("rise", meaning: "\(masks) random masks, weighed by the probabilities that they leave") {
      trial throws(AttributionError) in
      let grid = Swift.min(7, trial.scene.mask.shape.min() ?? 1)
      let walk = try RISE(
        of: trial.scene.image, in: trial.network, target: .probability(class: trial.scene.classNumber), masks: masks,
        grid: grid, seed: trial.seed)
      return { walk.end.map }
    },
    Contestant("occlusion", meaning: "how far the probability falls under grey patches, their mean at each pixel") {
      trial throws(AttributionError) in
      // Of a picture of 64×64: patches of 8×8, 4 pixels apart.
      let side = Swift.max(1, (trial.scene.mask.shape.min() ?? 1) / 8)
      let walk = try Occlusion(
        of: trial.scene.image, in: trial.network, target: .probability(class: trial.scene.classNumber),
        patch: Extent(side), stride: Swift.max(1, side / 2))
      // A patch that is left out at the border covers nothing there: nothing fell.
      return { walk.end.dropOfPixels.map { $0.isNaN ? 0 : $0 } }
    },
  ]

  /// Noisy copies, and points of a path.
  private static let samples = 50

  /// Random masks: an eighth of what `RISE` takes by itself.
  private static let masks = 500

  private static func backprop(_ trial: Trial, _ rule: BackwardRule) throws(AttributionError) -> Backprop {
    try Backprop(of: trial.scene.image, in: trial.network, unit: trial.unit, rule: rule)
  }

  /// Of the activations, as Selvaraju et al. have it: before the ReLU a map that speaks against a class where it is
  /// negative would light up there.
  private static func gradCAM(_ trial: Trial) throws(AttributionError) -> GradCAM {
    let nodes = trial.network.nodes
    var layer = trial.network.lastConvolution
    while let node = layer, let next = nodes.firstIndex(where: { $0.finishes(node) }) { layer = next }
    return try GradCAM(of: trial.scene.image, in: trial.network, layer: layer, class: trial.scene.classNumber)
  }
}

extension Network.Node {
  /// Whether it only normalises or rectifies what another node puts out.
  fileprivate func finishes(_ node: Int) -> Bool {
    inputs == [.node(node)] && (layer is ReLU || layer is BatchNormalization)
  }
}

extension Walk {
  /// The step that a walk ends with, none of the others kept.
  fileprivate var end: Iterator.Element {
    var place = makeIterator()
    while place.next() != nil {}
    return place.current
  }
}
