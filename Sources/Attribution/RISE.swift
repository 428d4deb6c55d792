public import Networks
public import Stepping
public import Tensors

/// How much each pixel is worth to a score, from random masks alone: the network is only asked (RISE, Petsiuk et al. 2018,
/// equation 6).
///
/// Map = Σ f(x∘M)·M/(N·p) over N smooth random masks M, each pixel of which is p on the average. Of a linear score and
/// masks of independent pixels the expectation is (1 − p)·w∘x + p·Σ w∘x: what a pixel adds, on a ground of all the others.
public struct RISE: Walk {
  let network: Network
  let image: Tensor
  let masks: Int
  let probability: Float
  let grid: Int
  let seed: UInt64
  /// What the masks are scored by.
  public let score: Score

  /// - Parameters:
  ///   - image: [C,H,W] in 0…1, of a size that the network takes; what a mask hides becomes black.
  ///   - masks: how many, at least 1.
  ///   - probability: the share of a coarse mask's cells that stay visible, in 0…1 and not 0.
  ///   - grid: cells along a side of a coarse mask, 1…min(H, W).
  /// - Throws: the network's error about the unit or the picture's size; `AttributionError.countTooSmall`,
  ///   `AttributionError.uselessProbability` or `AttributionError.gridTooFine`.
  public init(
    of image: Tensor, in network: Network, target: ScoreTarget = .probability(class: nil), masks: Int = 4000,
    probability: Float = 0.5, grid: Int = 7, seed: UInt64 = 0
  ) throws(AttributionError) {
    guard masks > 0 else { throw .countTooSmall(masks) }
    guard probability > 0, probability <= 1 else { throw .uselessProbability(probability) }
    score = try network.score(target, of: image).0
    let side = Swift.min(image.shape[1], image.shape[2])
    guard (1...side).contains(grid) else { throw .gridTooFine(grid, side: side) }
    (self.network, self.image, self.masks, self.probability) = (network, image, masks, probability)
    (self.grid, self.seed) = (grid, seed)
  }

  public var stepCount: Int? { masks }

  /// Masks that are tried at once.
  private static let batch = 32

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: RISE
    private var random: RandomSource
    private var taken = 0
    /// Σ f(x∘M)·M.
    private var sum: Tensor
    private var last: (mask: Tensor, score: Float)?
    /// Masks that have been tried with the last one, the next one last.
    private var ahead: [(mask: Tensor, score: Float)] = []

    init(walk: RISE) {
      self.walk = walk
      random = RandomSource(seed: walk.seed)
      sum = Tensor(shape: Array(walk.image.shape.dropFirst()))
    }

    public var current: Sample {
      Sample(walk: walk, number: taken, sum: sum, found: last?.mask, score: last.map { Double($0.score) })
    }

    /// Takes a step; nil at the end.
    ///
    /// - Complexity: a forward pass, of many masks at a time.
    public mutating func next() -> Sample? {
      guard taken < walk.masks else { return nil }
      if ahead.isEmpty {
        let masks = (0..<Swift.min(RISE.batch, walk.masks - taken)).map { _ in walk.mask(&random) }
        ahead = Array(zip(masks, walk.scores(of: masks)).reversed())
      }
      taken += 1
      if let (mask, score) = ahead.popLast() {
        sum = sum + mask * score
        last = (mask, score)
      }
      return current
    }

    public var footprint: Int { (2 + ahead.count) * sum.count * MemoryLayout<Float>.stride }
  }

  /// Cells of 0 or 1, stretched bilinearly and moved by less than a cell, [H,W].
  fileprivate func mask(_ random: inout RandomSource) -> Tensor {
    let (height, width) = (image.shape[1], image.shape[2])
    let (cellHeight, cellWidth) = ((height + grid - 1) / grid, (width + grid - 1) / grid)
    let corners = grid + 2
    let cells = (0..<corners * corners).map { _ in random.uniform() < probability ? Float(1) : 0 }
    let (down, right) = (random.integer(below: cellHeight), random.integer(below: cellWidth))
    return Tensor(
      shape: [height, width],
      elements: (0..<height * width).map { place in
        let (row, y) = (place / width + down).quotientAndRemainder(dividingBy: cellHeight)
        let (column, x) = (place % width + right).quotientAndRemainder(dividingBy: cellWidth)
        let (v, u) = (Float(y) / Float(cellHeight), Float(x) / Float(cellWidth))
        let corner = row * corners + column
        let upper = (1 - u) * cells[corner] + u * cells[corner + 1]
        let lower = (1 - u) * cells[corner + corners] + u * cells[corner + corners + 1]
        return (1 - v) * upper + v * lower
      })
  }

  /// The picture with what a mask hides in black.
  func masked(by mask: Tensor) -> Tensor { image * mask }

  private func scores(of masks: [Tensor]) -> [Float] {
    let batch = Tensor(shape: [masks.count] + image.shape, elements: masks.flatMap { masked(by: $0).elements })
    return network.scores(score, of: batch)
  }

  /// The map so far.
  public struct Sample: Step {
    let walk: RISE
    let number: Int
    let sum: Tensor
    let found: Tensor?
    /// The score with the present mask; nil before the first step.
    public let score: Double?

    /// Σ f(x∘M)·M/(N·p) over the masks so far, [H,W]; NaN before the first step.
    public var map: Tensor {
      number == 0 ? sum.map { _ in .nan } : sum / (Float(number) * walk.probability)
    }

    /// What the sum is divided by: N·p.
    public var divisor: Double { Double(number) * Double(walk.probability) }

    /// The present mask, [H,W] in 0…1; ones before the first step.
    public var mask: Tensor { found ?? sum.map { _ in 1 } }

    /// The picture behind the present mask.
    public var masked: Tensor { walk.masked(by: mask) }

    public var headline: String {
      guard let score else { return "rise: \(walk.score.name) with random parts of the picture in black" }
      return "\(walk.score.name) is \(Float(score).words) with this mask"
    }

    /// `map`, `mask`, `masked` and `score`.
    public func quantity(_ name: String) -> Quantity? {
      switch name {
      case "map": .tensor(map)
      case "mask": .tensor(mask)
      case "masked": .tensor(masked)
      case "score": score.map { .number($0) } ?? .number(.nan)
      default: nil
      }
    }
  }
}
