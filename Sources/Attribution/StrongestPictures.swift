public import Networks
public import Stepping
public import Tensors

/// The pictures of a set that a unit answers to most, each with what the unit sees of it and the unit's gradient there
/// (Zeiler and Fergus 2014, section 4; Springenberg et al. 2015, figure 3).
///
/// One picture a step. Of a channel, the strongest position in each picture counts. Equal activations: the lower number
/// comes first.
///
///     let walk = try StrongestPictures(of: set, in: network, unit: .channel(5))
///     for picture in walk { print(picture.headline) }
///
/// - Complexity: one forward pass a picture. They are made in groups, on all threads; a group holds the same pictures
///   however one came to it, so that each activation has the same bits whether walked to, returned to or drained.
///   Gradients are made when they are asked for.
public struct StrongestPictures: Walk {
  let network: Network
  /// [N,C,H,W] in 0…1.
  let images: Tensor
  /// The unit's layer.
  public let layer: Int
  /// A channel's strongest position, or one position.
  let unit: Unit
  /// How many pictures are kept, at the most all.
  public let count: Int
  /// By which rule the gradients are made.
  let rule: BackwardRule
  /// How the unit is called.
  public let name: String
  /// The shape of the layer's output.
  let shape: [Int]
  let crop: FieldCrop
  private let groupSize: Int

  /// - Parameters:
  ///   - images: [N,C,H,W] in 0…1, of a size that the network takes.
  ///   - layer: a node; nil for the last convolution, or the scores where there is none.
  ///   - unit: a channel stands for its strongest position in each picture.
  ///   - count: how many pictures are kept, at least 1.
  /// - Throws: `AttributionError.countTooSmall`, or the network's error about the unit or the pictures' size.
  public init(
    of images: Tensor, in network: Network, layer: Int? = nil, unit: Unit, count: Int = 9, rule: BackwardRule = .guided
  ) throws(AttributionError) {
    precondition(images.rank == 4, "pictures are [N,C,H,W], not \(images.shape)")
    guard count > 0 else { throw .countTooSmall(count) }
    guard images.shape[0] > 0 else { throw .countTooSmall(images.shape[0]) }
    let node = layer ?? network.lastConvolution ?? network.scores
    shape = try passingOn { () throws(NetworkError) in
      let shapes = try network.shapes(for: Array(images.shape.dropFirst()), through: node)
      try unit.check(against: shapes[node], layer: network.nodes[node].name)
      return shapes[node]
    }
    (self.network, self.images, self.layer, self.rule) = (network, images, node, rule)
    self.unit = if case .channel(let channel) = unit { .strongest(channel: channel) } else { unit }
    self.count = Swift.min(count, images.shape[0])
    name = network.name(of: unit, at: node)
    let field = shape.count == 3 ? network.receptiveField(of: node) : nil
    crop = FieldCrop(field: field, picture: Extent(height: images.shape[2], width: images.shape[3]))
    groupSize = Swift.max(1, Swift.min(16, Self.longestGroup / Swift.max(1, network.multiplyAdds)))
  }

  /// Multiplications that a group may take and still be there while one waits.
  private static let longestGroup = 12_000_000_000

  public var stepCount: Int? { images.shape[0] }

  /// The unit's activation in one picture.
  struct Activation: Sendable {
    let value: Float
    /// Where it is in the layer's output, in row-major order.
    let place: Int
  }

  /// Looks at some pictures together.
  fileprivate func activations(inGroup group: Int) -> [Activation] {
    let numbers = group * groupSize..<Swift.min((group + 1) * groupSize, images.shape[0])
    guard let outputs = try? network.outputs(layer, of: images.entries(numbers)) else {
      preconditionFailure("pictures \(images.shape) of a size that was found to fit")
    }
    return numbers.indices.map { number in
      let output = outputs.entry(number - numbers.lowerBound)
      let place = unit.positions(in: output).lowerBound
      return Activation(value: output[flat: place], place: place)
    }
  }

  /// The walk at its start.
  public func makeIterator() -> Iterator { Iterator(walk: self) }

  /// A place in the walk.
  public struct Iterator: Walker {
    private let walk: StrongestPictures
    private var taken = 0
    /// The activations so far, a group an array, so that places share all but the last.
    private var groups: [[Activation]] = []

    init(walk: StrongestPictures) { self.walk = walk }

    public var current: Seen { Seen(walk: walk, taken: taken, groups: groups) }

    /// Takes a step; nil at the end.
    public mutating func next() -> Seen? {
      guard taken < walk.images.shape[0] else { return nil }
      if taken == groups.count * walk.groupSize { groups.append(walk.activations(inGroup: groups.count)) }
      taken += 1
      return current
    }

    /// Only the list of groups is ever copied, and only at the first step of one.
    public var footprint: Int {
      MemoryLayout<Iterator>.stride + groups.count * MemoryLayout<[Activation]>.stride / walk.groupSize
    }
  }

  /// What is known after some pictures.
  public struct Seen: Step {
    let walk: StrongestPictures
    let taken: Int
    let groups: [[Activation]]

    private func found(_ number: Int) -> Activation {
      groups[number / walk.groupSize][number % walk.groupSize]
    }

