#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One component of a mixture: how usual a colour is in it.
///
/// The cost of a colour z is −ln π + ½ ln det Σ + ½(z−μ)ᵀΣ⁻¹(z−μ) + ½λ·tr Σ⁻¹ with Σ = the covariance of the colours + λI.
/// The last term makes this Σ the one of the least total cost, so that a new fit never costs more (Rother et al. 2004,
/// equation 9, is without λ and fails where all colours are one).
package struct ColorGaussian: Sendable {
  /// π, its share of the label's pixels.
  let weight: Double
  /// μ, in 0…1.
  let mean: SIMD3<Double>
  /// Rows of L⁻¹, where LLᵀ = Σ: (z−μ)ᵀΣ⁻¹(z−μ) = ‖L⁻¹(z−μ)‖².
  private let rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)
  /// All of the cost that does not depend on the colour.
  private let constant: Double

  /// λ, the variance of rounding to 8 bits.
  static let rounding = 1.0 / (255 * 255) / 12

  /// Fits it to the colours that were added up; of none its cost is NaN, which is less than no other.
  ///
  /// - Parameter total: pixels of the whole label.
  package init(of sums: Sums, total: Double) {
    weight = sums.count / total
    mean = sums.first / sums.count
    let diagonal = sums.squares / sums.count - mean * mean + Self.rounding
    let mixed = sums.products / sums.count - mean * SIMD3(mean.y, mean.z, mean.x)
    // Cholesky's factor of [[xx, xy, zx], [xy, yy, yz], [zx, yz, zz]], row by row; λ keeps the roots from 0.
    let l00 = diagonal.x.squareRoot()
    let (l10, l20) = (mixed.x / l00, mixed.z / l00)
    let l11 = (diagonal.y - l10 * l10).squareRoot()
    let l21 = (mixed.y - l20 * l10) / l11
    let l22 = (diagonal.z - l20 * l20 - l21 * l21).squareRoot()
    let i10 = -l10 / (l00 * l11)
    rows = (
      SIMD3(1 / l00, 0, 0), SIMD3(i10, 1 / l11, 0),
      SIMD3((-l20 / l00 - l21 * i10) / l22, -l21 / (l11 * l22), 1 / l22)
    )
    let trace = [rows.0, rows.1, rows.2].reduce(0) { $0 + ($1 * $1).sum() }
    constant = -log(weight) + log(l00 * l11 * l22) + Self.rounding * trace / 2
  }

  /// What it costs to call a colour one of this component's.
  package func cost(of color: SIMD3<Double>) -> Double {
    let distance = color - mean
    let x = rows.0.x * distance.x
    let y = rows.1.x * distance.x + rows.1.y * distance.y
    let z = rows.2.x * distance.x + rows.2.y * distance.y + rows.2.z * distance.z
    return constant + (x * x + y * y + z * z) / 2
  }

  /// Colours added up: all that a fit needs of them.
  package struct Sums {
    fileprivate(set) var count = 0.0
    fileprivate var first = SIMD3<Double>()
    /// Σ x², Σ y², Σ z².
    fileprivate var squares = SIMD3<Double>()
    /// Σ xy, Σ yz, Σ zx.
    fileprivate var products = SIMD3<Double>()

    package init() {}

    package mutating func add(_ color: SIMD3<Double>) {
      count += 1
      first += color
      squares += color * color
      products += color * SIMD3(color.y, color.z, color.x)
    }
  }
}

/// The colours of one label as a mixture of Gaussians, of which each pixel takes the one that costs least.
package struct ColorMixture: Sendable {
  /// In the order of their numbers.
  let components: [ColorGaussian]

  /// Fits every component to the colours that were added up for it.
  package init(of sums: [ColorGaussian.Sums]) {
    let total = sums.reduce(0) { $0 + $1.count }
    components = sums.map { ColorGaussian(of: $0, total: total) }
  }

  /// The component that takes a colour at the least cost, the first of equals.
  package func best(for color: SIMD3<Double>) -> (component: UInt8, cost: Double) {
    var best = (component: UInt8(0), cost: Double.infinity)
    for number in components.indices {
      let cost = components[number].cost(of: color)
      if cost < best.cost { best = (UInt8(truncatingIfNeeded: number), cost) }
    }
    return best
  }
}
