import Segmentation
import Tensors
import Testing

@Suite struct GridCutTests {
  /// Links drawn between 0 and 1, or none where there is no neighbour.
  private func grid(
    _ height: Int, _ width: Int, seed: UInt64
  ) -> (neighbours: [SIMD4<Double>], terminals: [(source: Double, sink: Double)]) {
    var random = RandomSource(seed: seed)
    func link() -> Double { random.uniform() < 0.3 ? 0 : Double(random.uniform()) }
    var neighbours: [SIMD4<Double>] = []
    for y in 0..<height {
      for x in 0..<width {
        neighbours.append(
          SIMD4(
            x + 1 < width ? link() : 0, y + 1 < height && x > 0 ? link() : 0, y + 1 < height ? link() : 0,
            y + 1 < height && x + 1 < width ? link() : 0))
      }
    }
    return (neighbours, (0..<height * width).map { _ in (2 * link(), 2 * link()) })
  }

  /// What it costs to give pixels to the sides.
  private func cost(
    _ side: [Bool], _ neighbours: [SIMD4<Double>], _ terminals: [(source: Double, sink: Double)], width: Int
  ) -> Double {
    let steps = [1, width - 1, width, width + 1]
    var sum = 0.0
    for (place, links) in neighbours.enumerated() {
      sum += side[place] ? terminals[place].sink : terminals[place].source
      for lane in 0..<4 where links[lane] > 0 && side[place] != side[place + steps[lane]] { sum += links[lane] }
    }
    return sum
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func theCutIsTheLeastOfAll(seed: UInt64) {
    let (height, width) = [(3, 3), (2, 5), (4, 3), (1, 9)][Int(seed % 4)]
    let (neighbours, terminals) = grid(height, width, seed: seed)
    let cut = GridCut(neighbours: neighbours, terminals: terminals, width: width)
    let count = height * width
    let sides = (0..<1 << count).map { bits in (0..<count).map { bits >> $0 & 1 == 1 } }
    let least = sides.map { cost($0, neighbours, terminals, width: width) }.min() ?? 0
    #expect(abs(cut.flow - least) < 1e-9, "seed \(seed)")
    #expect(abs(cost(cut.sourceSide, neighbours, terminals, width: width) - least) < 1e-9, "seed \(seed)")
  }

  @Test func theFlowsAreSciPys() throws {
    let (links, terminals, flows) = (
      try fixture("grid-links"), try fixture("grid-terminals"), try fixture("grid-flows")
    )
    let (height, width) = (links.shape[1], links.shape[2])
    for number in 0..<flows.count {
      let numbers = links.entry(number).elements.map(Double.init)
      let ends = terminals.entry(number).elements.map(Double.init)
      let cut = GridCut(
        neighbours: (0..<height * width).map {
          SIMD4(numbers[4 * $0], numbers[4 * $0 + 1], numbers[4 * $0 + 2], numbers[4 * $0 + 3])
        },
        terminals: (0..<height * width).map { (ends[2 * $0], ends[2 * $0 + 1]) }, width: width)
      // Whole numbers stay whole.
      #expect(cut.flow == Double(flows[flat: number]), "grid \(number)")
    }
  }

  /// The other algorithm on the same graph, too large for all cuts.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func theValueIsThatOfAugmentingPaths(seed: UInt64) throws {
    let (height, width) = (7, 8)
    let (neighbours, terminals) = grid(height, width, seed: seed)
    let count = height * width
    var capacities = Tensor(shape: [count + 2, count + 2])
    for (place, links) in neighbours.enumerated() {
      capacities[count, place] = Float(terminals[place].source)
      capacities[place, count + 1] = Float(terminals[place].sink)
      for (lane, step) in [1, width - 1, width, width + 1].enumerated() where links[lane] > 0 {
        capacities[place, place + step] = Float(links[lane])
        capacities[place + step, place] = Float(links[lane])
      }
    }
    var place = try MaximumFlow(capacities: capacities, source: count, sink: count + 1).makeIterator()
    while place.next() != nil {}
    let cut = GridCut(neighbours: neighbours, terminals: terminals, width: width)
    #expect(abs(cut.flow - place.current.value) < 1e-5, "seed \(seed)")
  }

  @Test(arguments: [0.25, 3])
  func theSameOnBothLinksOfAPixelAddsToTheFlowAlone(more: Double) {
    let (neighbours, terminals) = grid(9, 9, seed: 3)
    let cut = GridCut(neighbours: neighbours, terminals: terminals, width: 9)
    let other = GridCut(
      neighbours: neighbours, terminals: terminals.map { ($0.source + more, $0.sink + more) }, width: 9)
    #expect(abs(other.flow - cut.flow - 81 * more) < 1e-9)
    #expect(other.sourceSide == cut.sourceSide)
  }

  /// Both pixels are on the sink's side: 3 + 1 comes from the source, and there is room for 1 + 4 behind.
  @Test func twoPixels() {
    let cut = GridCut(neighbours: [SIMD4(2, 0, 0, 0), .zero], terminals: [(3, 1), (1, 4)], width: 2)
    #expect(cut.flow == 4)
  }

  @Test func withoutLinksNothingFlows() {
    let cut = GridCut(neighbours: [.zero, .zero], terminals: [(0, 0), (0, 0)], width: 1)
    #expect(cut.flow == 0)
    #expect(cut.sourceSide == [false, false])
  }
}
