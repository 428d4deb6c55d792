public import Networks
public import Stepping
public import Tensors

/// Slides a patch over a picture and records the score under it (Zeiler and Fergus 2014, section 4.2).
///
/// At position (i,j) rows is…is+h−1 and columns js…js+w−1 show the fill in place of the picture, in all channels. Where the
/// score falls, the network looked. A probability falls too when another class rises; a logit does not.
///
///     for patch in try Occlusion(of: cat, in: network, target: .probability(class: nil)) { print(patch.headline) }
///
/// - Complexity: a patch costs as much of a forward pass as it can change. Patches are tried in groups, on all threads; a
///   group holds the same ones however one came to it, so that each score has the same bits whether walked to, returned
///   to or drained.
public struct Occlusion: Walk {
  public let network: Network
  /// [C,H,W] in 0…1.
  public let image: Tensor
  public let patch: Extent
  public let stride: Int
  public let fill: Fill
  /// What the patch shows, as a picture that it is cut from.
  public let filling: Tensor
  /// What is explained.
  public let score: Score
  /// The score of the whole picture.
  public let baseline: Float
  /// Positions of the patch: ⌊(H−h)/s⌋+1 rows, ⌊(W−w)/s⌋+1 columns.
  public let positions: Extent
  /// How many patches are tried together: enough for every thread, few enough that the first of them is there at once.
  ///
  /// It stays the same. Products of matrices of other sizes may round otherwise, so a group that grew or shrank with the
  /// pace of the walk would not give the same bits twice.
  let groupSize: Int
  /// The network on the picture with the patch at each position.
  let passes: PatchedPasses

  /// What stands in place of the picture under the patch.
  public enum Fill: Equatable, Sendable {
    case value(Float)
    /// The picture's mean of each channel.
    case mean
    case black
    /// Uniform in 0…1, drawn once for the whole picture.
    case noise(seed: UInt64)
  }

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes.
  ///   - target: whose score is recorded.
  ///   - patch: its height and width, from 1×1 to the picture's.
  ///   - stride: pixels from one position to the next, along both axes.
  /// - Throws: `AttributionError` naming the parameter that cannot be.
  public init(
    of image: Tensor, in network: Network, target: ScoreTarget = .probability(class: nil), patch: Extent = usualPatch,
    stride: Int = usualStride, fill: Fill = .value(0.5)
  ) throws(AttributionError) {
    (score, baseline) = try network.score(target, of: image)
    let picture = Extent(height: image.shape[1], width: image.shape[2])
    guard patch.height >= 1, patch.width >= 1 else { throw .emptyPatch(patch) }
    guard patch.height <= picture.height, patch.width <= picture.width else {
      throw .patchTooLarge(patch: patch, picture: picture)
    }
    guard stride >= 1 else { throw .strideTooSmall(stride) }
    if case .value(let value) = fill, !value.isFinite { throw .uselessFill }
    (self.network, self.image, self.patch, self.stride, self.fill) = (network, image, patch, stride, fill)
    let filling = fill.picture(for: image)
    let (tops, lefts) = (0...(picture.height - patch.height) / stride, 0...(picture.width - patch.width) / stride)
    let node = score.node
    passes = try passingOn { () throws(NetworkError) in
      try PatchedPasses(
        of: network, on: image, filling: filling, patch: patch, tops: tops.map { $0 * stride },
        lefts: lefts.map { $0 * stride }, through: node)
    }
    self.filling = filling
    groupSize = Swift.max(1, Swift.min(Self.largestGroup, Self.longestGroup / Swift.max(1, passes.multiplyAdds)))
    positions = Extent(height: tops.count, width: lefts.count)
  }

  /// The patch where none is given.
  public static let usualPatch: Extent = 8

  /// The pixels from one position to the next where they are not given.
  public static let usualStride = 4

  /// Multiplications that a group may take and still be there while one waits.
  private static let longestGroup = 4_000_000_000

  /// Patches that a group has at most.
  private static let largestGroup = 64

  public var stepCount: Int? { positions.height * positions.width }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: Occlusion
    private var taken = 0
    /// The scores so far, a group an array, so that places share all but the last.
    private var groups: [[Float]] = []

