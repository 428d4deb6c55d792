import Segmentation
import Tensors
import Testing

@Suite struct ColorGaussianTests {
  private func colours(_ tensor: Tensor) -> [SIMD3<Double>] {
    (0..<tensor.shape[0]).map { row in
      SIMD3(Double(tensor[row, 0]), Double(tensor[row, 1]), Double(tensor[row, 2]))
    }
  }

  private func gaussian(_ colours: [SIMD3<Double>], total: Double) -> ColorGaussian {
    var sums = ColorGaussian.Sums()
    for color in colours { sums.add(color) }
    return ColorGaussian(of: sums, total: total)
  }

  @Test func theCostsAreSciPys() throws {
    let colours = colours(try fixture("colours"))
    let costs = try fixture("costs")
    // A share of 0.3.
    let component = gaussian(colours, total: Double(colours.count) / 0.3)
    for (number, color) in colours.enumerated() {
      #expect(abs(component.cost(of: color) - Double(costs[flat: number])) < 1e-5)
    }
  }

  /// The fit costs its own colours less than any fit to others does.
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func theFitIsTheCheapest(seed: UInt64) {
    var random = RandomSource(seed: seed)
    // Thin in one direction, where λ counts.
    let colours = (0..<40).map { _ in
      let grey = Double(random.uniform())
      return SIMD3(grey, grey, 0.5 * grey + 0.001 * Double(random.uniform()))
    }
    let own = gaussian(colours, total: 100)
    let least = colours.reduce(0) { $0 + own.cost(of: $1) }
    for scale in [1e-4, 1e-3, 1e-2] {
      let moved = colours.map { $0 + scale * SIMD3(Double(random.normal()), Double(random.normal()), 0) }
      let other = gaussian(moved, total: 100)
      #expect(colours.reduce(0) { $0 + other.cost(of: $1) } >= least - 1e-9 * abs(least), "seed \(seed)")
    }
  }

  @Test func oneColourHasAFiniteCost() {
    let component = gaussian(Array(repeating: SIMD3(0.2, 0.4, 0.6), count: 9), total: 9)
    #expect(component.cost(of: SIMD3(0.2, 0.4, 0.6)).isFinite)
    #expect(component.cost(of: SIMD3(1, 0, 0)).isFinite)
    #expect(component.cost(of: SIMD3(0.2, 0.4, 0.6)) < component.cost(of: SIMD3(0.2, 0.4, 0.61)))
  }

  @Test func aComponentOfNothingIsNeverTheBest() {
    var sums = ColorGaussian.Sums()
    sums.add(SIMD3(0, 0, 0))
    let mixture = ColorMixture(of: [ColorGaussian.Sums(), sums])
    #expect(mixture.best(for: SIMD3(1, 1, 1)).component == 1)
  }
}
