import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct StrongestPicturesTests {
  let small = Network.small(seed: 1)
  /// Three groups and a part of one.
  let pictures = Tensor.uniform(shape: [37, 3, 64, 64], seed: 2)

  private func end(_ walk: StrongestPictures) throws -> StrongestPictures.Seen { try #require(Array(walk).last) }

  private func ranked(_ activation: [Float], _ count: Int) -> [Int] {
    let order = activation.indices.sorted {
      activation[$0] > activation[$1] || (activation[$0] == activation[$1] && $0 < $1)
    }
    return Array(order.prefix(count))
  }

  @Test(arguments: [
    ("conv2_2", Unit.channel(3)), ("conv2_2", .strongest(channel: 3)), ("conv2_2", .position([3, 9, 30])),
    ("scores", .channel(4)),
  ])
  func theyAreTheFirstOfAllActivationsSorted(layer: String, unit: Unit) throws {
    let node = try small.layer(named: layer)
    let seen = try end(StrongestPictures(of: pictures, in: small, layer: node, unit: unit))
    let alone = try (0..<37).map { number -> Float in
      let output = try small.forward(pictures.entry(number)).output(node)
      return unit == .channel(3) ? output.entry(3).maximum() : Float(try unit.seed(for: output).dot(output))
    }
    #expect(difference(seen.activation, Tensor(alone)) < 1e-5)
    #expect(seen.strongest == ranked(seen.activation.elements, 9))
    #expect(Set(seen.strongest) == Set(ranked(alone, 9)))
  }

  @Test func afterEachStepTheyAreTheFirstOfThoseSeen() throws {
    let walk = try StrongestPictures(of: pictures, in: small, layer: 2, unit: .channel(1), count: 4)
    var taken = 0
    for seen in walk {
      taken += 1
      let known = seen.activation.elements
      #expect(known.prefix(taken).allSatisfy(\.isFinite) && known.dropFirst(taken).allSatisfy(\.isNaN))
      #expect(seen.strongest == ranked(Array(known.prefix(taken)), 4))
    }
    #expect(taken == walk.stepCount)
  }

  @Test func ofEqualPicturesTheLowerNumberComesFirst() throws {
    let two = pictures.entries(0..<2)
    let many = try Tensor.concatenated([two, two, two], axis: 0)
    let seen = try end(StrongestPictures(of: many, in: small, layer: 2, unit: .channel(0), count: 5))
    #expect(seen.strongest[1] == seen.strongest[0] + 2 && seen.strongest[2] == seen.strongest[0] + 4)
    #expect(seen.strongest[4] == seen.strongest[3] + 2)
  }

  @Test func noMoreAreKeptThanThereAre() throws {
    let seen = try end(StrongestPictures(of: pictures.entries(0..<3), in: small, layer: 2, unit: .channel(0)))
    #expect(Set(seen.strongest) == [0, 1, 2])
    #expect(seen.quantity("indices") == .tensor(Tensor(seen.strongest.map { Float($0) })))
  }

  @Test func placesGoOnToTheSameBitsAsARunThatNobodyLooksAt() throws {
    let walk = try StrongestPictures(of: pictures, in: small, unit: .channel(7))
    let drained = try end(walk).activation
    var iterator = walk.makeIterator()
    for step in 1...37 {
      let copy = iterator
      #expect(iterator.next() != nil)
      #expect(copy.current.activation.elements.count { !$0.isNaN } == step - 1)
      #expect(sameBits(iterator.current.activation.entries(0..<step), drained.entries(0..<step)))
    }
    #expect(iterator.next() == nil)
  }

  @Test func theLastConvolutionStandsForALayerThatIsNotGiven() throws {
    #expect(try StrongestPictures(of: pictures, in: small, unit: .channel(0)).name == "conv3_2[0]")
    let network = try linear(.uniform(shape: [2, 12], seed: 1), bias: Tensor([0, 0]), inputShape: [3, 2, 2])
    let walk = try StrongestPictures(of: .uniform(shape: [2, 3, 2, 2], seed: 1), in: network, unit: .channel(1))
    #expect(walk.name == "scores[1]")
  }

  @Test func whatIsNotThereIsAnError() {
    #expect(throws: AttributionError.network(.unitOutOfRange(layer: "conv3_2", unit: 64, count: 64))) {
      try StrongestPictures(of: pictures, in: small, unit: .channel(64))
    }
    #expect(throws: AttributionError.countTooSmall(0)) {
      try StrongestPictures(of: pictures, in: small, unit: .channel(0), count: 0)
    }
  }

  @Test func aStepSaysTheActivationItsPlaceAndItsRank() throws {
    let network = try chain(
      [("conv", Convolution(weight: Tensor(shape: [1, 1, 1, 1], repeating: 1)))], inputShape: [1, 2, 2])
    let images = Tensor(shape: [3, 1, 2, 2], elements: [0, 1, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.25])
    let walk = try StrongestPictures(of: images, in: network, unit: .channel(0), count: 2)
    #expect(walk.makeIterator().current.headline == "conv[0], which sees 1×1 pixels, in 3 pictures")
    #expect(
      walk.map(\.headline) == [
        "picture 0: 1 at row 0, column 1: number 1 so far",
        "picture 1: 0.5 at row 1, column 0: number 2 so far",
        "picture 2: 0.25 at row 1, column 1; strongest of all is picture 0: 1",
      ])
  }
}