    init(walk: Occlusion) { self.walk = walk }

    public var current: Patch { Patch(walk: walk, taken: taken, groups: groups) }

    /// Takes a step; nil at the end.
    public mutating func next() -> Patch? {
      guard let count = walk.stepCount, taken < count else { return nil }
      let start = groups.count * walk.groupSize
      if taken == start { groups.append(walk.scores(ofPatches: start..<Swift.min(start + walk.groupSize, count))) }
      taken += 1
      return current
    }

    /// Only the list of groups is ever copied, and only at the first step of one.
    public var footprint: Int {
      MemoryLayout<Iterator>.stride + groups.count * MemoryLayout<[Float]>.stride / walk.groupSize
    }
  }
}

extension Occlusion {
  /// The picture after a step: where the patch is and what it did.
  public struct Patch: Step {
    let walk: Occlusion
    let taken: Int
    let groups: [[Float]]

    /// Row and column of the patch's upper left pixel; nil at the start.
    public var position: (y: Int, x: Int)? { taken == 0 ? nil : walk.position(ofPatch: taken - 1) }

    /// The score with the patch here; at the start that of the whole picture.
    public var score: Float {
      taken == 0 ? walk.baseline : groups[(taken - 1) / walk.groupSize][(taken - 1) % walk.groupSize]
    }

    /// The picture with the patch on it.
    public var occluded: Tensor { taken == 0 ? walk.image : walk.occluded(byPatch: taken - 1) }

    /// The scores so far, [rows, columns] of positions; NaN where no patch has been yet.
    public var heatmap: Tensor {
      let known = groups.joined().prefix(taken)
      let missing = (walk.stepCount ?? taken) - known.count
      return Tensor(
        shape: [walk.positions.height, walk.positions.width],
        elements: Array(known) + [Float](repeating: .nan, count: missing))
    }

    /// How far the score fell under each patch: baseline − heatmap.
    public var drop: Tensor { heatmap.map { walk.baseline - $0 } }

    public var headline: String {
      guard let position else {
        let count = walk.stepCount ?? 0
        return "\(count) \(count == 1 ? "patch" : "patches") of \(walk.patch), fill \(walk.fill.words) · "
          + "baseline \(walk.baseline.words) (\(walk.score.name))" + walk.advice
      }
      let change = "\(walk.baseline.words) → \(score.words)  \((score - walk.baseline).signedWords)"
      return "patch (\(position.y),\(position.x)): \(change)"
    }

    /// `heatmap`, `drop`, `baseline`, `score`, `occluded`, `position`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "heatmap": .tensor(heatmap)
      case "drop": .tensor(drop)
      case "baseline": .number(Double(walk.baseline))
      case "score": .number(Double(score))
      case "occluded": .tensor(occluded)
      case "position": .tensor(position.map { Tensor([Float($0.y), Float($0.x)]) } ?? Tensor([.nan, .nan]))
      default: nil
      }
    }

    public var inside: (any Walk)? { taken == 0 ? nil : OcclusionParts(patch: self) }
  }
}

extension Occlusion {
  /// What to do about a probability so near to 1 that a patch can hardly move it.
  var advice: String {
    score.node == network.probabilities && baseline > 0.9999
      ? ": so near to 1 that score=logit shows more" : ""
  }
}

extension Occlusion.Fill {
  /// The picture that patches are cut from.
  func picture(for image: Tensor) -> Tensor {
    switch self {
    case .value(let value): return Tensor(shape: image.shape, repeating: value)
    case .black: return Tensor(shape: image.shape)
    case .noise(let seed): return Tensor.uniform(shape: image.shape, seed: seed)
    case .mean:
      let size = image.count / image.shape[0]
      let planes = stride(from: 0, to: image.count, by: size).map { image.elements[$0..<$0 + size] }
      let means = planes.map { Float($0.reduce(0.0) { $0 + Double($1) } / Double(size)) }
      return Tensor(shape: image.shape, elements: means.flatMap { [Float](repeating: $0, count: size) })
    }
  }

  /// As it is typed.
  var words: String {
    switch self {
    case .value(let value): value.words
    case .mean: "mean"
    case .black: "black"
    case .noise: "noise"
    }
  }
}
