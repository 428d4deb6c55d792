internal import CLanes

/// Four numbers that are computed with at once: each operation is an instruction or two.
struct Lanes {
  private var numbers: lanes

  static var zero: Lanes { Lanes(repeating: 0) }

  @inline(__always)
  private init(_ numbers: lanes) { self.numbers = numbers }

  @inline(__always)
  init(repeating number: Float) { numbers = lanes(repeating: number) }

  /// Four numbers in a row, at any address.
  @inline(__always)
  init(from place: UnsafePointer<Float>) { numbers = UnsafeRawPointer(place).loadUnaligned(as: lanes.self) }

  @inline(__always)
  init(from place: UnsafeMutablePointer<Float>) { self.init(from: UnsafePointer(place)) }

  @inline(__always)
  func store(to place: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(place).storeBytes(of: numbers, as: lanes.self)
  }

  /// As many of the numbers as a row has from a column on, zeros beyond its end.
  @inline(__always)
  init(from row: UnsafePointer<Float>, column: Int, width: Int) {
    if column &+ 4 <= width {
      self.init(from: row + column)
    } else {
      self.init(repeating: 0)
      for lane in 0..<Swift.max(0, width &- column) { self[lane] = row[column &+ lane] }
    }
  }

  /// Writes as many of the numbers to a row as it has from a column on.
  @inline(__always)
  func store(to row: UnsafeMutablePointer<Float>, column: Int, width: Int) {
    if column &+ 4 <= width {
      store(to: row + column)
    } else {
      for lane in 0..<Swift.max(0, width &- column) { row[column &+ lane] = self[lane] }
    }
  }

  subscript(_ lane: Int) -> Float {
    @inline(__always) get { numbers[lane] }
    @inline(__always) set { numbers[lane] = newValue }
  }

  @inline(__always)
  static func + (a: Lanes, b: Lanes) -> Lanes { Lanes(lanes_sum(a.numbers, b.numbers)) }

  @inline(__always)
  static func += (a: inout Lanes, b: Lanes) { a = a + b }

  @inline(__always)
  static func - (a: Lanes, b: Lanes) -> Lanes { Lanes(lanes_difference(a.numbers, b.numbers)) }

  @inline(__always)
  static func * (factor: Float, a: Lanes) -> Lanes {
    Lanes(lanes_product(lanes(repeating: factor), a.numbers))
  }
}

// MARK: - Larger ones

extension Lanes {
  /// The larger one of each two numbers; the second where one is a NaN.
  @inline(__always)
  static func larger(_ a: Lanes, _ b: Lanes) -> Lanes { Lanes(lanes_larger(a.numbers, b.numbers)) }

  /// The largest of each four numbers; a NaN where one of them is one.
  @inline(__always)
  static func largest(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> Lanes {
    let isNaN = lanes_either(lanes_unordered(a.numbers, b.numbers), lanes_unordered(c.numbers, d.numbers))
    return Lanes(lanes_spoilt(isNaN, larger(larger(a, b), larger(c, d)).numbers))
  }
}

// MARK: - Choices

extension Lanes {
  /// For each lane yes or no.
  struct Mask {
    fileprivate let bits: lanes_mask

    @inline(__always)
    static func & (a: Mask, b: Mask) -> Mask { Mask(bits: lanes_both(a.bits, b.bits)) }

    @inline(__always)
    static func | (a: Mask, b: Mask) -> Mask { Mask(bits: lanes_either(a.bits, b.bits)) }

    static var none: Mask { Mask(bits: lanes_mask(repeating: 0)) }
  }

  var isPositive: Mask {
    @inline(__always) get { Mask(bits: lanes_positive(numbers)) }
  }

  var isNaN: Mask {
    @inline(__always) get { Mask(bits: lanes_unordered(numbers, numbers)) }
  }

  @inline(__always)
  static func == (a: Lanes, b: Lanes) -> Mask { Mask(bits: lanes_equal(a.numbers, b.numbers)) }

  /// The numbers where a mask says yes, zeros elsewhere.
  @inline(__always)
  func kept(where mask: Mask) -> Lanes { Lanes(lanes_where(mask.bits, numbers)) }

  /// NaNs where a mask says yes, the numbers elsewhere.
  @inline(__always)
  func spoilt(where mask: Mask) -> Lanes { Lanes(lanes_spoilt(mask.bits, numbers)) }

  /// Zeros where a mask says yes, the numbers elsewhere.
  @inline(__always)
  func zeroed(where mask: Mask) -> Lanes { Lanes(lanes_unless(mask.bits, numbers)) }
}

// MARK: - Numbers that change places

extension Lanes {
  /// Two vectors' numbers by turns, as two vectors.
  @inline(__always)
  private static func alternating(_ even: Lanes, _ odd: Lanes) -> (Lanes, Lanes) {
    (Lanes(lanes_low_zip(even.numbers, odd.numbers)), Lanes(lanes_high_zip(even.numbers, odd.numbers)))
  }

  /// Four vectors as the rows of a matrix, given back as its columns.
  @inline(__always)
  static func transposed(_ rows: (Lanes, Lanes, Lanes, Lanes)) -> (Lanes, Lanes, Lanes, Lanes) {
    let (upper, lower) = (alternating(rows.0, rows.1), alternating(rows.2, rows.3))
    return (
      Lanes(lanes_low_pairs(upper.0.numbers, lower.0.numbers)),
      Lanes(lanes_high_pairs(upper.0.numbers, lower.0.numbers)),
      Lanes(lanes_low_pairs(upper.1.numbers, lower.1.numbers)),
      Lanes(lanes_high_pairs(upper.1.numbers, lower.1.numbers))
    )
  }
}

/// Calls `body` with the first of each four of so many, at least four; the last four may overlap those before.
@inline(__always)
func forEachFour(of count: Int, _ body: (_ first: Int) -> Void) {
  var first = 0
  while first &+ 4 <= count {
    body(first)
    first &+= 4
  }
  if first < count { body(count &- 4) }
}
