import Tensors

/// A number that says how good a map is.
public struct Measure: Sendable {
  /// Which of two numbers is the better one.
  public enum Better: Sendable { case higher, lower }

  /// As it is shown.
  public let name: String
  /// What it counts, in a few words.
  public let meaning: String
  public let better: Better
  let value: @Sendable (JudgedMap) -> Double
  let chance: (@Sendable (JudgedScene) -> Double)?

  /// A measure of the caller's own.
  ///
  /// - Parameters:
  ///   - chance: what a map that knows nothing gets on the average; nil where nobody can say.
  ///   - value: NaN where a map cannot be measured: it is left out of the means.
  public init(
    _ name: String, meaning: String, better: Better, chance: (@Sendable (JudgedScene) -> Double)? = nil,
    value: @escaping @Sendable (JudgedMap) -> Double
  ) {
    (self.name, self.meaning, self.better, self.value, self.chance) = (name, meaning, better, value, chance)
  }

  /// Whether a number is better than another; any is better than NaN.
  public func prefers(_ number: Double, to other: Double) -> Bool {
    if other.isNaN { return !number.isNaN }
    switch better {
    case .higher: return number > other
    case .lower: return number < other
    }
  }
}

extension Measure {
  /// What a judge measures where nothing else is asked for.
  public static let all = [pointing, iou, deletion, insertion, sanity]

  /// 1 where the highest pixel lies on the object (Zhang et al. 2016); the first of several counts, a constant map has
  /// none.
  public static let pointing = Measure(
    "pointing", meaning: "share of the scenes whose highest pixel lies on the object", better: .higher,
    chance: shareOfMask
  ) { judged in
    let map = judged.map
    guard let first = judged.order.first, map.maximum() > map.minimum() else { return 0 }
    return judged.trial.scene.mask[flat: first] > 0 ? 1 : 0
  }

  /// Intersection over union of the object and as many of the highest pixels as it has.
  public static let iou = Measure(
    "iou", meaning: "overlap of the object with as many of the highest pixels: shared over all that are in either",
    better: .higher
  ) { judged in
    let (size, within) = judged.topArea(on: judged.trial.scene.mask)
    return size == 0 ? .nan : Double(within) / Double(2 * size - within)
  }

  /// The area under the probability while the highest pixels turn grey first (Petsiuk et al. 2018).
  public static let deletion = Measure(
    "deletion", meaning: "mean probability while the picture turns grey, the highest pixels first", better: .lower
  ) { judged in
    judged.curve(from: judged.trial.scene.image, to: judged.grey).area
  }

  /// The area under the probability while a grey picture fills, the highest pixels first.
  public static let insertion = Measure(
    "insertion", meaning: "mean probability while a grey picture fills, the highest pixels first", better: .higher
  ) { judged in
    judged.curve(from: judged.grey, to: judged.trial.scene.image).area
  }

  /// How near Spearman's correlation of the map's magnitudes with those of the same method in a network whose top layers
  /// are drawn anew is to 1 or −1 (Adebayo et al. 2018); not known where one of the two is constant.
  public static let sanity = Measure(
    "sanity", meaning: "size of the rank correlation with the map of a network whose top three layers are random",
    better: .lower
  ) { judged in
    judged.map.map(abs).rankCorrelation(with: judged.remade().map(abs)).magnitude
  }

  /// How much of a mark that gives the class away is among as many of the highest pixels as it has.
  public static let mark = Measure(
    "mark", meaning: "share of the corner mark that is among as many of the highest pixels", better: .higher,
    chance: shareOfMark
  ) { judged in
    guard let mark = judged.trial.scene.mark else { return .nan }
    let (size, within) = judged.topArea(on: mark)
    return size == 0 ? .nan : Double(within) / Double(size)
  }

  @Sendable private static func shareOfMask(_ scene: JudgedScene) -> Double { share(of: scene.mask) }

  @Sendable private static func shareOfMark(_ scene: JudgedScene) -> Double { scene.mark.map(share(of:)) ?? .nan }

  /// The share of a plane's pixels that are 1.
  private static func share(of plane: Tensor) -> Double {
    Double(plane.elements.count { $0 > 0 }) / Double(plane.count)
  }
}

extension JudgedMap {
  /// A plain picture in the middle of the range: what `Occlusion` puts over a picture too.
  fileprivate var grey: Tensor { Tensor(shape: trial.scene.image.shape, repeating: 0.5) }

  fileprivate func curve(from start: Tensor, to end: Tensor) -> PixelCurve {
    PixelCurve(of: trial.probability, in: trial.network, from: start, to: end, order: order)
  }
}
