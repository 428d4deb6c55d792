public import Stepping
public import Tensors

/// Cuts an object out of a picture, given a few pixels of it and of the rest (GrabCut, Rother, Kolmogorov and Blake 2004).
///
/// Each label's colours are a mixture of Gaussians. Three parts take turns: *assign* gives each pixel the component of its
/// label's mixture that costs least, *fit* fits the components to their pixels, *cut* finds the labels of the least energy
/// by a minimum cut. The energy is what the colours cost in their mixtures and what the border between the labels costs;
/// no part makes it larger.
///
///     for part in try GrabCut(of: photo, seeds: Seeds(saliency: map)) { print(part.headline) }
public struct GrabCut: Walk {
  public let seeds: Seeds
  /// Rounds of assign, fit and cut.
  public let iterations: Int
  /// Components of each label's mixture.
  public let components: Int
  /// In row-major order; a grey picture's three numbers are equal.
  let colours: [SIMD3<Double>]
  let contrast: Contrast
  /// What holds a seed on its side: more than all its pairs can cost.
  private let holds: [Double]
  private let random: RandomSource

  /// - Parameters:
  ///   - image: [3,H,W] or [1,H,W] in 0…1.
  ///   - seeds: of the picture's size.
  ///   - components: of each mixture, 1…255.
  ///   - gamma: what a border costs against the colours, at least 0.
  ///   - iterations: at least 1.
  ///   - seed: of the clusters that the mixtures begin with.
  /// - Throws: `SegmentationError.noPicture`, `.tooLarge`, `.notFinite`, `.otherSize`, `.components`, `.gamma` or `.iterations`.
  /// - Complexity: an iteration O(H·W·components) and a cut of 4·H·W links.
  public init(
    of image: Tensor, seeds: Seeds, components: Int = 5, gamma: Double = 50, iterations: Int = 5, seed: UInt64 = 0
  ) throws(SegmentationError) {
    guard image.rank == 3, [1, 3].contains(image.shape[0]) else { throw .noPicture(shape: image.shape) }
    let (height, width) = (image.shape[1], image.shape[2])
    guard height * width <= Self.mostPixels else { throw .tooLarge(pixels: height * width, most: Self.mostPixels) }
    guard image.elements.allSatisfy(\.isFinite) else { throw .notFinite("the picture") }
    guard seeds.height == height, seeds.width == width else {
      throw .otherSize(seeds: [seeds.height, seeds.width], picture: [height, width])
    }
    guard (1...255).contains(components) else { throw .components(components) }
    guard gamma >= 0, gamma.isFinite else { throw .gamma(gamma) }
    guard iterations >= 1 else { throw .iterations(iterations) }
    (self.seeds, self.components, self.iterations) = (seeds, components, iterations)
    colours = Self.colours(of: image)
    contrast = Contrast(of: colours, height: height, width: width, gamma: gamma)
    holds = contrast.sums.map { 1 + $0 }
    random = RandomSource(seed: seed)
  }

  /// Each takes about 200 bytes, most of them for the graph: 3.4 GB for as many.
  private static let mostPixels = 1 << 24

  private static func colours(of image: Tensor) -> [SIMD3<Double>] {
    let size = image.shape[1] * image.shape[2]
    let green = image.shape[0] == 3 ? size : 0
    return image.withUnsafeElements { numbers in
      (0..<size).map { SIMD3(Double(numbers[$0]), Double(numbers[$0 + green]), Double(numbers[$0 + 2 * green])) }
    }
  }

  public var stepCount: Int? { 3 * iterations }

  /// The walk at its start: unknown pixels are foreground, and each label's mixture begins with clusters of its colours.
  public func makeIterator() -> Iterator { Iterator(walk: self, labelling: beginning) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: GrabCut
    private var labelling: Labelling
    private var taken = 0

    init(walk: GrabCut, labelling: Labelling) { (self.walk, self.labelling) = (walk, labelling) }

    public var current: Part { Part(walk: walk, taken: taken, labelling: labelling) }

    /// Takes a step; nil at the end.
    public mutating func next() -> Part? {
      guard taken < 3 * walk.iterations else { return nil }
      switch taken % 3 {
      case 0: walk.assign(&labelling)
      case 1: walk.fit(&labelling)
      default: walk.cut(&labelling)
      }
      taken += 1
      return current
    }

    public var footprint: Int { labelling.mask.count * 2 }
  }

