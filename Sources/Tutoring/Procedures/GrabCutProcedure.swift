import CommandLanguage
import Networks
import Plotting
import Segmentation
import Stepping
import Tensors

extension Procedure {
  /// `grabcut`: an object cut out of a picture, from a saliency map, a rectangle or seeds.
  static let grabcut = Procedure(
    name: "grabcut",
    summary: "Cuts an object out of the picture: colours of either side and a cheap border, from a few seeds.",
    unit: "part: assign, fit or cut",
    parameters: [
      .image,
      Parameter(
        name: "saliency", kind: .tensor, meaning: "a map [H,W], whose largest values are foreground seeds",
        isOptional: true),
      Parameter(
        name: "rect", kind: .tensor, meaning: "in its place a rectangle around the object: [y,x,height,width]",
        isOptional: true),
      Parameter(
        name: "seeds", kind: .tensor, meaning: "in its place seeds [H,W]: 0 background, 1 foreground, 2 unknown",
        isOptional: true),
      Parameter(
        name: "components", kind: .integer(1...255), initial: "5", meaning: "Gaussians in the mixture of each side"),
      Parameter(
        name: "gamma", kind: .numberOr([], 0...1e9), initial: "50",
        meaning: "what a border between two like pixels costs"),
      Parameter(name: "iterations", kind: .integer(1...1000), initial: "5", meaning: "rounds of assign, fit and cut"),
      Parameter(
        name: "foreground", kind: .numberOr([], 0...1), initial: "0.95",
        meaning: "the quantile of the saliency map above which a pixel is foreground"),
      Parameter(
        name: "background", kind: .numberOr([], 0...1), initial: "0.20",
        meaning: "the quantile up to which a pixel is background"),
      Parameter(
        name: "smooth", kind: .numberOr([], 0...1), initial: "0.02",
        meaning: "the blur of the saliency map, as a share of the shorter side"),
    ],
    quantities: [
      QuantityDescription(
        name: "seeds", shape: "[H,W]", meaning: "what is known at the start: 0 background, 1 foreground, 2 unknown"),
      QuantityDescription(name: "mask", shape: "[H,W]", meaning: "1 for foreground; at the start the unknown too"),
      QuantityDescription(name: "cutout", shape: "image", meaning: "the foreground in its colours, the rest faded"),
      QuantityDescription(
        name: "energy", shape: "number", meaning: "color_cost + border_cost; NaN before the first cut",
        explain: explainEnergy),
      QuantityDescription(
        name: "color_cost", shape: "number", meaning: "what the colours cost in the mixtures of their sides"),
      QuantityDescription(
        name: "border_cost", shape: "number", meaning: "what the border between the sides costs"),
      QuantityDescription(name: "flow", shape: "number", meaning: "what flowed in the last cut"),
      QuantityDescription(
        name: "assignments", shape: "[H,W]", meaning: "each pixel's component in the mixture of its side"),
      QuantityDescription(
        name: "palette", shape: "image", meaning: "each pixel in the mean colour of its component"),
      QuantityDescription(
        name: "means", shape: "[2,K,3]", meaning: "the components' mean colours: background, foreground"),
      QuantityDescription(name: "weights", shape: "[2,K]", meaning: "the components' shares of their side's pixels"),
    ],
    start: { arguments, _, seed in
      let image = arguments.picture().tensor
      return try GrabCut(
        of: image, seeds: seeds(arguments, of: image), components: arguments.integer("components"),
        gamma: arguments.number("gamma") ?? 50, iterations: arguments.integer("iterations"), seed: seed)
    },
    views: { run in
      guard let part = run.current as? GrabCut.Part, let walk = run.walk as? GrabCut else { return [] }
      let picture = run.arguments.pictureView
      let seeds = View(
        "seeds: red foreground, blue background", .picture(walk.seeds.painted(on: run.arguments.picture().tensor)))
      let cutout = View("what is cut out", .picture(part.cutout))
      if run.isDone { return [picture, cutout, seeds] }
      switch run.position % 3 {
      case 0: return [picture, run.position == 0 ? seeds : cutout]
      default: return [picture, View("in the mean colours of the components", .picture(part.palette))]
      }
    },
    title: { run in
      let source =
        ["saliency": "a saliency map", "rect": "a rectangle", "seeds": "given seeds"]
        .first { run.arguments[$0.key] != nil }?.value ?? "seeds"
      guard run.position > 0, let part = run.current as? GrabCut.Part else { return "GrabCut from \(source)" }
      let round = (run.position + 2) / 3
      return "GrabCut from \(source), after \(["cut", "assign", "fit"][run.position % 3]) \(round)"
        + (part.energy.isNaN ? "" : ": energy \(part.energy.written(precision: 6).replacing("-", with: "−"))")
    },
    drawsEachStep: true,
    asksNetwork: false,
    filmed: "cutout")

  /// From a saliency map, a rectangle, or as they are written.
  private static func seeds(_ arguments: Arguments, of image: Tensor) throws -> Seeds {
    let names = ["saliency", "rect", "seeds"].filter { arguments[$0] != nil }
    guard names.count == 1 else { throw SessionError.oneKindOfSeeds(given: names) }
    // Of a plane of another size no quantile and no count is of interest.
    let (given, size) = (arguments.tensor(names[0]), Array(image.shape.dropFirst()))
    if names[0] != "rect", given.rank == 2, given.shape != size {
      throw SegmentationError.otherSize(seeds: given.shape, picture: size)
    }
    switch names[0] {
    case "saliency":
      return try Seeds(
        saliency: given, foreground: arguments.number("foreground") ?? 0.95,
        background: arguments.number("background") ?? 0.2, smooth: arguments.number("smooth") ?? 0.02)
    case "rect":
      let sides = given.elements.compactMap { Int(exactly: $0) }
      guard sides.count == 4, given.count == 4 else { throw SessionError.noRectangle }
      return try Seeds(
        rectangle: (sides[0], sides[1], sides[2], sides[3]), height: image.shape[1], width: image.shape[2])
    default: return try Seeds(given)
    }
  }

  /// The two sides' colours and the border.
  @Sendable
  private static func explainEnergy(
    _ run: Run, _ index: [Int], _ network: Network, _ format: ValueFormat
  ) throws -> Explanation {
    guard let part = run.current as? GrabCut.Part, part.energy.isFinite else { throw SessionError.noEnergyYet }
    let inside = part.mask.elements.count { $0 == 1 }
    let (background, foreground) = part.colorCosts
    return Explanation(
      name: "energy", value: part.energy,
      terms: [
        .init(factors: [("colours of \(inside) foreground pixels", "")], value: foreground),
        .init(factors: [("colours of \(part.mask.count - inside) background pixels", "")], value: background),
        .init(factors: [("the border between them", "")], value: part.borderCost),
      ])
  }
}
