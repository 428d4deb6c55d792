/// The three transforms of Winograd's convolution F(4×4,3×3), on four tiles at a time.
///
/// A tile of 4 × 4 outputs of a 3 × 3 kernel is Aᵀ[(G w Gᵀ) ∘ (Bᵀ d B)]A, d the 6 × 6 inputs that it sees: 36 products
/// in place of 144 (Winograd 1980; Lavin and Gray 2016, section 4.3). In one dimension it multiplies polynomials by
/// their values at five points and at infinity (Toom and Cook). The points here are 0, ±a, ±b with a = ¾ and b = 3/2,
/// all constants exact in binary: rounding errors are a quarter of those with the usual ±1 and ±2, whose powers
/// lie further apart.
///
/// Lanes are tiles: each of the six (or four) vectors holds the same place of four neighbouring tiles.
enum Winograd {
  typealias Lanes = SIMD4<Float>
  typealias Three = (Lanes, Lanes, Lanes)
  typealias Four = (Lanes, Lanes, Lanes, Lanes)
  typealias Six = (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)

  /// Products for one tile and pair of channels.
  static let products = 36

  private static let a: Float = 0.75
  private static let b: Float = 1.5
  private static let a2 = a * a
  private static let b2 = b * b
  private static let a3 = a * a * a
  private static let b3 = b * b * b

  /// Bᵀd: the inputs as values at the points. Row p has the coefficients of Π_{q≠p}(x−q), the last those of Π(x−q).
  @inline(__always)
  static func input(_ d: Six) -> Six {
    let ends = (a2 * b2, a2 + b2)
    let even = (d.4 - b2 * d.2, d.4 - a2 * d.2)
    let odd = (a * d.3 - (a * b2) * d.1, b * d.3 - (b * a2) * d.1)
    return (
      d.4 + ends.0 * d.0 - ends.1 * d.2,
      even.0 + odd.0, even.0 - odd.0, even.1 + odd.1, even.1 - odd.1,
      d.5 + ends.0 * d.1 - ends.1 * d.3
    )
  }

  /// Aᵀm: column p of Aᵀ has the powers 0 to 3 of point p, the last is infinity.
  @inline(__always)
  static func output(_ m: Six) -> Four {
    let sum = (m.1 + m.2, m.3 + m.4)
    let difference = (m.1 - m.2, m.3 - m.4)
    return (
      m.0 + sum.0 + sum.1,
      a * difference.0 + b * difference.1,
      a2 * sum.0 + b2 * sum.1,
      m.5 + a3 * difference.0 + b3 * difference.1
    )
  }

  /// A r: the transpose of `output`, for a signal that comes back.
  @inline(__always)
  static func signal(_ r: Four) -> Six {
    let even = (r.0 + a2 * r.2, r.0 + b2 * r.2)
    let odd = (a * r.1 + a3 * r.3, b * r.1 + b3 * r.3)
    return (r.0, even.0 + odd.0, even.0 - odd.0, even.1 + odd.1, even.1 - odd.1, r.3)
  }

  /// 1/Π_{q≠p}(p−q) for the points 0, ±a, ±b.
  private static let scales = (1 / (a2 * b2), 1 / (2 * a2 * (a2 - b2)), 1 / (2 * b2 * (b2 - a2)))

  /// G w: row p has the powers 0 to 2 of point p, divided by Π_{q≠p}(p−q).
  @inline(__always)
  static func filter(_ w: Three) -> Six {
    let even = (scales.1 * (w.0 + a2 * w.2), scales.2 * (w.0 + b2 * w.2))
    let odd = (scales.1 * a * w.1, scales.2 * b * w.1)
    return (scales.0 * w.0, even.0 + odd.0, even.0 - odd.0, even.1 + odd.1, even.1 - odd.1, w.2)
  }

  /// Gᵀu: the transpose of `filter`, for the gradient at the filters.
  @inline(__always)
  static func filterGradient(_ u: Six) -> Three {
    let sum = (scales.1 * (u.1 + u.2), scales.2 * (u.3 + u.4))
    let difference = (scales.1 * (u.1 - u.2), scales.2 * (u.3 - u.4))
    return (
      scales.0 * u.0 + sum.0 + sum.1,
      a * difference.0 + b * difference.1,
      u.5 + a2 * sum.0 + b2 * sum.1
    )
  }

  /// Four vectors as the rows of a matrix, given back as its columns.
  @inline(__always)
  static func transposed(_ rows: Four) -> Four {
    let low = (interleavedLow(rows.0, rows.1), interleavedLow(rows.2, rows.3))
    let high = (interleavedHigh(rows.0, rows.1), interleavedHigh(rows.2, rows.3))
    return (
      Lanes(lowHalf: low.0.lowHalf, highHalf: low.1.lowHalf), Lanes(lowHalf: low.0.highHalf, highHalf: low.1.highHalf),
      Lanes(lowHalf: high.0.lowHalf, highHalf: high.1.lowHalf),
      Lanes(lowHalf: high.0.highHalf, highHalf: high.1.highHalf)
    )
  }

  @inline(__always)
  static func interleavedLow(_ u: Lanes, _ v: Lanes) -> Lanes { Lanes(u[0], v[0], u[1], v[1]) }

  @inline(__always)
  static func interleavedHigh(_ u: Lanes, _ v: Lanes) -> Lanes { Lanes(u[2], v[2], u[3], v[3]) }

  @inline(__always)
  static func load(_ place: UnsafePointer<Float>) -> Lanes {
    UnsafeRawPointer(place).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  static func load(_ place: UnsafeMutablePointer<Float>) -> Lanes { load(UnsafePointer(place)) }

  @inline(__always)
  static func store(_ lanes: Lanes, _ place: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(place).storeBytes(of: lanes, as: Lanes.self)
  }
}
