#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a border between neighbouring pixels costs: much where they are alike, little across an edge (Boykov and Jolly
/// 2001; Rother et al. 2004, equation 11).
///
/// V = γ/dist·exp(−β‖z_p−z_q‖²) between each pixel and its eight neighbours, dist 1 or √2, β = 1/(2·mean ‖z_p−z_q‖²) over
/// all pairs; in a picture of one colour β is 0.
package struct Contrast: Sendable {
  private let height: Int
  private let width: Int
  /// β, in 1/(colour units)².
  package let beta: Double
  /// For each pixel what the pairs with its neighbours to the right, below to the left, below, and below to the right
  /// cost; 0 where there is none.
  package let links: [SIMD4<Double>]

  /// Rows and columns from a pixel to the neighbour of each lane of `links`.
  private static let neighbours: [(y: Int, x: Int)] = [(0, 1), (1, -1), (1, 0), (1, 1)]

  package init(of colours: [SIMD3<Double>], height: Int, width: Int, gamma: Double) {
    var links = [SIMD4<Double>](repeating: .zero, count: height * width)
    var total = 0.0
    Self.forEachPair(height: height, width: width) { place, lane, other in
      let difference = colours[place] - colours[other]
      links[place][lane] = (difference * difference).sum()
      total += links[place][lane]
    }
    // 4HW − 3H − 3W + 2 pairs.
    let pairs = Double(4 * height * width - 3 * height - 3 * width + 2)
    let beta = total > 0 ? pairs / (2 * total) : 0
    Self.forEachPair(height: height, width: width) { place, lane, _ in
      let strength = lane % 2 == 0 ? gamma : gamma / 2.0.squareRoot()
      links[place][lane] = strength * exp(-beta * links[place][lane])
    }
    (self.height, self.width, self.beta, self.links) = (height, width, beta, links)
  }

  /// Both pixels of each pair, and the lane that it has at the first.
  private static func forEachPair(height: Int, width: Int, _ body: (_ place: Int, _ lane: Int, _ other: Int) -> Void) {
    for y in 0..<height {
      for x in 0..<width {
        for (lane, step) in neighbours.enumerated() {
          let (row, column) = (y + step.y, x + step.x)
          if row < height, column >= 0, column < width { body(y * width + x, lane, row * width + column) }
        }
      }
    }
  }

  /// What the border between two labels costs in all.
  package func cost(of mask: [Bool]) -> Double {
    var sum = 0.0
    Self.forEachPair(height: height, width: width) { place, lane, other in
      if mask[place] != mask[other] { sum += links[place][lane] }
    }
    return sum
  }

  /// For each pixel what all its pairs cost together.
  package var sums: [Double] {
    var sums = [Double](repeating: 0, count: links.count)
    Self.forEachPair(height: height, width: width) { place, lane, other in
      sums[place] += links[place][lane]
      sums[other] += links[place][lane]
    }
    return sums
  }
}