  /// Who is what so far.
  package struct Labelling: Sendable {
    /// True for foreground.
    package var mask: [Bool]
    /// Each pixel's component of its label's mixture.
    var assignments: [UInt8]
    /// The background's, then the foreground's.
    var mixtures: [ColorMixture]
    /// Pixels that the last part gave another component, or another label.
    var changed = 0
    /// Each pixel has the component of its label that costs least.
    var isAssigned = false
    /// What flowed in the last cut.
    var flow = Double.nan
  }
}

// MARK: The three parts

extension GrabCut {
  private var beginning: Labelling {
    var random = random
    let mask = seeds.labels.map { $0 != .background }
    let clusters = [false, true].map { label in
      let own = zip(colours, mask).filter { $1 == label }.map(\.0)
      return ColorClusters(of: own, count: components, random: &random)
    }
    let assignments = zip(colours, mask).map { clusters[$1 ? 1 : 0].nearest(to: $0) }
    var labelling = Labelling(mask: mask, assignments: assignments, mixtures: [])
    labelling.mixtures = sums(labelling).map(ColorMixture.init)
    return labelling
  }

  private func assign(_ labelling: inout Labelling) {
    labelling.changed = 0
    // A cut assigns anew, and the mixtures are still those of the cut.
    guard !labelling.isAssigned else { return }
    for place in colours.indices {
      let component = labelling.mixtures[labelling.mask[place] ? 1 : 0].best(for: colours[place]).component
      if component != labelling.assignments[place] { labelling.changed += 1 }
      labelling.assignments[place] = component
    }
    labelling.isAssigned = true
  }

  private func fit(_ labelling: inout Labelling) {
    // A label that lost all its pixels keeps the colours that it had.
    labelling.mixtures = zip(labelling.mixtures, sums(labelling)).map { former, sums in
      sums.contains { $0.count > 0 } ? ColorMixture(of: sums) : former
    }
    labelling.isAssigned = false
  }

  /// The colours of each component added up: the background's, then the foreground's.
  private func sums(_ labelling: Labelling) -> [[ColorGaussian.Sums]] {
    var sums = [[ColorGaussian.Sums]](
      repeating: Array(repeating: ColorGaussian.Sums(), count: components), count: 2)
    for place in colours.indices {
      sums[labelling.mask[place] ? 1 : 0][Int(labelling.assignments[place])].add(colours[place])
    }
    return sums
  }

  /// Links each pixel to the source by what calling it background costs, to the sink by what foreground costs: whichever
  /// link is cut, its label's cost is paid (Boykov and Jolly 2001).
  private func cut(_ labelling: inout Labelling) {
    var components: [(background: UInt8, foreground: UInt8)] = []
    components.reserveCapacity(colours.count)
    let links = colours.indices.map { place -> (source: Double, sink: Double) in
      let background = labelling.mixtures[0].best(for: colours[place])
      let foreground = labelling.mixtures[1].best(for: colours[place])
      components.append((background.component, foreground.component))
      switch seeds.labels[place] {
      case .background: return (0, holds[place])
      case .foreground: return (holds[place], 0)
      case .unknown:
        // A cost may be negative; the same taken from both leaves the cut.
        let least = Swift.min(background.cost, foreground.cost)
        return (background.cost - least, foreground.cost - least)
      }
    }
    let cut = GridCut(neighbours: contrast.links, terminals: links, width: seeds.width)
    let mask = cut.sourceSide
    labelling.changed = zip(mask, labelling.mask).count { $0 != $1 }
    labelling.assignments = zip(mask, components).map { $0 ? $1.foreground : $1.background }
    (labelling.mask, labelling.flow, labelling.isAssigned) = (mask, cut.flow, true)
  }
}

// MARK: The energy

extension GrabCut {
  /// What the colours of either side cost in its mixture, Σ D (Rother et al. 2004, equation 8).
  package func colorCosts(_ labelling: Labelling) -> (background: Double, foreground: Double) {
    var sums = [0.0, 0.0]
    for (place, color) in colours.enumerated() {
      let side = labelling.mask[place] ? 1 : 0
      sums[side] += labelling.mixtures[side].components[Int(labelling.assignments[place])].cost(of: color)
    }
    return (sums[0], sums[1])
  }

  /// What the border between the labels costs, Σ V (equation 11).
  package func borderCost(_ labelling: Labelling) -> Double { contrast.cost(of: labelling.mask) }

  /// The labels with a pixel on the other side, in the component that costs least there.
  package func flipped(_ place: Int, in labelling: Labelling) -> Labelling {
    var flipped = labelling
    flipped.mask[place].toggle()
    flipped.assignments[place] = labelling.mixtures[flipped.mask[place] ? 1 : 0].best(for: colours[place]).component
    return flipped
  }
}