/// What is cut out around the unit, and what comes back there.
@Suite struct StrongestPatchTests {
  let pictures = Tensor.uniform(shape: [5, 3, 13, 11], seed: 3)

  /// Fields of 9×9 pixels that reach over the border by 3.
  private func network() throws -> Network {
    try chain(
      [
        ("conv1", Convolution(weight: .normal(shape: [4, 3, 3, 3], seed: 4), stride: 2, padding: 1)), ("relu1", ReLU()),
        ("conv2", Convolution(weight: .normal(shape: [2, 4, 3, 3], seed: 5), padding: 1)), ("relu2", ReLU()),
        ("pool", MaxPooling(kernel: 2, stride: 1)),
      ], inputShape: [3, 13, 11])
  }

  private func seen(_ position: [Int], rule: BackwardRule = .guided) throws -> StrongestPictures.Seen {
    let walk = try StrongestPictures(of: pictures, in: network(), layer: 4, unit: .position(position), rule: rule)
    return try #require(Array(walk).last)
  }

  private static let positions = [[1, 0, 0], [0, 5, 4], [1, 2, 2], [0, 0, 4], [1, 5, 0]]

  @Test(arguments: positions)
  func aPatchIsTheFieldsPartOfThePictureGreyBeyondTheBorder(position: [Int]) throws {
    let field = try #require(network().receptiveField(of: 4))
    #expect(field.size == 9 && field.stride == 2 && field.top == -3)
    let seen = try seen(position)
    for (patch, number) in zip(seen.patches, seen.strongest) {
      #expect(patch.shape == [3, 9, 9])
      for place in 0..<patch.count {
        let (channel, row, column) = (place / 81, place / 9 % 9, place % 9)
        let (y, x) = (row - 3 + 2 * position[1], column - 3 + 2 * position[2])
        let isInside = (0..<13).contains(y) && (0..<11).contains(x)
        #expect(patch[flat: place] == (isInside ? pictures[number, channel, y, x] : 0.5))
      }
    }
  }

  @Test(arguments: positions, BackwardRule.allCases)
  func theGradientIsBackpropsAndNothingOfItIsCutOff(position: [Int], rule: BackwardRule) throws {
    let seen = try seen(position, rule: rule)
    for (piece, number) in zip(seen.gradients, seen.strongest) {
      let whole = try Backprop(
        of: pictures.entry(number), in: network(), layer: 4, unit: .position(position), rule: rule
      ).gradient
      for place in 0..<whole.count {
        let (channel, y, x) = (place / 143, place / 11 % 13, place % 11)
        let (row, column) = (y + 3 - 2 * position[1], x + 3 - 2 * position[2])
        let isSeen = (0..<9).contains(row) && (0..<9).contains(column)
        #expect(whole[flat: place] == (isSeen ? piece[channel, row, column] : 0))
      }
    }
  }

