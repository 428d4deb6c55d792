import Foundation
import Segmentation
import Stepping
import Tensors
import Testing

@Suite struct GrabCutTests {
  /// A disc of one colour on another, with as much noise.
  private func disc(noise: Float, side: Int = 40, seed: UInt64 = 1) -> (image: Tensor, mask: [Bool]) {
    var random = RandomSource(seed: seed)
    let mask = (0..<side * side).map { place in
      let (y, x) = (place / side - side / 2, place % side - side / 2)
      return y * y + x * x < side * side / 9
    }
    let colours: [[Float]] = [[0.2, 0.5, 0.3], [0.8, 0.4, 0.3]]
    let image = Tensor(
      shape: [3, side, side],
      elements: (0..<3).flatMap { channel in
        mask.map { min(max(colours[$0 ? 1 : 0][channel] + noise * random.normal(), 0), 1) }
      })
    return (image, mask)
  }

  /// A few pixels in the middle, and the border.
  private func seeds(side: Int = 40) throws -> Seeds {
    try Seeds(
      Tensor(
        shape: [side, side],
        elements: (0..<side * side).map { place in
          let (y, x) = (place / side, place % side)
          if y == 0 || x == 0 || y == side - 1 || x == side - 1 { return 0 }
          return abs(y - side / 2) < 2 && abs(x - side / 2) < 2 ? 1 : 2
        }))
  }

  private func overlap(_ a: [Bool], _ b: [Bool]) -> Double {
    Double(zip(a, b).count { $0 && $1 }) / Double(zip(a, b).count { $0 || $1 })
  }

  @Test(arguments: [0, 0.06] as [Float])
  func aDiscIsCutOutExactly(noise: Float) throws {
    let (image, mask) = disc(noise: noise)
    let parts = Array(try GrabCut(of: image, seeds: seeds()))
    #expect(parts.count == 15)
    #expect(parts[14].labelling.mask == mask)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func theEnergyNeverRises(seed: UInt64) throws {
    let image =
      seed % 2 == 0
      ? disc(noise: 0.15, seed: seed).image
      : Tensor.uniform(shape: [3, 40, 40], seed: seed).map { ($0 * 4).rounded() / 4 }
    var place = try GrabCut(
      of: image, seeds: seed % 4 < 2 ? seeds() : Seeds(rectangle: (5, 5, 25, 30), height: 40, width: 40), seed: seed
    ).makeIterator()
    var former = Double.infinity
    while let part = place.next() {
      let energy = part.energy
      guard energy.isFinite else { continue }
      #expect(energy <= former + 1e-6 * abs(former), "seed \(seed): \(part.headline)")
      former = energy
    }
    #expect(former.isFinite)
  }

  @Test func energyAndFlowAreThereFromTheFirstCutOn() throws {
    let parts = Array(try GrabCut(of: disc(noise: 0.1).image, seeds: seeds(), iterations: 2))
    #expect(parts.map(\.energy.isNaN) == [true, true, false, false, false, false])
    #expect(parts.map(\.flow.isNaN) == [true, true, false, false, false, false])
    #expect(parts.allSatisfy { $0.energy.isNaN || abs($0.energy - $0.colorCost - $0.borderCost) < 1e-6 })
  }

  /// No single pixel that is free to move makes it cheaper.
  @Test func noPixelWouldRatherBeOnTheOtherSide() throws {
    let walk = try GrabCut(of: disc(noise: 0.3).image, seeds: seeds(), iterations: 1)
    let part = try #require(Array(walk).last)
    for place in 0..<1600 where walk.seeds.tensor[flat: place] == 2 {
      let other = walk.flipped(place, in: part.labelling)
      let (background, foreground) = walk.colorCosts(other)
      #expect(background + foreground + walk.borderCost(other) >= part.energy - 1e-6 * abs(part.energy))
    }
  }

  @Test func theMasksAreOpenCVs() throws {
    let (pictures, seeds, masks) = (try fixture("pictures"), try fixture("seeds"), try fixture("masks"))
    for number in 0..<masks.shape[0] {
      let walk = try GrabCut(of: pictures.entry(number) / 255, seeds: Seeds(seeds.entry(number)))
      let part = try #require(Array(walk).last)
      let overlap = overlap(part.labelling.mask, masks.entry(number).elements.map { $0 == 1 })
      #expect(overlap > 0.93, "picture \(number): \(overlap)")
    }
  }

  @Test func seedsStayWhatTheyAre() throws {
    let seeds = try seeds()
    let mask = try #require(Array(GrabCut(of: Tensor.uniform(shape: [3, 40, 40], seed: 2), seeds: seeds)).last).mask
    for place in 0..<1600 where seeds.tensor[flat: place] != 2 {
      #expect(mask[flat: place] == seeds.tensor[flat: place])
    }
  }

