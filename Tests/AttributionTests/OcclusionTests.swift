import Attribution
import Networks
import Stepping
import Tensors
import Testing

/// The last step of a walk.
private func finished(_ walk: Occlusion) throws -> Occlusion.Patch {
  try #require(Array(walk).last)
}

@Suite struct OcclusionTests {
  let small = Network.small(seed: 1)
  let picture = Tensor.uniform(shape: [3, 64, 64], seed: 2)

  @Test(arguments: [(3, [10, 22, 34] as [Float]), (4, [10, 26])])
  func aRowOfTenPixelsGivesTheGoldenDrops(stride: Int, expected: [Float]) throws {
    let weights = Tensor(shape: [1, 10], elements: (1...10).map(Float.init))
    let network = try linear(weights, bias: Tensor([0]), inputShape: [1, 1, 10])
    let walk = try Occlusion(
      of: Tensor(shape: [1, 1, 10], repeating: 1), in: network, target: .logit(class: 0),
      patch: Extent(height: 1, width: 4), stride: stride, fill: .black)
    #expect(try finished(walk).drop == Tensor(shape: [1, expected.count], elements: expected))
  }

  @Test(arguments: [Occlusion.Fill.value(0.25), .mean, .black, .noise(seed: 3)])
  func onALinearScoreTheDropIsTheWeightedDifferenceUnderThePatch(fill: Occlusion.Fill) throws {
    let weights = Tensor.normal(shape: [4, 3 * 12 * 10], seed: 4)
    let network = try linear(weights, bias: Tensor([1, 2, 3, 4]), inputShape: [3, 12, 10])
    let image = Tensor.uniform(shape: [3, 12, 10], seed: 5)
    let walk = try Occlusion(
      of: image, in: network, target: .logit(class: 2), patch: Extent(height: 5, width: 3), stride: 2, fill: fill)
    var expected = Tensor(shape: [4, 4])
    for (i, j) in (0..<16).map({ ($0 / 4, $0 % 4) }) {
      var drop = 0.0
      for c in 0..<3 {
        for y in 2 * i..<2 * i + 5 {
          for x in 2 * j..<2 * j + 3 {
            let place = (c * 12 + y) * 10 + x
            drop += Double(weights[2, place]) * Double(image[flat: place] - walk.filling[flat: place])
          }
        }
      }
      expected[i, j] = Float(drop)
    }
    #expect(difference(try finished(walk).drop, expected) < 1e-5)
  }

  @Test func onALinearScoreTheDropsOfATilingAddUp() throws {
    let network = try linear(.normal(shape: [3, 432], seed: 6), bias: Tensor([0, 1, 2]), inputShape: [3, 12, 12])
    let image = Tensor.uniform(shape: [3, 12, 12], seed: 7)
    let walk = try Occlusion(of: image, in: network, target: .logit(class: 1), patch: 4, stride: 4)
    let whole = try network.score(.logit(class: 1), of: walk.filling).value
    let expected = Double(walk.baseline - whole)
    #expect(abs(try finished(walk).drop.sum() - expected) <= 1e-4 * max(1, abs(expected)))
  }

