/// How a file stores the numbers of a tensor; all little-endian.
public enum NumberType: String, Sendable, CaseIterable {
  case float32 = "F32"
  /// IEEE half precision: 5 bits of exponent, 10 of fraction.
  case float16 = "F16"
  /// The upper half of a 32-bit float.
  case bfloat16 = "BF16"

  /// Bytes that a number takes.
  public var size: Int { self == .float32 ? 4 : 2 }

  /// Reads numbers that fill the bytes exactly.
  func read(_ bytes: ArraySlice<UInt8>) -> [Float] { bytes.withUnsafeBytes(read) }

  /// Reads numbers that fill the bytes exactly.
  func read(_ bytes: UnsafeRawBufferPointer) -> [Float] {
    func word<Word: FixedWidthInteger>(_ number: Int) -> Word {
      Word(littleEndian: bytes.loadUnaligned(fromByteOffset: number * size, as: Word.self))
    }
    let places = 0..<bytes.count / size
    return switch self {
    case .float32: places.map { Float(bitPattern: word($0)) }
    case .bfloat16: places.map { Self.float(brain: UInt32(word($0) as UInt16)) }
    case .float16: places.map { Float(halfPrecision: word($0)) }
    }
  }

  /// The number of which 16 bits are the upper half.
  static func float(brain bits: UInt32) -> Float { Float(bitPattern: bits << 16) }

  /// Appends numbers as the file stores them, each rounded to the nearest that the type holds.
  func append(_ numbers: [Float], to bytes: inout [UInt8]) {
    func append(_ word: some FixedWidthInteger) { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
    switch self {
    case .float32: for number in numbers { append(number.bitPattern) }
    case .float16: for number in numbers { append(Self.half(number)) }
    case .bfloat16: for number in numbers { append(Self.brain(number)) }
    }
  }

  /// The half-precision number nearest to a number; of two equally near, the one with an even last bit.
  static func half(_ number: Float) -> UInt16 {
    let sign = UInt16(number.bitPattern >> 16) & 0x8000
    let magnitude = number.bitPattern & 0x7FFF_FFFF
    switch magnitude {
    // 2⁻¹⁴ is the smallest normal number; what lies below counts in steps of 2⁻²⁴. The product is exact.
    case ..<0x3880_0000: return sign | UInt16((Float(bitPattern: magnitude) * 0x1p24).rounded(.toNearestOrEven))
    // 65520 is half-way between the largest number, 65504, and the next step.
    case ..<0x477F_F000: return sign | UInt16(truncatingIfNeeded: rounded(magnitude - (112 << 23), dropping: 13))
    case ...0x7F80_0000: return sign | 0x7C00
    default: return sign | 0x7E00
    }
  }

  /// The upper half of the float nearest to a number, of two equally near the even one.
  static func brain(_ number: Float) -> UInt16 {
    // Rounding up would turn some NaNs into an infinity.
    if number.isNaN { return UInt16(number.bitPattern >> 16) | 0x40 }
    return UInt16(truncatingIfNeeded: rounded(number.bitPattern, dropping: 16))
  }

  /// Bits without the last ones, rounded to the nearest, half-way to even; a carry goes on into the exponent.
  private static func rounded(_ bits: UInt32, dropping count: UInt32) -> UInt32 {
    let isOdd = bits >> count & 1
    return (bits + (1 << (count - 1)) - 1 + isOdd) >> count
  }
}
