/// The transforms of Winograd's convolution F(4×4,3×3), on four channels of a tile at a time.
///
/// A tile of 4 × 4 outputs of a 3 × 3 kernel is Aᵀ[(G w Gᵀ) ∘ (Bᵀ d B)]A, d the 6 × 6 inputs that it sees: 36 products
/// in place of 144 (Winograd 1980; Lavin and Gray 2016, section 4.3). In one dimension it multiplies polynomials by
/// their values at five points and at infinity (Toom and Cook). The points here are 0, ±a and ±2a with a = ¾, all
/// constants exact in binary but 1/6: rounding errors are a quarter of those with the usual a = 1, whose powers lie
/// further apart.
///
/// Lanes are channels (or filters): each of the six (or four, or three) vectors holds one place of a tile.
enum Winograd {
  typealias Three = (Lanes, Lanes, Lanes)
  typealias Four = (Lanes, Lanes, Lanes, Lanes)
  /// The rows of a tile.
  typealias FourRows = (Four, Four, Four, Four)
  typealias Six = (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)

  /// Products for one tile and pair of channels.
  static let products = 36

  private static let a: Float = 0.75
  private static let a2 = a * a
  private static let a3 = a * a * a
  private static let a4 = a * a * a * a

  /// Bᵀd: row p of Bᵀ has the coefficients of Π(x−q) over the points q other than p, its last row those over all.
  @inline(__always)
  static func input(_ d: Six) -> Six {
    let even = (d.4 - (4 * a2) * d.2, d.4 - a2 * d.2)
    let odd = (a * d.3 - (4 * a3) * d.1, (2 * a) * d.3 - (2 * a3) * d.1)
    return (
      d.4 + (4 * a4) * d.0 - (5 * a2) * d.2,
      even.0 + odd.0, even.0 - odd.0, even.1 + odd.1, even.1 - odd.1,
      d.5 + (4 * a4) * d.1 - (5 * a2) * d.3
    )
  }

  /// Aᵀm: column p of Aᵀ has the powers 0 to 3 of point p, the last is infinity.
  @inline(__always)
  static func output(_ m: Six) -> Four {
    let sum = (m.1 + m.2, m.3 + m.4)
    let difference = (m.1 - m.2, m.3 - m.4)
    return (
      m.0 + sum.0 + sum.1,
      a * (difference.0 + 2 * difference.1),
      a2 * (sum.0 + 4 * sum.1),
      m.5 + a3 * (difference.0 + 8 * difference.1)
    )
  }

  /// A r: the transpose of `output`, for a signal that comes back.
  @inline(__always)
  static func signal(_ r: Four) -> Six {
    let even = (r.0 + a2 * r.2, r.0 + (4 * a2) * r.2)
    let odd = (a * (r.1 + a2 * r.3), (2 * a) * (r.1 + (4 * a2) * r.3))
    return (r.0, even.0 + odd.0, even.0 - odd.0, even.1 + odd.1, even.1 - odd.1, r.3)
  }

  /// G w: row p of G has the powers 0 to 2 of point p, divided by Π(p−q) over the other points: 4a⁴, −6a⁴ and 24a⁴.
  @inline(__always)
  static func filter(_ w: Three) -> Six {
    let even = ((-1 / (6 * a4)) * (w.0 + a2 * w.2), (1 / (24 * a4)) * (w.0 + (4 * a2) * w.2))
    let odd = ((-1 / (6 * a3)) * w.1, (1 / (12 * a3)) * w.1)
    return ((1 / (4 * a4)) * w.0, even.0 + odd.0, even.0 - odd.0, even.1 + odd.1, even.1 - odd.1, w.2)
  }

  /// Gᵀu: the transpose of `filter`, for the gradient at the filters.
  @inline(__always)
  static func filterGradient(_ u: Six) -> Three {
    let sum = (u.1 + u.2, u.3 + u.4)
    let difference = (u.1 - u.2, u.3 - u.4)
    return (
      (1 / (4 * a4)) * u.0 - (1 / (6 * a4)) * (sum.0 - 0.25 * sum.1),
      (-1 / (6 * a3)) * (difference.0 - 0.5 * difference.1),
      u.5 - (1 / (6 * a2)) * (sum.0 - sum.1)
    )
  }

  @inline(__always)
  static func storeSix(_ six: Six, _ place: UnsafeMutablePointer<Float>, pitch: Int) {
    six.0.store(to: place)
    six.1.store(to: place + pitch)
    six.2.store(to: place + 2 &* pitch)
    six.3.store(to: place + 3 &* pitch)
    six.4.store(to: place + 4 &* pitch)
    six.5.store(to: place + 5 &* pitch)
  }

  @inline(__always)
  static func loadSix(_ place: UnsafePointer<Float>, pitch: Int) -> Six {
    (
      Lanes(from: place), Lanes(from: place + pitch), Lanes(from: place + 2 &* pitch), Lanes(from: place + 3 &* pitch),
      Lanes(from: place + 4 &* pitch), Lanes(from: place + 5 &* pitch)
    )
  }
}
