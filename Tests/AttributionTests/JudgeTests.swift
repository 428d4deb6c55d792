import Attribution
import Networks
import Stepping
import Tensors
import Testing

@Suite struct JudgeTests {
  private static let small = Network.small(seed: 1)
  private static let quick = ["saliency", "guided", "gradcam", "edges", "mask"]

  private static func contestants(_ names: [String]) -> [Contestant] {
    Contestant.all.filter { names.contains($0.name) }
  }

  /// Smooth pictures with an object in the middle.
  private static func scenes(_ count: Int) throws -> [JudgedScene] {
    try (0..<count).map { number in
      let noise = Tensor.uniform(shape: [3, 64, 64], seed: UInt64(number))
      var (image, mask) = (noise, Tensor(shape: [64, 64]))
      for place in 0..<image.count {
        let (y, x) = (place / 64 % 64, place % 64)
        let isObject = (20..<40).contains(y) && (16 + number..<44).contains(x)
        image[flat: place] = 0.3 * noise[flat: place] + (isObject ? 0.6 : 0.2)
        if place < 4096, isObject { mask[flat: place] = 1 }
      }
      return try JudgedScene(image: image, mask: mask, classNumber: number % 10)
    }
  }

  private static func judge(_ count: Int, _ names: [String] = quick, seed: UInt64 = 0) throws -> Judge {
    try Judge(scenes(count), in: small, contestants: contestants(names), seed: seed)
  }

  @Test func measuresHaveARowAMapAndAColumnAMeasure() throws {
    let judge = try Self.judge(1)
    let start = judge.makeIterator().current
    #expect(start.measures.shape == [5, 5])
    #expect(start.measures.elements.allSatisfy { $0.isNaN } && start.found.elements.allSatisfy { $0.isNaN })
    #expect(start.maps.isEmpty && start.allMaps.elements.allSatisfy { $0.isNaN })
    let end = try #require(Array(judge).last)
    #expect(end.measures.elements.allSatisfy { $0.isFinite })
    #expect(end.quantity("names") == .texts(Self.quick))
    #expect(end.quantity("columns") == .texts(["pointing", "iou", "deletion", "insertion", "sanity"]))
    #expect(end.allMaps.shape == [5, 64, 64])
  }

  @Test func measuresAreTheMeansOfWhatWasFound() throws {
    var sum = Tensor(shape: [5, 5])
    for (number, step) in try Self.judge(3).enumerated() {
      sum = sum + step.found
      #expect(difference(step.measures, sum / Float(number + 1)) < 1e-6)
      for (column, measure) in step.judge.measures.enumerated() {
        let expected = Tensor((0..<5).map { step.measures[$0, column] })
        #expect(step.quantity(measure.name) == .tensor(expected))
      }
    }
  }

  /// Means leave out what cannot be measured.
  @Test func whatIsNotKnownIsLeftOutOfTheMeans() throws {
    let odd = Measure("odd", meaning: "the class, where it is odd", better: .lower) { judged in
      let number = judged.trial.scene.classNumber
      return number % 2 == 1 ? Double(number) : .nan
    }
    let judge = try Judge(
      Self.scenes(6), in: Self.small, contestants: Self.contestants(["mask"]), measures: [odd])
    let means = judge.map { Double($0.measures[flat: 0]) }
    #expect(means[0].isNaN)
    #expect(Array(means[1...]) == [1, 1, 2, 2, 3])
  }

  @Test func theMaskIsTheBestThatThereCanBe() throws {
    let step = try #require(Array(try Self.judge(2)).last)
    let mask = try #require(step.judge.contestants.firstIndex { $0.name == "mask" })
    #expect(step.measures[mask, 0] == 1 && step.measures[mask, 1] == 1)
  }

  /// Untrained `small`: .17 for the gradient, .55 for deconvnet, .88 for guided on photographs.
  @Test func guidedHardlySeesThatTheTopLayersAreRandom() throws {
    let judge = try Self.judge(4, ["saliency", "deconvnet", "guided", "edges"])
    let numbers = try #require(Array(judge).last)
    let sanity = (0..<4).map { Double(numbers.measures[$0, 4]) }
    #expect(sanity[0] < 0.4 && sanity[0] < sanity[1] && sanity[1] < sanity[2] && sanity[2] > 0.7, "\(sanity)")
    #expect(sanity[3] == 1)
  }

  @Test func whetherWalkedCopiedOrDrainedTheBitsAreTheSame() throws {
    let judge = try Self.judge(3, ["saliency", "smoothgrad", "rise", "mask"])
    let drained = try #require(Array(judge).last)
    var place = judge.makeIterator()
    _ = place.next()
    var former = place
    while place.next() != nil {}
    _ = former.next()
    #expect(sameBits(former.current.found, Array(judge)[1].found))
    #expect(sameBits(place.current.measures, drained.measures))
    #expect(sameBits(place.current.allMaps, drained.allMaps))
    #expect(place.next() == nil)
  }

