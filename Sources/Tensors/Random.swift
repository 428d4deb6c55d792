/// A stream of random numbers that is the same on every machine.
///
/// The generator is xoshiro256** (Blackman and Vigna 2018): 256 bits of state, period 2²⁵⁶ − 1, started from the seed
/// by splitmix64 (Steele, Lea and Flood 2014). Uniform and normal numbers are made from it by additions,
/// multiplications, divisions and square roots alone, which IEEE 754 defines to the last bit: the mathematical
/// library of the machine, whose logarithm may differ in that bit, has no part in it.
public struct RandomSource: RandomNumberGenerator, Equatable, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The source that the seed names.
  public init(seed: UInt64) {
    self.init(seed: seed, stream: 0)
  }

  /// One of 2⁶⁴ sources that the seed names; they have nothing to do with one another, as those of other seeds.
  ///
  /// Stream 0 is that of the seed alone. A picture, a worker or an epoch takes its number as a stream, so that what it
  /// draws does not depend on what was drawn before it.
  public init(seed: UInt64, stream: UInt64) {
    var place = stream == 0 ? seed : scrambled(scrambled(seed) &+ stream)
    func word() -> UInt64 {
      place &+= 0x9E37_79B9_7F4A_7C15
      return scrambled(place)
    }
    state = (word(), word(), word(), word())
  }

  /// A source in a given state, which must not be all zeros.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) {
    self.state = state
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let result = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return result
  }

  /// A multiple of 2⁻²⁴ from 0 up to but not including 1, all alike probable.
  public mutating func uniform() -> Float {
    Float(next() >> 40) * 0x1p-24
  }

  /// A number from the standard normal distribution, from one draw.
  ///
  /// The quantile function at (k + ½)·2⁻⁵², k of 52 bits: symmetric about 0, never beyond ±8.3.
  public mutating func normal() -> Float {
    Float(normalQuantile((Double(next() >> 12) + 0.5) * 0x1p-52))
  }

  /// A whole number from 0 to `bound` − 1, all alike probable.
  ///
  /// The high half of a draw times the bound (Lemire 2019); draws that would favour some numbers are thrown away.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "no whole number is from 0 to \(bound - 1)")
    let bound = UInt64(bound)
    let threshold = (0 &- bound) % bound
    while true {
      let (high, low) = bound.multipliedFullWidth(by: next())
      if low >= threshold { return Int(high) }
    }
  }

  /// The numbers from 0 to `count` − 1 in random order (Fisher and Yates).
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }

  /// Whether both will give the same numbers from here on.
  public static func == (a: RandomSource, b: RandomSource) -> Bool { a.state == b.state }
}

extension Tensor {
  /// Independent numbers from the standard normal distribution.
  public static func normal(shape: [Int], seed: UInt64) -> Tensor {
    var source = RandomSource(seed: seed)
    return Tensor(shape: shape) { _ in source.normal() }
  }

  /// Independent numbers from 0 up to but not including 1, all alike probable.
  public static func uniform(shape: [Int], seed: UInt64) -> Tensor {
    var source = RandomSource(seed: seed)
    return Tensor(shape: shape) { _ in source.uniform() }
  }

  /// A tensor of what `element` gives for each place in row-major order.
  private init(shape: [Int], element: (Int) -> Float) {
    self.init(shape: shape, filledBy: { buffer in for place in buffer.indices { buffer[place] = element(place) } })
  }
}

/// The output function of splitmix64, a one-to-one scrambling of 64 bits.
private func scrambled(_ value: UInt64) -> UInt64 {
  var mixed = value
  mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
  return mixed ^ (mixed >> 31)
}

private func rotated(_ value: UInt64, by count: UInt64) -> UInt64 {
  (value << count) | (value >> (64 - count))
}

/// Where the standard normal distribution function reaches p, to seven digits: algorithm AS 241, PPND7 (Wichura 1988).
private func normalQuantile(_ p: Double) -> Double {
  let q = p - 0.5
  if abs(q) <= 0.425 {
    let r = 0.180625 - q * q
    return q * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
      / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1)
  }
  let tail = (-logarithm(min(p, 1 - p))).squareRoot()
  let magnitude: Double
  if tail <= 5 {
    let r = tail - 1.6
    magnitude =
      (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
      / ((0.12021132975 * r + 0.73700164250) * r + 1)
  } else {
    let r = tail - 5
    magnitude =
      (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
      / ((0.012258202635 * r + 0.24197894225) * r + 1)
  }
  return q < 0 ? -magnitude : magnitude
}

/// The natural logarithm of a positive number to 12 digits, by operations that are exact everywhere.
///
/// x = m·2ᵉ with m from ¾ to 3/2 gives e·log 2 + 2·artanh s, s = (m − 1)/(m + 1), whose series in s² ≤ 1/25 is short.
private func logarithm(_ x: Double) -> Double {
  var exponent = Double(x.exponent)
  var significand = x.significand
  if significand > 1.5 {
    significand /= 2
    exponent += 1
  }
  let s = (significand - 1) / (significand + 1)
  let square = s * s
  var series = 0.0
  for odd in stride(from: 17.0, through: 1, by: -2) { series = series * square + 1 / odd }
  return exponent * 0.693147180559945309 + 2 * s * series
}
