internal import Foundation
import ONNXMessages
import Tensors

extension ONNXConstant {
  /// Reads a tensor; what it claims is checked against the bytes that are there before memory is taken.
  ///
  /// - Parameters:
  ///   - named: what an error calls it.
  ///   - externalBytes: the numbers of one that lies in a file of its own; nil where it may not.
  init(
    _ message: ONNXTensorProto, named name: String, externalBytes: ArraySlice<UInt8>?
  ) throws(ModelFileError) {
    guard let type = ONNXType(rawValue: Int(message.dataType)), type.isSupported else {
      throw .tensorType(tensor: name, type: ONNXType.name(Int(message.dataType)))
    }
    let shape = message.dims.map(Int.init)
    guard shape.count <= ONNXNode.largestRank, let count = try? Tensor.checkedCount(shape) else {
      throw .tensor(name: name, problem: "its shape \(ONNXNode.text(shape)) is impossible")
    }
    func check(_ bytes: Int) throws(ModelFileError) {
      guard bytes == count * type.size else {
        throw .tensor(name: name, problem: "its shape \(shapeText(shape)) does not fit the \(bytes) bytes that it has")
      }
    }
    if let externalBytes {
      try check(externalBytes.count)
      self.init(shape: shape, externalBytes.withUnsafeBytes { Self.numbers($0, type) })
    } else if message.dataLocation == .external {
      throw .tensor(name: name, problem: "only weights of the network itself may lie in another file")
    } else if !message.rawData.isEmpty {
      try check(message.rawData.count)
      self.init(shape: shape, message.rawData.withUnsafeBytes { Self.numbers($0, type) })
    } else {
      let numbers = Self.numbers(of: message, type)
      let found = numbers.count
      guard found == count else {
        throw .tensor(
          name: name, problem: "its shape \(shapeText(shape)) does not fit the \(found) numbers that it has")
      }
      self.init(shape: shape, numbers)
    }
  }

  /// Little-endian numbers that fill the bytes.
  private static func numbers(_ bytes: UnsafeRawBufferPointer, _ type: ONNXType) -> Numbers {
    func word<Word: FixedWidthInteger>(_ place: Int) -> Word {
      Word(littleEndian: bytes.loadUnaligned(fromByteOffset: place * type.size, as: Word.self))
    }
    let places = 0..<bytes.count / type.size
    return switch type {
    case .float: .floats(NumberType.float32.read(bytes))
    case .float16: .floats(NumberType.float16.read(bytes))
    case .bfloat16: .floats(NumberType.bfloat16.read(bytes))
    case .double: .floats(places.map { Float(Double(bitPattern: word($0))) })
    case .int64: .integers(places.map { Int(word($0) as Int64) })
    case .int32: .integers(places.map { Int(word($0) as Int32) })
    default: .integers(places.map { bytes[$0] == 0 ? 0 : 1 })
    }
  }

  /// Numbers from the fields that a message has for each type.
  private static func numbers(of message: ONNXTensorProto, _ type: ONNXType) -> Numbers {
    switch type {
    case .float: .floats(message.floatData)
    case .double: .floats(message.doubleData.map { Float($0) })
    case .float16: .floats(message.int32Data.map { Float(halfPrecision: UInt16(truncatingIfNeeded: $0)) })
    case .bfloat16: .floats(message.int32Data.map { NumberType.float(brain: UInt32(truncatingIfNeeded: $0)) })
    case .int64: .integers(message.int64Data.map(Int.init))
    case .bool: .integers(message.int32Data.map { $0 == 0 ? 0 : 1 })
    default: .integers(message.int32Data.map(Int.init))
    }
  }
}

extension ONNXConstant.Numbers {
  fileprivate var count: Int {
    switch self {
    case .floats(let floats): floats.count
    case .integers(let integers): integers.count
    }
  }
}