  @Test func howManyThreadsThereAreChangesNoBit() throws {
    let names = ["saliency", "smoothgrad", "rise", "occlusion", "mask"]
    let ends = try [1, 2, 5].map { threads in
      try #require(
        Array(
          try Judge(
            Self.scenes(2), in: Self.small.on(threads: threads), contestants: Self.contestants(names))
        ).last)
    }
    for end in ends.dropFirst() {
      #expect(sameBits(end.allMaps, ends[0].allMaps))
      #expect(sameBits(end.measures, ends[0].measures))
    }
  }

  @Test func theSeedDrawsMasksNoiseAndTheOtherNetwork() throws {
    func found(_ seed: UInt64) throws -> Tensor {
      try #require(Array(try Self.judge(1, ["saliency", "rise"], seed: seed)).last).found
    }
    #expect(sameBits(try found(1), try found(1)))
    let (one, other) = (try found(1), try found(2))
    #expect(one[0, 0] == other[0, 0] && one[0, 4] != other[0, 4] && one[1, 2] != other[1, 2])
  }

  @Test func aRankingGoesByTheMeasure() throws {
    let step = try #require(Array(try Self.judge(2)).last)
    for (column, measure) in step.judge.measures.enumerated() {
      let numbers = step.ranking(in: column).map(\.number)
      #expect(numbers.count == 5)
      for (better, worse) in zip(numbers, numbers.dropFirst()) { #expect(!measure.prefers(worse, to: better)) }
    }
    // The first of equals comes first: nothing is known at the start.
    let start = step.judge.makeIterator().current
    #expect(start.ranking(in: 0).map(\.contestant.name) == Self.quick)
  }

  @Test func aSceneHasItsMapsInside() throws {
    let judge = try Self.judge(1)
    #expect(judge.makeIterator().current.inside == nil)
    let step = try #require(Array(judge).last)
    let entries = Array(try #require(step.inside as? Judge.Entries))
    #expect(entries.map(\.contestant?.name) == Self.quick)
    for (row, entry) in entries.enumerated() {
      #expect(entry.map == step.maps[row])
      #expect(entry.numbers.map { Float($0) } == (0..<5).map { step.found[row, $0] })
    }
    #expect(entries[4].headline.hasPrefix("mask: pointing 1, iou 1, deletion "))
  }
}

// MARK: What is said

extension JudgeTests {
  @Test func theHeadlineSaysWhoPointsBest() throws {
    let right = Contestant("right", meaning: "on it") { trial in { trial.scene.mask } }
    let wrong = Contestant("wrong", meaning: "off it") { trial in { trial.scene.mask.map { 1 - $0 } } }
    func said(_ contestants: [Contestant]) throws -> [String] {
      let judge = try Judge(Self.scenes(1), in: Self.small, contestants: contestants, measures: [.pointing])
      return [judge.makeIterator().current.headline] + judge.map(\.headline)
    }
    #expect(
      try said([wrong, right]) == [
        "1 scene, each for its own class: 2 maps, 1 measure",
        "ostrich; best in pointing so far: right, 1 (chance 0.137)",
      ])
    #expect(try said([right, right])[1].contains("right and right, 1"))
    #expect(try said([right, right, wrong, right])[1].contains("3 maps, 1"))
    #expect(try said(Self.contestants(["blob", "mask"]))[0].hasSuffix("2 references, 1 measure"))
  }

  @Test func whoCannotMakeAMapIsLeftOutOrAnError() throws {
    let network = try linear(.normal(shape: [3, 48], seed: 1), bias: Tensor(shape: [3]), inputShape: [3, 4, 4])
    let scene = try JudgedScene(
      image: .uniform(shape: [3, 4, 4], seed: 2), mask: Tensor(shape: [4, 4], repeating: 1), classNumber: 2)
    let judge = try Judge([scene], in: network)
    #expect(judge.leftOut.map(\.name) == ["gradcam", "guided_gradcam"])
    #expect(
      judge.makeIterator().current.headline
        == "1 scene, each for its own class: 9 maps, 3 references, 5 measures; without gradcam and guided_gradcam: "
        + "no layer of this network has filters to look at")
    #expect(Array(judge).last?.measures.shape == [12, 5])
    #expect(throws: AttributionError.noFiltersAnywhere) { try Judge([scene], in: network, leavingOut: false) }
    #expect(throws: AttributionError.noFiltersAnywhere) {
      try Judge([scene], in: network, contestants: Self.contestants(["gradcam"]))
    }
  }

  @Test func scenesThatDoNotFitAreRefused() throws {
    let scene = try Self.scenes(1)[0]
    let other = try JudgedScene(
      image: Tensor(shape: [3, 32, 32]), mask: Tensor(shape: [32, 32]), classNumber: 0)
    #expect(throws: AttributionError.sizesDiffer([3, 32, 32], [3, 64, 64])) {
      try Judge([scene, other], in: Self.small)
    }
    #expect(throws: AttributionError.countTooSmall(0)) { try Judge([], in: Self.small) }
    let unknown = try JudgedScene(image: scene.image, mask: scene.mask, classNumber: 10)
    #expect(throws: AttributionError.unknownClass(10, count: 10)) { try Judge([unknown], in: Self.small) }
    #expect(throws: AttributionError.maskShape([64, 32], picture: [3, 64, 64])) {
      try JudgedScene(image: scene.image, mask: Tensor(shape: [64, 32]), classNumber: 0)
    }
    #expect(
      "\(AttributionError.maskShape([64, 32], picture: [3, 64, 64]))"
        == "a mask of [64,32] does not lie on a picture of [3,64,64]")
    #expect(
      "\(AttributionError.sizesDiffer([3, 32, 32], [3, 64, 64]))"
        == "the scenes have one size: one is [3,32,32], the first is [3,64,64]")
  }
}