  /// One colour all over: nothing tells the sides apart, and nothing breaks.
  @Test func aPictureOfOneColourIsNoProblem() throws {
    let parts = Array(try GrabCut(of: Tensor(shape: [1, 40, 40], repeating: 0.5), seeds: seeds()))
    for part in parts[2...] { #expect(part.energy.isFinite) }
  }

  /// The object's colours are the background's, so that all of the rectangle becomes background.
  @Test func aLabelMayLoseAllItsPixels() throws {
    let image = Tensor(shape: [3, 12, 12], repeating: 0.25)
    let walk = try GrabCut(of: image, seeds: Seeds(rectangle: (5, 5, 1, 1), height: 12, width: 12), gamma: 500)
    let parts = Array(walk)
    for part in parts[2...] { #expect(part.energy.isFinite && part.mask.sum() == 0) }
  }

  /// With one Gaussian a label, fitted anew here: E = flow + the smaller cost of each unknown pixel + the seeds' own.
  @Test func theFlowIsTheEnergyButForWhatWasTakenFromBothLinks() throws {
    let image = disc(noise: 0.2).image
    let seeds = try seeds()
    let walk = try GrabCut(of: image, seeds: seeds, components: 1, iterations: 1)
    let parts = Array(walk)
    let colours = (0..<1600).map { pixel in (0..<3).map { Double(image[flat: $0 * 1600 + pixel]) } }
    let costs = [Float(0), 1].map { label in
      gaussianCosts(of: colours, fittedTo: (0..<1600).filter { parts[1].mask[flat: $0] == label })
    }
    let taken = (0..<1600).map { pixel in
      let known = seeds.tensor[flat: pixel]
      return known == 2 ? min(costs[0][pixel], costs[1][pixel]) : costs[Int(known)][pixel]
    }
    let expected = parts[2].flow + taken.reduce(0, +)
    #expect(abs(parts[2].energy - expected) < 1e-6 * abs(expected), "\(parts[2].energy), \(expected)")
  }

  /// ½ ln det Σ + ½(z−μ)ᵀΣ⁻¹(z−μ) + ½λ·tr Σ⁻¹, Σ the covariance of some of the colours + λI.
  private func gaussianCosts(of colours: [[Double]], fittedTo own: [Int]) -> [Double] {
    let lambda = 1 / (255.0 * 255 * 12)
    let mean: [Double] = (0..<3).map { axis in own.map { colours[$0][axis] }.reduce(0, +) / Double(own.count) }
    var s = [[Double]](repeating: [0, 0, 0], count: 3)
    for a in 0..<3 {
      for b in 0..<3 {
        for pixel in own { s[a][b] += (colours[pixel][a] - mean[a]) * (colours[pixel][b] - mean[b]) }
        s[a][b] = s[a][b] / Double(own.count) + (a == b ? lambda : 0)
      }
    }
    func minor(_ a: Int, _ b: Int) -> Double {
      let (r, c) = ([(a + 1) % 3, (a + 2) % 3], [(b + 1) % 3, (b + 2) % 3])
      return s[r[0]][c[0]] * s[r[1]][c[1]] - s[r[0]][c[1]] * s[r[1]][c[0]]
    }
    let determinant = (0..<3).map { s[0][$0] * minor(0, $0) }.reduce(0, +)
    let trace = (0..<3).map { minor($0, $0) / determinant }.reduce(0, +)
    return colours.map { colour in
      let z: [Double] = (0..<3).map { colour[$0] - mean[$0] }
      var form = 0.0
      for a in 0..<3 {
        for b in 0..<3 { form += z[a] * minor(a, b) / determinant * z[b] }
      }
      return 0.5 * (log(determinant) + form + lambda * trace)
    }
  }

  @Test func aPlaceToComeBackToGoesOnInTheSameWay() throws {
    var place = try GrabCut(of: disc(noise: 0.2).image, seeds: seeds()).makeIterator()
    for _ in 0..<4 { _ = place.next() }
    var former = place
    for _ in 0..<5 { _ = place.next() }
    for _ in 0..<5 { _ = former.next() }
    #expect(former.current.energy == place.current.energy)
    #expect(former.current.mask == place.current.mask)
  }

  @Test func theMeansAreThoseOfTheirPixels() throws {
    let (image, mask) = disc(noise: 0)
    let part = try #require(Array(GrabCut(of: image, seeds: seeds(), components: 3)).last)
    #expect(part.means.shape == [2, 3, 3])
    #expect(abs(part.means[1, 0, 0] - 0.8) < 1e-6)
    #expect(part.weights[1, 0] == 1)
    #expect(part.weights[0, 1] == 0)
    #expect(part.assignments.elements.allSatisfy { $0 == 0 })
    #expect(part.mask.elements == mask.map { $0 ? 1 : 0 })
  }

  @Test func whatCannotBeIsSaid() throws {
    let image = Tensor(shape: [3, 40, 40])
    let seeds = try seeds()
    #expect(throws: SegmentationError.noPicture(shape: [40, 40])) {
      try GrabCut(of: Tensor(shape: [40, 40]), seeds: seeds)
    }
    #expect(throws: SegmentationError.otherSize(seeds: [40, 40], picture: [8, 8])) {
      try GrabCut(of: Tensor(shape: [3, 8, 8]), seeds: seeds)
    }
    #expect(throws: SegmentationError.components(0)) { try GrabCut(of: image, seeds: seeds, components: 0) }
    #expect(throws: SegmentationError.gamma(-1)) { try GrabCut(of: image, seeds: seeds, gamma: -1) }
    #expect(throws: SegmentationError.iterations(0)) { try GrabCut(of: image, seeds: seeds, iterations: 0) }
  }
}
