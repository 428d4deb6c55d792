import Attribution
import Networks
import Stepping
import Tensors
import Testing

private func map(_ walk: Backprop) throws -> Tensor {
  try #require(Array(walk).last).gradient
}

@Suite struct BackpropTests {
  let small = Network.small(seed: 1)
  let picture = Tensor.uniform(shape: [3, 64, 64], seed: 2)

  @Test(arguments: BackwardRule.allCases)
  func theMapIsCaptums(rule: BackwardRule) throws {
    let walk = try Backprop(
      of: try Fixture.tensor("image"), in: try Fixture.network(), unit: .channel(2), rule: rule)
    #expect(difference(try map(walk), try Fixture.tensor(rule.rawValue)) < 1e-5)
  }

  @Test(arguments: BackwardRule.allCases)
  func theWalkEndsAtTheWholePassesBits(rule: BackwardRule) throws {
    let walk = try Backprop(of: picture, in: small, rule: rule)
    let whole = try small.imageGradient(
      walk.trace, from: small.scores, seed: walk.unit.seed(for: walk.trace.output(small.scores)), rule: rule)
    #expect(sameBits(try map(walk), whole))
    #expect(sameBits(walk.gradient, whole))
  }

  @Test func theGradientIsWhatCentralDifferencesSay() throws {
    let network = try Fixture.network()
    var iterator = try Backprop(of: try Fixture.tensor("image"), in: network, unit: .channel(4)).makeIterator()
    while iterator.next() != nil {}
    #expect(try network.checkGradient(iterator.pass).isGradient)
  }

  @Test func withoutReLUsAllRulesAgree() throws {
    let network = try chain(
      [
        ("conv1", Convolution(weight: .normal(shape: [4, 3, 3, 3], seed: 1), padding: 1)),
        ("pool1", MaxPooling(kernel: 2)), ("flatten", Flatten()),
        ("scores", FullyConnected(weight: .normal(shape: [3, 64], seed: 2))),
      ], inputShape: [3, 8, 8])
    let image = Tensor.uniform(shape: [3, 8, 8], seed: 3)
    let maps = try BackwardRule.allCases.map { try map(try Backprop(of: image, in: network, rule: $0)) }
    #expect(sameBits(maps[0], maps[1]))
    #expect(sameBits(maps[0], maps[2]))
  }

  @Test func aDeconvnetWithoutPoolingDoesNotDependOnThePicture() throws {
    let network = try chain(
      [
        ("conv1", Convolution(weight: .normal(shape: [4, 3, 3, 3], seed: 1), padding: 1)), ("relu1", ReLU()),
        ("conv2", Convolution(weight: .normal(shape: [2, 4, 3, 3], seed: 2))), ("relu2", ReLU()),
      ], inputShape: [3, 8, 8])
    let maps = try (0..<2).map { seed in
      let image = Tensor.normal(shape: [3, 8, 8], seed: UInt64(seed))
      return try map(try Backprop(of: image, in: network, layer: 3, unit: .position([1, 2, 3]), rule: .deconvnet))
    }
    #expect(sameBits(maps[0], maps[1]))
  }

  @Test func theMapHasBothSignsUnderEveryRule() throws {
    for rule in BackwardRule.allCases {
      let map = try map(try Backprop(of: picture, in: small, rule: rule))
      #expect(map.minimum() < 0 && map.maximum() > 0, "\(rule)")
    }
  }

  @Test func withoutBiasesTheGradientTimesThePictureIsTheScore() throws {
    let layers: [(name: String, layer: any Layer)] = [
      ("conv1", Convolution(weight: .normal(shape: [6, 3, 3, 3], seed: 1), padding: 1)), ("relu1", ReLU()),
      ("pool1", MaxPooling(kernel: 2)), ("flatten", Flatten()),
      ("scores", FullyConnected(weight: .normal(shape: [4, 96], seed: 2))),
    ]
    let network = try chain(layers, inputShape: [3, 8, 8], recipe: InputRecipe(scale: 3, order: .bgr))
    let image = Tensor.uniform(shape: [3, 8, 8], seed: 3)
    let walk = try Backprop(of: image, in: network, unit: .channel(1))
    let score = Double(walk.trace.output(network.scores)[1])
    #expect(abs(try map(walk).dot(image) - score) < 1e-4 * max(1, abs(score)))
  }

  @Test func aUnitsMapIsZeroOutsideItsReceptiveField() throws {
    let node = try small.layer(named: "conv2_2")
    let walk = try Backprop(of: picture, in: small, layer: node, unit: .position([3, 15, 16]))
    let field = try #require(small.receptiveField(of: node))
    let (rows, columns) = field.pixels(y: 15, x: 16, of: Extent(64))
    #expect(rows.count == 14)
    let map = try map(walk)
    // Kernels that transform tiles of pixels leave rounding, and nothing more, in the rest of a tile.
    let rounding = 1e-6 * max(map.maximum(), -map.minimum())
    let seen = (0..<map.count).filter { abs(map[flat: $0]) > rounding }
    #expect(seen.allSatisfy { rows.contains($0 / 64 % 64) && columns.contains($0 % 64) })
    #expect(Set(seen.map { $0 / 64 % 64 }) == Set(rows))
  }

