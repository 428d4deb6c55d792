import Tensors

/// Where a mixture begins: colours in clusters around their means (k-means, Lloyd 1982), from starts that lie apart
/// (Arthur and Vassilvitskii 2007).
struct ColorClusters {
  private(set) var centres: [SIMD3<Double>] = []

  /// Colours that are looked at: enough for a handful of means.
  private static let sample = 4096
  private static let rounds = 10

  /// - Parameters:
  ///   - colours: at least one.
  ///   - count: how many clusters; where there are fewer distinct colours, as many as these.
  init(of colours: [SIMD3<Double>], count: Int, random: inout RandomSource) {
    let step = max(colours.count / Self.sample, 1)
    let sample = stride(from: 0, to: colours.count, by: step).map { colours[$0] }
    centres = Self.starts(sample, count: count, &random)
    for _ in 0..<Self.rounds where !moveCentres(to: sample) { break }
  }

  /// The nearest centre, the first of equals.
  func nearest(to color: SIMD3<Double>) -> UInt8 {
    var best = (number: 0, distance: Double.infinity)
    for (number, centre) in centres.enumerated() {
      let distance = squaredDistance(color, centre)
      if distance < best.distance { best = (number, distance) }
    }
    return UInt8(best.number)
  }

  /// Each start is drawn with a chance in proportion to its squared distance from the nearest so far.
  private static func starts(
    _ colours: [SIMD3<Double>], count: Int, _ random: inout RandomSource
  ) -> [SIMD3<Double>] {
    var starts = [colours[random.integer(below: colours.count)]]
    var distances = colours.map { squaredDistance($0, starts[0]) }
    while starts.count < count {
      let total = distances.reduce(0, +)
      guard total > 0 else { break }
      var left = Double(random.uniform()) * total
      let chosen = distances.firstIndex { distance in
        left -= distance
        return left < 0 && distance > 0
      }
      guard let place = chosen ?? distances.lastIndex(where: { $0 > 0 }) else { break }
      starts.append(colours[place])
      for number in distances.indices {
        distances[number] = min(distances[number], squaredDistance(colours[number], colours[place]))
      }
    }
    return starts
  }

  /// Puts each centre at the mean of the colours nearest to it; says whether any moved.
  private mutating func moveCentres(to colours: [SIMD3<Double>]) -> Bool {
    var sums = [(count: Double, sum: SIMD3<Double>)](repeating: (0, .zero), count: centres.count)
    for color in colours {
      let number = Int(nearest(to: color))
      sums[number].count += 1
      sums[number].sum += color
    }
    let moved = zip(centres, sums).map { $1.count > 0 ? $1.sum / $1.count : $0 }
    defer { centres = moved }
    return moved != centres
  }
}

private func squaredDistance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
  let difference = a - b
  return (difference * difference).sum()
}
