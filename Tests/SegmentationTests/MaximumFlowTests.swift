import Segmentation
import Stepping
import Tensors
import Testing

@Suite struct MaximumFlowTests {
  private func end(_ capacities: Tensor, _ source: Int, _ sink: Int) throws -> MaximumFlow.Path {
    var place = try MaximumFlow(capacities: capacities, source: source, sink: sink).makeIterator()
    while place.next() != nil {}
    return place.current
  }

  @Test func theValuesAreSciPys() throws {
    let (graphs, flows) = (try fixture("graphs"), try fixture("flows"))
    for number in 0..<flows.count {
      let value = try end(graphs.entry(number), 0, 8).value
      #expect(Float(value) == flows[flat: number], "graph \(number)")
    }
  }

  /// Against all cuts, on graphs whose capacities are no whole numbers.
  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func theValueIsTheLeastCut(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let count = 3 + Int(seed % 5)
    let capacities = Tensor(
      shape: [count, count],
      elements: (0..<count * count).map { _ in random.uniform() < 0.5 ? random.uniform() : 0 })
    let least = (0..<1 << count).filter { $0 & 1 == 1 && $0 >> (count - 1) & 1 == 0 }
      .map { side in capacity(of: side, in: capacities) }.min()
    let found = try end(capacities, 0, count - 1)
    #expect(abs(found.value - (least ?? 0)) < 1e-5)
    let side = (0..<count).reduce(0) { $0 | Int(found.cut[flat: $1]) << $1 }
    #expect(abs(capacity(of: side, in: capacities) - found.value) < 1e-5)
    check(found, capacities, source: 0, sink: count - 1)
  }

  /// What goes from a side, given as the bits of a number, to the rest.
  private func capacity(of side: Int, in capacities: Tensor) -> Double {
    let count = capacities.shape[0]
    return (0..<count * count).reduce(0.0) { sum, place in
      let (from, to) = (place / count, place % count)
      return side >> from & 1 == 1 && side >> to & 1 == 0 ? sum + Double(capacities[flat: place]) : sum
    }
  }

  /// No edge carries more than it can, and what comes into a node leaves it.
  private func check(_ path: MaximumFlow.Path, _ capacities: Tensor, source: Int, sink: Int) {
    let count = capacities.shape[0]
    let flow = path.flow
    for place in 0..<flow.count {
      #expect(flow[flat: place] >= 0 && flow[flat: place] <= capacities[flat: place] + 1e-6)
    }
    for node in 0..<count {
      let leaves = (0..<count).reduce(Float(0)) { $0 + flow[node, $1] - flow[$1, node] }
      let expected = node == source ? Float(path.value) : node == sink ? -Float(path.value) : 0
      #expect(abs(leaves - expected) < 1e-5)
    }
  }

  /// The bridge in the middle is used one way first and then taken back.
  @Test func whatWasSentOnABadWayIsTakenBack() throws {
    let capacities = Tensor(
      shape: [6, 6],
      elements: [
        0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
      ])
    let steps = Array(try MaximumFlow(capacities: capacities, source: 0, sink: 5))
    #expect(steps.map(\.nodes) == [[0, 1, 3, 5], [0, 2, 4, 5]])
    // Without the way from 2 to 4 at first hand, the second path has to send the first one's flow back.
    var narrow = capacities
    narrow[1, 4] = 1
    narrow[2, 4] = 0
    let others = Array(try MaximumFlow(capacities: narrow, source: 0, sink: 5))
    #expect(others.map(\.nodes) == [[0, 1, 3, 5], [0, 2, 3, 1, 4, 5]])
    #expect(others.last?.value == 2 && others.last?.flow[1, 3] == 0)
  }

  @Test func whatIsNoGraphIsRefused() {
    func fault(_ capacities: Tensor, _ source: Int, _ sink: Int) -> SegmentationError? {
      do throws(SegmentationError) {
        _ = try MaximumFlow(capacities: capacities, source: source, sink: sink)
        return nil
      } catch {
        return error
      }
    }
    let graph = Tensor(shape: [2, 2], elements: [0, 1, 0, 0])
    #expect(fault(Tensor(shape: [2, 3]), 0, 1) == .noGraph(shape: [2, 3]))
    #expect(fault(Tensor(shape: [2, 2], elements: [0, -1, 0, 0]), 0, 1) == .capacity(-1, from: 0, to: 1))
    #expect(fault(graph, 0, 2) == .nodeOutOfRange(2, count: 2))
    #expect(fault(graph, 1, 1) == .sourceIsSink(1))
    #expect(fault(graph, 0, 1) == nil)
  }

  @Test func theLastPathSaysThatItIsTheLast() throws {
    let capacities = Tensor(shape: [3, 3], elements: [0, 2, 1, 0, 0, 2, 0, 0, 0])
    #expect(Array(try MaximumFlow(capacities: capacities, source: 0, sink: 2)).map(\.isLast) == [false, true])
    let nothing = try MaximumFlow(capacities: capacities, source: 2, sink: 0).makeIterator().current
    #expect(nothing.isLast)
    #expect(nothing.headline == "no path leads from 2 to 0: nothing can flow")
  }
}
