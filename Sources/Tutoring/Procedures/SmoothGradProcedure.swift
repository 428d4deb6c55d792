import Attribution
import CommandLanguage
import Networks
import Stepping
import Tensors

extension Procedure {
  /// `smoothgrad`: the mean of gradients at noisy copies.
  static let smoothgrad = Procedure(
    name: "smoothgrad",
    summary: "Takes the mean of a unit's gradients at noisy copies of the picture.",
    unit: "sample",
    parameters: [
      .image, .layerOfUnit, .unitOfLayer,
      Parameter(name: "samples", kind: .integer(1...100_000), initial: "50", meaning: "how many noisy copies"),
      Parameter(
        name: "sigma", kind: .numberOr([], 0...10), initial: "0.15",
        meaning: "the noise's standard deviation, as a share of the picture's largest less its least number"),
    ],
    quantities: [
      QuantityDescription(
        name: "map", shape: "[C,H,W]", meaning: "the mean of the gradients so far", explain: explainMap),
      QuantityDescription(name: "noisy", shape: "image", meaning: "the present copy"),
      QuantityDescription(name: "gradient", shape: "[C,H,W]", meaning: "the unit's gradient at the present copy"),
    ],
    start: { arguments, network, seed in
      try SmoothGrad(
        of: arguments.picture().tensor, in: network, layer: arguments.layer(), unit: arguments.unit()?.unit,
        samples: arguments.integer("samples"), sigma: Float(arguments.number("sigma") ?? 0.15), seed: seed)
    },
    views: { run in
      guard let sample = run.current as? SmoothGrad.Sample else { return [] }
      guard run.position > 0 else { return [run.arguments.pictureView] }
      return [
        View(
          "\(run.arguments.picture().label) with noise", .picture(sample.picture.map { Swift.min(Swift.max($0, 0), 1) })
        ),
        View("the mean of the gradients, grey = 0", .picture(sample.map.asSignedPicture)),
        View("its largest magnitude over channels", map: sample.map.largestOverChannels),
      ]
    },
    title: { run in
      "The mean of d \((run.walk as? SmoothGrad)?.name ?? "") / d input at noisy copies, "
        + "sigma=\((run.arguments.number("sigma") ?? 0.15).written())"
    },
    endsWithItsStart: true,
    filmsByOwnScales: true,
    filmed: "map")

  /// Each sample's gradient: the samples are drawn again.
  @Sendable
  private static func explainMap(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let walk = run.walk as? SmoothGrad, let sample = run.current as? SmoothGrad.Sample, run.position > 0 else {
      throw SessionError.notYetAdded
    }
    let place = sample.map.offset(of: index)
    return Explanation(
      name: "map\(shapeText(index))", value: Double(sample.map[flat: place]),
      terms: walk.prefix(run.position).enumerated().map { number, sample in
        let gradient = Double(sample.gradient[flat: place])
        return .init(
          factors: [("gradient of sample \(number + 1)", format.text(gradient)), ("1/\(run.position)", "")],
          value: gradient / Double(run.position))
      })
  }
}
