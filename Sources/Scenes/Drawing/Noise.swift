import Tensors

/// A square of noise that repeats, mean 0 and standard deviation 1, made once and looked up at any scale.
///
/// It adds octaves of smoothed random lattices. Where each octave is as strong as the one before (`persistence` 1),
/// the amplitude of its spectrum falls as 1/f, as natural pictures' does; smaller values are softer.
struct Noise: Sendable {
  static let side = 128

  /// As rough at every scale: bark, stone, foliage.
  static let pink = Noise(persistence: 0.8, seed: 0x7069_6e6b)
  /// Soft shapes with little detail: clouds, hills.
  static let soft = Noise(persistence: 0.55, seed: 0x736f_6674)
  /// Every sample on its own: film grain.
  static let white = Noise(persistence: 0, seed: 0x7768_6974)

  let values: [Float]

  /// - Parameter persistence: the strength of each octave over that of the next coarser one; 0 keeps the finest alone.
  init(persistence: Float, seed: UInt64) {
    var source = RandomSource(seed: seed)
    var sum = [Float](repeating: 0, count: Noise.side * Noise.side)
    var strength: Float = 1
    for cells in [2, 4, 8, 16, 32, 64, 128] where persistence > 0 || cells == 128 {
      Noise.addOctave(cells: cells, strength: strength, to: &sum, from: &source)
      strength *= persistence
    }
    values = Noise.standardized(sum)
  }

  private static func addOctave(cells: Int, strength: Float, to sum: inout [Float], from source: inout RandomSource) {
    let lattice = (0..<cells * cells).map { _ in source.uniform() * 2 - 1 }
    let scale = Float(cells) / Float(side)
    for y in 0..<side {
      let (row, below, v) = Noise.neighbours(Float(y) * scale, cells)
      for x in 0..<side {
        let (column, right, u) = Noise.neighbours(Float(x) * scale, cells)
        let top = mixed(lattice[row * cells + column], lattice[row * cells + right], u)
        let bottom = mixed(lattice[below * cells + column], lattice[below * cells + right], u)
        sum[y * side + x] += strength * mixed(top, bottom, v)
      }
    }
  }

  /// The lattice points before and behind a position, and the smoothed share of the latter.
  private static func neighbours(_ position: Float, _ cells: Int) -> (Int, Int, Float) {
    let before = Int(position)
    return (before % cells, (before + 1) % cells, smoothStep(0, 1, position - Float(before)))
  }

  private static func standardized(_ values: [Float]) -> [Float] {
    let count = Float(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return values.map { ($0 - mean) / variance.squareRoot() }
  }

  /// The noise between four samples, by bilinear interpolation; a unit is a sample.
  func value(at point: Point) -> Float {
    let x = point.x + 8192
    let y = point.y + 8192
    let (left, top) = (Int(x), Int(y))
    let (u, v) = (x - Float(left), y - Float(top))
    let mask = Noise.side - 1
    let (row, below) = ((top & mask) * Noise.side, ((top + 1) & mask) * Noise.side)
    let (column, right) = (left & mask, (left + 1) & mask)
    return mixed(
      mixed(values[row + column], values[row + right], u), mixed(values[below + column], values[below + right], u), v)
  }
}