  @Test func aPatchEqualToTheFillDropsNothingToTheLastBit() throws {
    var flat = picture
    for place in 0..<flat.count where place % 64 >= 40 { flat[flat: place] = 0.5 }
    let patch = try finished(try Occlusion(of: flat, in: small, patch: 8, stride: 8))
    for row in 0..<8 {
      for column in 5..<8 { #expect(patch.drop[row, column] == 0) }
      #expect(patch.drop[row, 0] != 0)
    }
  }

  @Test func aPatchOfThePicturesSizeShowsTheFillAlone() throws {
    let walk = try Occlusion(of: picture, in: small, target: .logit(class: 3), patch: 64, stride: 1)
    #expect(walk.positions == Extent(1))
    let fill = try small.score(.logit(class: 3), of: walk.filling).value
    #expect(abs(try finished(walk).drop[0, 0] - (walk.baseline - fill)) <= 1e-5)
  }

  @Test(arguments: [
    ScoreTarget.probability(class: 3), .logit(class: 1), .activation(layer: 3, unit: .position([5, 30, 2])),
    .activation(layer: 8, unit: .channel(7)), .activation(layer: 0, unit: .strongest(channel: 4)),
  ])
  func theMapIsThatOfWholePasses(target: ScoreTarget) throws {
    for (patch, stride) in [(Extent(8), 7), (Extent(height: 5, width: 40), 9), (Extent(height: 64, width: 3), 20)] {
      let walk = try Occlusion(
        of: picture, in: small, target: target, patch: patch, stride: stride, fill: .noise(seed: 4))
      let pictures = Array(walk).map(\.occluded)
      let batch = Tensor(shape: [pictures.count] + picture.shape, elements: pictures.flatMap(\.elements))
      let outputs = try small.outputs(walk.score.node, of: batch)
      let expected = (0..<pictures.count).map { Float(walk.score.unit.value(in: outputs.entry($0))) }
      let map = try finished(walk).heatmap
      #expect(difference(map, Tensor(shape: map.shape, elements: expected)) < 1e-5)
    }
  }

  @Test func theMapIsThatOfPlainLoopsInPyTorch() throws {
    let network = try Fixture.network()
    let image = try Fixture.tensor("image")
    let probability = try Occlusion(
      of: image, in: network, target: .probability(class: 2), patch: Extent(height: 3, width: 5), stride: 2, fill: .mean
    )
    #expect(difference(try finished(probability).heatmap, try Fixture.tensor("heatmap_probability")) < 1e-5)
    #expect(abs(probability.baseline - (try Fixture.tensor("baseline_probability"))[0]) < 1e-6)
    let unit = try Occlusion(
      of: image, in: network, target: .activation(layer: 3, unit: .position([1, 5, 6])), patch: 4, stride: 2,
      fill: .black)
    #expect(difference(try finished(unit).heatmap, try Fixture.tensor("heatmap_unit")) < 1e-5)
  }

  @Test func onATilingTheDropsAreCaptums() throws {
    let walk = try Occlusion(
      of: try Fixture.tensor("image"), in: try Fixture.network(), target: .logit(class: 2), patch: 4, stride: 4)
    #expect(difference(try finished(walk).drop, try Fixture.tensor("drop_tiled")) < 1e-5)
  }

  @Test func aUnitsStrongestPositionStaysTheSameOne() throws {
    let node = try small.layer(named: "conv2_1")
    let walk = try Occlusion(of: picture, in: small, target: .activation(layer: node, unit: .strongest(channel: 5)))
    guard case .position(let index) = walk.score.unit else { return #expect(Bool(false)) }
    #expect(index[0] == 5)
    #expect(walk.score.name == "conv2_1[\(index[0]),\(index[1]),\(index[2])]")
    let output = try small.forward(picture, through: node).output(node)
    #expect(abs(walk.baseline - output[index[0], index[1], index[2]]) < 1e-5)
    #expect((0..<output.shape[1] * output.shape[2]).allSatisfy { output[flat: 5 * 1024 + $0] <= walk.baseline + 1e-5 })
  }

  @Test func theTopClassIsTheDefault() throws {
    let walk = try Occlusion(of: picture, in: small)
    let probabilities = try small.forward(picture).output(small.probabilities)
    #expect(walk.baseline == probabilities.maximum())
    #expect(walk.score.name == "probability of \(small.classes[probabilities.argmax()])")
  }
}

@Suite struct OcclusionSteppingTests {
  let small = Network.small(seed: 1)
  let picture = Tensor.uniform(shape: [3, 64, 64], seed: 2)

  @Test func theStartHasNoPatchAndEachStepOneMore() throws {
    let walk = try Occlusion(of: picture, in: small, patch: 16, stride: 8)
    #expect(walk.stepCount == 49)
    var iterator = walk.makeIterator()
    #expect(iterator.current.heatmap.elements.allSatisfy { $0.isNaN })
    #expect(iterator.current.quantity("score") == .number(Double(walk.baseline)))
    #expect(iterator.current.quantity("occluded") == .tensor(picture))
    for step in 1...49 {
      let next = iterator.next()
      let patch = try #require(next)
      #expect(patch.heatmap.elements.count { !$0.isNaN } == step)
      #expect(patch.heatmap[flat: step - 1] == patch.score)
      #expect(patch.quantity("position") == .tensor(Tensor([Float((step - 1) / 7 * 8), Float((step - 1) % 7 * 8)])))
    }
    #expect(iterator.next() == nil)
    #expect(iterator.current.heatmap.elements.allSatisfy { !$0.isNaN })
  }

  @Test func theOccludedPictureShowsTheFillUnderThePatchAlone() throws {
    let walk = try Occlusion(
      of: picture, in: small, patch: Extent(height: 5, width: 9), stride: 7, fill: .noise(seed: 1))
    let patch = try #require(Array(walk.prefix(12)).last)
    let (top, left) = try #require(patch.position)
    for place in 0..<picture.count {
      let (y, x) = (place / 64 % 64, place % 64)
      let isCovered = (top..<top + 5).contains(y) && (left..<left + 9).contains(x)
      #expect(patch.occluded[flat: place] == (isCovered ? walk.filling : picture)[flat: place])
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func copiesGoOnToTheSameBits(seed: UInt64) throws {
    let walk = try Occlusion(of: picture, in: small, patch: 12, stride: 6, fill: .noise(seed: seed))
    let drained = try #require(Array(walk).last).heatmap
    var random = RandomSource(seed: seed)
    var place = walk.makeIterator()
    var former = [place]
    for _ in 0..<60 {
      if random.integer(below: 3) == 0 {
        place = former[random.integer(below: former.count)]
      } else {
        for _ in 0..<random.integer(below: 12) { _ = place.next() }
        former.append(place)
      }
    }
    for var copy in former {
      let shown = copy.current.heatmap
      while copy.next() != nil {}
      #expect(sameBits(copy.current.heatmap, drained), "seed \(seed)")
      for (then, end) in zip(shown.elements, drained.elements) where !then.isNaN {
        #expect(then.bitPattern == end.bitPattern, "seed \(seed)")
      }
    }
  }

  @Test func theNumberOfThreadsChangesNoBit() throws {
    var network = small
    let maps = try [1, 2, 5].map { threads in
      network.threads = threads
      return try finished(try Occlusion(of: picture, in: network, patch: 9, stride: 5)).heatmap
    }
    #expect(maps.allSatisfy { sameBits($0, maps[0]) })
  }

  @Test func thePlacesOfALongWalkAreCheapToKeep() throws {
    let walk = try Occlusion(of: picture, in: small, patch: 8, stride: 2)
    var iterator = walk.makeIterator()
    var kept = 0
    while iterator.next() != nil { kept += iterator.footprint }
    #expect(kept < 2_000_000)
  }

  @Test func theHeadlinesSayWhatThePatchDid() throws {
    let weights = Tensor(shape: [2, 4], elements: [1, 2, 3, 4, 0, 0, 0, 0])
    let network = try linear(weights, bias: Tensor([0, 0]), inputShape: [1, 2, 2])
    let walk = try Occlusion(
      of: Tensor(shape: [1, 2, 2], repeating: 1), in: network, target: .logit(class: 0), patch: 1, stride: 1,
      fill: .value(2))
    var iterator = walk.makeIterator()
    #expect(iterator.current.headline == "4 patches of 1×1, fill 2 · baseline 10 (scores[0])")
    #expect(iterator.next()?.headline == "patch (0,0): 10 → 11  +1")
    let black = try Occlusion(
      of: Tensor(shape: [1, 2, 2], repeating: 1), in: network, target: .logit(class: 0), patch: 2, fill: .black)
    #expect(Array(black).map(\.headline) == ["patch (0,0): 10 → 0  −10"])
    #expect(black.makeIterator().current.headline == "1 patch of 2×2, fill black · baseline 10 (scores[0])")
  }

  @Test func aStepHasThreeParts() throws {
    let walk = try Occlusion(of: picture, in: small, target: .logit(class: 1), patch: 16, stride: 16)
    #expect(walk.makeIterator().current.inside == nil)
    let patch = try #require(Array(walk.prefix(6)).last)
    let parts = try #require(patch.inside as? OcclusionParts)
    let shown = Array(parts)
    #expect(parts.stepCount == 3)
    #expect(shown[0].headline == "cover rows 16…31, columns 16…31 with 0.5")
    #expect(shown[0].quantity("occluded") == patch.quantity("occluded"))
    #expect(shown[0].quantity("score") == nil)
    #expect(shown[1].quantity("score") == patch.quantity("score"))
    guard case .tensor(let before) = shown[1].quantity("heatmap"),
      case .tensor(let after) = shown[2].quantity("heatmap")
    else { return #expect(Bool(false)) }
    #expect(before.elements.count { !$0.isNaN } == 5)
    #expect(sameBits(after, patch.heatmap))
    #expect(shown[2].headline.hasPrefix("compare: drop "))
  }

  @Test func theReasonsTermsAddUpToTheChange() throws {
    let walk = try Occlusion(of: picture, in: small, patch: 16, stride: 16)
    let finished = try #require(Array(walk).last)
    let reason = try walk.reason(row: 2, column: 1)
    #expect(reason.before == walk.baseline)
    #expect(reason.after == finished.heatmap[2, 1])
    #expect(reason.sum.name.hasPrefix("scores["))
    let change = reason.terms.reduce(0) { $0 + $1.change }
    #expect(abs(change - (reason.sum.after - reason.sum.before)) < 1e-4)
    #expect(zip(reason.terms, reason.terms.dropFirst()).allSatisfy { abs($0.change) >= abs($1.change) })
    #expect(reason.terms.allSatisfy { $0.change != 0 })
  }

  @Test func aReasonIsGivenForPositionsOfThePatchAlone() throws {
    let walk = try Occlusion(of: picture, in: small, patch: 16, stride: 16)
    for (row, column) in [(-1, 0), (4, 0), (0, 4)] {
      let error = AttributionError.positionOutOfRange(row: row, column: column, positions: 4)
      #expect(throws: error) { try walk.reason(row: row, column: column) }
    }
  }
}

@Suite struct OcclusionErrorTests {
  let tiny = Network.tiny()
  let picture = Tensor(shape: [1, 6, 6])

  private func message(
    _ target: ScoreTarget = .logit(class: 0), patch: Extent = 2, stride: Int = 1, fill: Occlusion.Fill = .black
  ) -> String? {
    #expect(throws: AttributionError.self) {
      try Occlusion(of: picture, in: tiny, target: target, patch: patch, stride: stride, fill: fill)
    }?.description
  }

  @Test func whatCannotBeIsSaidInWords() {
    #expect(message(patch: 7) == "a patch of 7×7 is larger than the picture, which is 6×6")
    #expect(
      message(patch: Extent(height: 2, width: 8)) == "a patch of 2×8 is larger than the picture, which is 6×6")
    #expect(message(patch: 0) == "a patch is at least 1×1, not 0×0")
    #expect(message(stride: 0) == "a stride is at least 1, not 0")
    #expect(message(fill: .value(.nan)) == "the fill is a finite number")
    #expect(message(.probability(class: 2)) == "the network has classes 0 to 1, not 2")
    #expect(message(.logit(class: -1)) == "the network has classes 0 to 1, not -1")
    #expect(message(.activation(layer: 0, unit: .channel(5))) == "'conv1' has units 0 to 1, not 5")
    #expect(
      message(.activation(layer: 0, unit: .position([0, 9, 0])))
        == "'conv1' has the shape [2,4,4], which has no unit [0,9,0]"
    )
  }

  @Test func aPictureOfTheWrongShapeIsTheNetworksError() {
    let error = #expect(throws: AttributionError.self) { try Occlusion(of: Tensor(shape: [3, 6, 6]), in: tiny) }
    #expect(error?.description == "the network takes pictures [1,6,6], not [3,6,6]")
  }
}