    /// The unit's activation in each picture, [N]; NaN for those not yet seen.
    public var activation: Tensor {
      Tensor((0..<walk.images.shape[0]).map { $0 < taken ? found($0).value : .nan })
    }

    /// The numbers of the pictures with the largest activations so far, best first.
    public var strongest: [Int] {
      var best: [Int] = []
      for number in 0..<taken {
        let value = found(number).value
        let place = best.firstIndex { found($0).value < value } ?? best.count
        guard place < walk.count, !value.isNaN else { continue }
        best.insert(number, at: place)
        if best.count > walk.count { best.removeLast() }
      }
      return best
    }

    /// Row and column of the unit in a picture; nil in a layer without rows and columns.
    private func position(in number: Int) -> (y: Int, x: Int)? {
      guard walk.shape.count == 3 else { return nil }
      let place = found(number).place % (walk.shape[1] * walk.shape[2])
      return (place / walk.shape[2], place % walk.shape[2])
    }
  }
}

// MARK: What is shown of the strongest

extension StrongestPictures.Seen {
  /// The receptive field's part of each of the strongest pictures, best first, [C,h,w]; mid-grey beyond the border.
  public var patches: [Tensor] {
    strongest.map { number in
      walk.crop.piece(of: walk.images.entry(number), at: position(in: number), outside: 0.5)
    }
  }

  /// The same part of what the rule sends back to each of these pictures; 0 beyond the border.
  ///
  /// - Complexity: a pass forward and one back for each.
  public var gradients: [Tensor] {
    strongest.map { number in
      var seed = Tensor(shape: walk.shape)
      seed[flat: found(number).place] = 1
      let image = walk.images.entry(number)
      guard let pass = try? walk.network.imageGradient(of: image, from: walk.layer, seed: seed, rule: walk.rule) else {
        preconditionFailure("a picture \(image.shape) that was run forward")
      }
      return walk.crop.piece(of: pass.gradient, at: position(in: number), outside: 0)
    }
  }

  /// The patches as tiles of one picture with a gap of one pixel; white where none is yet.
  public var grid: Tensor { Tensor(tiles: patches, of: walk.count, shape: walk.pieceShape) }

  public var headline: String {
    guard taken > 0 else { return walk.introduction }
    let number = taken - 1
    let place = position(in: number).map { " at row \($0.y), column \($0.x)" } ?? ""
    let strongest = strongest
    let rank = strongest.firstIndex(of: number).map { ": number \($0 + 1) so far" } ?? ""
    let seen = "picture \(number): \(found(number).value.words)\(place)\(rank)"
    guard taken == walk.stepCount, let best = strongest.first else { return seen }
    return "\(seen); strongest of all is picture \(best): \(found(best).value.words)"
  }

  /// `activation`, `indices`, `positions`, `patches`, `gradients` and `grid`; NaN where no picture is known yet.
  public func quantity(_ name: String) -> Quantity? {
    switch name {
    case "activation": .tensor(activation)
    case "indices": .tensor(Tensor(strongest.map { Float($0) } + missing(1)))
    case "positions": .tensor(Tensor(shape: [walk.count, 2], elements: positions + missing(2)))
    case "patches": .tensor(together(patches))
    case "gradients": .tensor(together(gradients))
    case "grid": .tensor(grid)
    default: nil
    }
  }

  private var positions: [Float] {
    strongest.flatMap { position(in: $0).map { [Float($0.y), Float($0.x)] } ?? [.nan, .nan] }
  }

  /// NaN for the pictures that are still to be found, so many a picture.
  private func missing(_ length: Int) -> [Float] {
    [Float](repeating: .nan, count: (walk.count - strongest.count) * length)
  }

  private func together(_ pieces: [Tensor]) -> Tensor {
    let shape = walk.pieceShape
    return Tensor(
      shape: [walk.count] + shape, elements: pieces.flatMap(\.elements) + missing(shape.reduce(1, *)))
  }
}

extension StrongestPictures {
  /// [C,h,w] of a patch.
  fileprivate var pieceShape: [Int] { [images.shape[1], crop.size.height, crop.size.width] }

  fileprivate var introduction: String {
    let sight = crop.field.map { "sees \($0.size) pixels" } ?? "sees the whole picture"
    return "\(name), which \(sight), in \(images.shape[0]) \(images.shape[0] == 1 ? "picture" : "pictures")"
      + network.plainPassing(upTo: layer, under: rule)
  }
}

extension Tensor {
  /// Pictures [C,h,w] in a grid that is about square, white in the gaps and where there are fewer than `count`.
  fileprivate init(tiles: [Tensor], of count: Int, shape: [Int]) {
    let columns = FilterTiling.columns(for: count)
    let rows = (count + columns - 1) / columns
    let (height, width) = (shape[1] + 1, shape[2] + 1)
    self.init(shape: [shape[0], rows * height - 1, columns * width - 1], repeating: 1)
    for (number, tile) in tiles.enumerated() {
      let corner = number / columns * height * self.shape[2] + number % columns * width
      for place in 0..<tile.count {
        let (channel, pixel) = place.quotientAndRemainder(dividingBy: shape[1] * shape[2])
        let row = channel * self.shape[1] + pixel / shape[2]
        self[flat: corner + row * self.shape[2] + pixel % shape[2]] = tile[flat: place]
      }
    }
  }
}
