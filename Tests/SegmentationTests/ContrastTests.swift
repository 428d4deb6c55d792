import Segmentation
import Testing

@Suite struct ContrastTests {
  private let black = SIMD3<Double>(0, 0, 0)
  private let white = SIMD3<Double>(1, 1, 1)

  /// 4×4, left half black, right half white: 42 pairs, of which ten differ, by 3 each.
  @Test func anEdgeIsCheapToCut() {
    let contrast = Contrast(
      of: (0..<16).map { $0 % 4 < 2 ? black : white }, height: 4, width: 4, gamma: 50)
    #expect(abs(contrast.beta - 0.7) < 1e-12)
    #expect(abs(contrast.links[1][0] - 6.1228) < 1e-4)
    #expect(abs(contrast.links[1][3] - 4.3295) < 1e-4)
    #expect(contrast.links[0][0] == 50)
    #expect(abs(contrast.links[0][3] - 50 / 2.0.squareRoot()) < 1e-12)
    // Four pairs straight across, and three each way on the diagonal.
    let cost = contrast.cost(of: (0..<16).map { $0 % 4 < 2 })
    #expect(abs(cost - (4 * 6.12282 + 6 * 4.32949)) < 1e-3)
  }

  @Test func ofOneColourAllPairsCostTheSame() {
    let contrast = Contrast(of: Array(repeating: black, count: 12), height: 3, width: 4, gamma: 50)
    #expect(contrast.beta == 0)
    // 4HW − 3H − 3W + 2 pairs, of which 2HW − H − W are straight.
    let total = contrast.links.reduce(0) { $0 + $1.sum() }
    #expect(abs(total - (17 * 50 + 12 * 50 / 2.0.squareRoot())) < 1e-9)
    #expect(abs(contrast.sums.reduce(0, +) - 2 * total) < 1e-9)
  }

  @Test func aPixelAloneHasNoPairs() {
    let contrast = Contrast(of: [white], height: 1, width: 1, gamma: 50)
    #expect(contrast.beta == 0)
    #expect(contrast.links == [.zero])
  }
}
