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
  func read(_ bytes: ArraySlice<UInt8>) -> [Float] {
    bytes.withUnsafeBytes { raw in
      func word<Word: FixedWidthInteger>(_ number: Int) -> Word {
        Word(littleEndian: raw.loadUnaligned(fromByteOffset: number * size, as: Word.self))
      }
      let places = 0..<raw.count / size
      return switch self {
      case .float32: places.map { Float(bitPattern: word($0)) }
      case .bfloat16: places.map { Float(bitPattern: UInt32(word($0) as UInt16) << 16) }
      case .float16: places.map { Self.float(half: UInt32(word($0) as UInt16)) }
      }
    }
  }

  /// The number that 16 bits stand for.
  static func float(half bits: UInt32) -> Float {
    let sign = (bits >> 15) << 31
    let (exponent, fraction) = ((bits >> 10) & 0x1F, bits & 0x3FF)
    switch exponent {
    case 0:
      // Below the smallest normal number the fraction counts in steps of 2⁻²⁴.
      let magnitude = Float(fraction) * 0x1p-24
      return sign == 0 ? magnitude : -magnitude
    case 0x1F: return Float(bitPattern: sign | 0xFF << 23 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