  @Test func ofAChannelEachPictureIsCutAtItsOwnStrongestPosition() throws {
    let network = try network()
    let walk = try StrongestPictures(of: pictures, in: network, layer: 4, unit: .channel(1), count: 5)
    let seen = try #require(Array(walk).last)
    guard case .tensor(let positions) = seen.quantity("positions") else { return #expect(Bool(false)) }
    for (rank, number) in seen.strongest.enumerated() {
      let map = try network.forward(pictures.entry(number)).output(4).entry(1)
      let best = map.index(ofFlat: map.argmax())
      #expect(positions[rank, 0] == Float(best[0]) && positions[rank, 1] == Float(best[1]))
      let one = try StrongestPictures(
        of: pictures.entries(number..<number + 1), in: network, layer: 4, unit: .position([1] + best))
      let last = try #require(Array(one).last)
      #expect(sameBits(last.patches[0], seen.patches[rank]))
    }
  }

  @Test func aUnitWithoutAFieldSeesTheWholePicture() throws {
    let small = Network.small(seed: 1)
    let pictures = Tensor.uniform(shape: [3, 3, 64, 64], seed: 2)
    let walk = try StrongestPictures(of: pictures, in: small, layer: small.scores, unit: .channel(1), rule: .gradient)
    #expect(walk.makeIterator().current.headline == "scores[cat], which sees the whole picture, in 3 pictures")
    let seen = try #require(Array(walk).last)
    for (rank, number) in seen.strongest.enumerated() {
      #expect(sameBits(seen.patches[rank], pictures.entry(number)))
      let whole = try Backprop(of: pictures.entry(number), in: small, unit: .channel(1)).gradient
      #expect(sameBits(seen.gradients[rank], whole))
    }
    guard case .tensor(let positions) = seen.quantity("positions") else { return #expect(Bool(false)) }
    #expect(positions.shape == [3, 2] && positions.elements.allSatisfy(\.isNaN))
  }

  /// What lies beyond the field's reach is empty, the rest is where it is in the picture.
  @Test func aFieldLargerThanThePictureIsShownAsAllOfIt() throws {
    let network = try chain(
      [("conv", Convolution(weight: Tensor(shape: [1, 1, 9, 9], repeating: 1), padding: 4))], inputShape: [1, 6, 6])
    let images = Tensor.uniform(shape: [1, 1, 6, 6], seed: 1)
    let seen = try Array(StrongestPictures(of: images, in: network, unit: .position([0, 0, 5])))
    let patch = seen[0].patches[0]
    for place in 0..<36 {
      #expect(patch[flat: place] == (place / 6 <= 4 && place % 6 >= 1 ? images[flat: place] : 0.5))
    }
  }

  @Test func quantitiesHaveOneShapeFromTheStartOn() throws {
    let walk = try StrongestPictures(of: pictures, in: network(), layer: 4, unit: .channel(0), count: 3)
    let shapes = [
      "activation": [5], "indices": [3], "positions": [3, 2], "patches": [3, 3, 9, 9], "gradients": [3, 3, 9, 9],
      "grid": [3, 9, 29],
    ]
    for seen in [walk.makeIterator().current] + Array(walk) {
      for (name, shape) in shapes {
        guard case .tensor(let tensor) = seen.quantity(name) else { return #expect(Bool(false), "\(name)") }
        #expect(tensor.shape == shape, "\(name)")
      }
    }
    let first = try #require(walk.first { _ in true })
    guard case .tensor(let patches) = first.quantity("patches") else { return #expect(Bool(false)) }
    #expect(sameBits(patches.entry(0), first.patches[0]))
    #expect(patches.entries(1..<3).elements.allSatisfy { $0.isNaN })
  }

  @Test func theGridHoldsThePatchesSideBySide() throws {
    let walk = try StrongestPictures(of: pictures, in: network(), layer: 4, unit: .channel(0), count: 3)
    let seen = try #require(Array(walk.prefix(2)).last)
    for place in 0..<seen.grid.count {
      let (channel, y, x) = (place / 261, place / 29 % 9, place % 29)
      let isGap = x % 10 == 9 || x / 10 == 2
      #expect(seen.grid[flat: place] == (isGap ? 1 : seen.patches[x / 10][channel, y, x % 10]))
    }
  }
}
