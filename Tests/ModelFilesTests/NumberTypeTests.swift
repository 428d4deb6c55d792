import ModelFiles
import Tensors
import Testing

@Suite struct NumberTypeTests {
  /// What a number becomes when it is stored as a type and read again.
  static func stored(_ numbers: [Float], as type: NumberType) throws -> [Float] {
    let file = Safetensors(tensors: ["x": Tensor(shape: [numbers.count], elements: numbers)])
    let read = try Safetensors(file.bytes(as: type))
    return try #require(read.tensors["x"]).elements
  }

  static func sameBits(_ a: [Float], _ b: [Float]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
  }

  @Test(arguments: ["half", "brain"])
  func storesWhatPyTorchStored(name: String) throws {
    let type: NumberType = name == "half" ? .float16 : .bfloat16
    let numbers = try Tensor(npy: SafetensorsTests.bytes("\(name).npy")).elements
    #expect(Self.sameBits(try Self.stored(numbers, as: type), numbers))
  }

  /// The nearest number, of two equally near the one with an even last bit.
  @Test(
    arguments: [
      (1 + 0x1p-11, 1), (1 + 3 * 0x1p-11, 1 + 0x1p-9), (1 + 0x1.1p-11, 1 + 0x1p-10), (2049, 2048), (2051, 2052),
      (65504, 65504), (65519.99, 65504), (65520, .infinity), (-1e30, -.infinity), (.infinity, .infinity),
      (0x1p-14, 0x1p-14), (0x1.ffap-15, 0x1.ff8p-15), (0x1.ffcp-15, 0x1p-14), (0x1p-24, 0x1p-24), (0x1p-25, 0),
      (0x1.8p-24, 0x1p-23), (0x1.000002p-25, 0x1p-24), (-0x1p-30, -0.0), (.leastNonzeroMagnitude, 0), (-0.0, -0.0),
      (.nan, .nan),
    ] as [(Float, Float)])
  func halfPrecisionRoundsToTheNearest(number: Float, expected: Float) throws {
    #expect(Self.sameBits(try Self.stored([number], as: .float16), [expected]))
  }

  @Test(
    arguments: [
      (1 + 0x1p-8, 1), (1 + 3 * 0x1p-8, 1 + 0x1p-6), (1 + 0x1.02p-8, 1 + 0x1p-7),
      (.greatestFiniteMagnitude, .infinity), (0x1.fep127, 0x1.fep127), (-0x1.fefffep127, -0x1.fep127),
      (Float(bitPattern: 0x8000), 0), (Float(bitPattern: 0x8001), Float(bitPattern: 0x10000)), (-0.0, -0.0),
      (-.infinity, -.infinity), (Float(bitPattern: 0x7F80_0001), .nan), (Float(bitPattern: 0xFFFF_FFFF), .nan),
    ] as [(Float, Float)])
  func bfloat16RoundsToTheNearest(number: Float, expected: Float) throws {
    #expect(Self.sameBits(try Self.stored([number], as: .bfloat16), [expected]))
  }

  /// Every one of the 65,536 patterns of 16 bits stands for a number that is stored as the same pattern.
  @Test(arguments: [NumberType.float16, .bfloat16])
  func everyNumberOfATypeKeepsItsBits(type: NumberType) throws {
    let header = #"{"x":{"dtype":"\#(type.rawValue)","shape":[65536],"data_offsets":[0,131072]}}"#
    var bytes = SafetensorsTests.file(header)
    for pattern in 0..<1 << 16 { bytes += [UInt8(truncatingIfNeeded: pattern), UInt8(pattern >> 8)] }
    let file = try Safetensors(bytes)
    let numbers = try #require(file.tensors["x"]).elements
    let written = Array(file.bytes(as: type).suffix(1 << 17))
    for pattern in 0..<1 << 16 where !numbers[pattern].isNaN {
      #expect(Int(written[2 * pattern]) | Int(written[2 * pattern + 1]) << 8 == pattern)
    }
    #expect(Self.sameBits(try Self.stored(numbers, as: type), numbers))
  }

  @Test func aShortFileIsHalfAsLong() {
    let file = Safetensors(tensors: ["x": .normal(shape: [1000], seed: 1)])
    #expect(file.bytes(as: .float16).count + 2000 <= file.bytes().count + 8)
  }
}
