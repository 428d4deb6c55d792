/// The .npy format of numpy: a magic word, a version, a header that is a Python dictionary, then the elements.
///
/// Read are versions 1.0 to 3.0, both byte orders, C and Fortran order, and elements that are floats of 2, 4 or 8
/// bytes, signed or unsigned whole numbers of 1 to 8 bytes, or booleans. Written is version 1.0, C order, 4-byte floats.
enum NPY {
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The longest header that is read, as numpy's own limit.
  static let longestHeader = 10_000

  /// numpy's limit on the number of axes.
  static let mostAxes = 64
}

extension Tensor {
  /// The tensor in an .npy file; numbers that 32-bit floats do not hold are rounded to the nearest.
  ///
  /// - Throws: a `TensorError` that says what is wrong with the file, before memory is taken for the elements.
  public init(npy bytes: [UInt8]) throws(TensorError) {
    let (header, start) = try NPYHeader.read(from: bytes)
    let count = try Tensor.checkedCount(header.shape)
    let wanted = count * header.type.size
    guard bytes.count - start == wanted else {
      throw .npySize(shape: header.shape, wanted: wanted, found: bytes.count - start)
    }
    let stored = bytes.withUnsafeBytes { bytes in
      header.type.decoded(UnsafeRawBufferPointer(rebasing: bytes[start...]), bigEndian: header.bigEndian)
    }
    if header.fortranOrder {
      let reversed = Tensor(shape: header.shape.reversed(), elements: stored)
      self = reversed.transposed(by: (0..<header.shape.count).reversed())
    } else {
      self.init(shape: header.shape, elements: stored)
    }
  }

  /// The tensor as an .npy file of version 1.0: little-endian 32-bit floats in C order.
  public func npy() -> [UInt8] {
    let lengths = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(lengths)), }"
    let written = NPY.magic.count + 4 + header.utf8.count + 1
    // numpy begins the elements at a multiple of 64 bytes.
    header += String(repeating: " ", count: (64 - written % 64) % 64) + "\n"

    var bytes = NPY.magic + [1, 0]
    withUnsafeBytes(of: UInt16(header.utf8.count).littleEndian) { bytes += $0 }
    bytes += Array(header.utf8)
    return bytes + elements.map { $0.bitPattern.littleEndian }.withUnsafeBytes { Array($0) }
  }
}

/// How an .npy file stores an element.
enum NPYType: String {
  case float16 = "f2"
  case float32 = "f4"
  case float64 = "f8"
  case int8 = "i1"
  case int16 = "i2"
  case int32 = "i4"
  case int64 = "i8"
  case uint8 = "u1"
  case uint16 = "u2"
  case uint32 = "u4"
  case uint64 = "u8"
  case bool = "b1"

  /// The bytes of an element.
  var size: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// The elements that the bytes hold.
  func decoded(_ bytes: UnsafeRawBufferPointer, bigEndian: Bool) -> [Float] {
    /// Every word of some whole type, in the machine's byte order, as a float.
    func words<Word: FixedWidthInteger & BitwiseCopyable>(_ convert: (Word) -> Float) -> [Float] {
      let size = MemoryLayout<Word>.size
      return [Float](unsafeUninitializedCapacity: bytes.count / size) { buffer, initialized in
        initialized = bytes.count / size
        for place in 0..<initialized {
          let word = bytes.loadUnaligned(fromByteOffset: place * size, as: Word.self)
          buffer[place] = convert(bigEndian ? Word(bigEndian: word) : Word(littleEndian: word))
        }
      }
    }
    return switch self {
    case .float16: words(Float.init(halfPrecision:))
    case .float32: words { (word: UInt32) in Float(bitPattern: word) }
    case .float64: words { (word: UInt64) in Float(Double(bitPattern: word)) }
    case .int8: words { (word: Int8) in Float(word) }
    case .int16: words { (word: Int16) in Float(word) }
    case .int32: words { (word: Int32) in Float(word) }
    case .int64: words { (word: Int64) in Float(word) }
    case .uint8: words { (word: UInt8) in Float(word) }
    case .uint16: words { (word: UInt16) in Float(word) }
    case .uint32: words { (word: UInt32) in Float(word) }
    case .uint64: words { (word: UInt64) in Float(word) }
    case .bool: words { (word: UInt8) in word == 0 ? 0 : 1 }
    }
  }
}

extension Float {
  /// The number that 16 bits hold in IEEE half precision: 1 bit of sign, 5 of exponent, 10 of significand.
  package init(halfPrecision bits: UInt16) {
    let sign = UInt32(bits >> 15) << 31
    let exponent = UInt32(bits >> 10) & 31
    let significand = UInt32(bits) & 1023
    switch exponent {
    case 0:
      let magnitude = Float(significand) * 0x1p-24
      self = sign == 0 ? magnitude : -magnitude
    case 31: self.init(bitPattern: sign | 255 << 23 | significand << 13)
    // The bias is 15 in one format and 127 in the other.
    default: self.init(bitPattern: sign | (exponent + 112) << 23 | significand << 13)
    }
  }
}