  @Test func probabilitiesAndScoresSeedDifferentMaps() throws {
    let score = try map(try Backprop(of: picture, in: small, unit: .channel(0)))
    let probability = try map(
      try Backprop(of: picture, in: small, layer: small.probabilities, unit: .channel(0)))
    #expect(difference(score, probability) > 0.01)
  }

  @Test func theUnitIsTheTopClassOrTheStrongestActivation() throws {
    let top = try small.forward(picture).output(small.scores).argmax()
    #expect(try Backprop(of: picture, in: small).unit == .channel(top))
    let walk = try Backprop(of: picture, in: small, layer: 2)
    guard case .position(let index) = walk.unit else { return #expect(Bool(false)) }
    #expect(walk.trace.output(2)[index[0], index[1], index[2]] == walk.trace.output(2).maximum())
  }
}

@Suite struct BackpropSteppingTests {
  let small = Network.small(seed: 1)
  let picture = Tensor.uniform(shape: [3, 64, 64], seed: 2)

  @Test func theMapIsUnknownUntilTheSignalArrives() throws {
    let walk = try Backprop(of: picture, in: small)
    var iterator = walk.makeIterator()
    #expect(iterator.current.layer == "scores")
    var layers: [String] = []
    while let signal = iterator.next() {
      layers.append(signal.layer)
      let isThere = signal.layer == "input"
      #expect(signal.gradient.elements.allSatisfy { $0.isNaN != isThere })
      #expect(signal.gradient.shape == [3, 64, 64])
      #expect(signal.quantity("layer") == .text(signal.layer))
      #expect(signal.quantity("current") == .tensor(signal.current))
    }
    #expect(layers.count == walk.stepCount)
    #expect(layers.prefix(3) == ["code", "fc1", "flatten"])
    #expect(layers.last == "input")
  }

  @Test(arguments: BackwardRule.allCases)
  func copiesGoOnToTheSameBits(rule: BackwardRule) throws {
    let walk = try Backprop(of: picture, in: small, rule: rule)
    let drained = Array(walk).map(\.current)
    var iterator = walk.makeIterator()
    var former = [iterator]
    while iterator.next() != nil { former.append(iterator) }
    for (step, copy) in former.enumerated() {
      var copy = copy
      #expect(sameBits(copy.current.current, step == 0 ? former[0].current.current : drained[step - 1]))
      while copy.next() != nil {}
      #expect(sameBits(copy.current.gradient, drained[drained.count - 1]))
    }
  }

  @Test func atAReLUTheHeadlineCountsWhatTheRuleStopped() throws {
    let walk = try Backprop(of: picture, in: small, unit: .channel(1), rule: .guided)
    #expect(walk.name == "scores[cat]")
    #expect(walk.makeIterator().current.headline == "scores[cat] as a signal, rule guided")
    let signal = try #require(walk.first { $0.layer == "fc1" })
    #expect(signal.headline.contains("through code to fc1 [128]: stopped "))
    #expect(signal.headline.contains(" of 128 signals, "))
  }

  @Test func aReLUInPartsShowsWhatEachRulePasses() throws {
    let walk = try Backprop(of: picture, in: small, unit: .channel(1), rule: .guided)
    let signal = try #require(walk.first { $0.layer == "fc1" })
    let parts = try #require(signal.inside as? RectifierParts)
    let shown = Array(parts)
    #expect(shown.count == 5)
    guard case .tensor(let z) = shown[0].quantity("z"), case .tensor(let r) = shown[1].quantity("r"),
      case .tensor(let gradient) = shown[2].quantity("passed"),
      case .tensor(let deconvnet) = shown[3].quantity("passed"), case .tensor(let guided) = shown[4].quantity("passed")
    else { return #expect(Bool(false)) }
    for place in 0..<128 {
      let (z, r) = (z[flat: place], r[flat: place])
      #expect(gradient[flat: place] == (z > 0 ? r : 0))
      #expect(deconvnet[flat: place] == max(r, 0))
      #expect(guided[flat: place] == (z > 0 ? max(r, 0) : 0))
    }
    #expect(sameBits(guided, signal.current))
    #expect(shown[4].headline.hasPrefix("guided passes "))
    #expect(shown[4].headline.hasSuffix(" (r where both are): this is the rule here"))
    for (part, rule) in zip(shown.dropFirst(2), BackwardRule.allCases) {
      let stopped = (0..<128).count { place in
        let (isOpen, isPositive) = (z[flat: place] > 0, r[flat: place] > 0)
        return r[flat: place] != 0
          && (rule == .deconvnet ? !isPositive : rule == .gradient ? !isOpen : !(isOpen && isPositive))
      }
      let arrived = r.elements.count { $0 != 0 }
      #expect(part.headline.hasPrefix("\(rule) passes \(arrived - stopped) of \(arrived), stops \(stopped) (r where "))
    }
    #expect(walk.first { $0.layer == "flatten" }?.inside == nil)
  }

  @Test func aUnitThatIsNotThereIsAnError() {
    let error = #expect(throws: AttributionError.self) { try Backprop(of: picture, in: small, unit: .channel(10)) }
    #expect(error?.description == "'scores' has units 0 to 9, not 10")
  }
}
