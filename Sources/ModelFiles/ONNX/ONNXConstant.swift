import Tensors

/// Numbers that a file holds, or that follow from such numbers alone: weights, shapes, axes.
struct ONNXConstant: Sendable {
  /// Whole numbers keep their own arithmetic; truth values are the whole numbers 0 and 1.
  enum Numbers: Sendable {
    case floats([Float])
    case integers([Int])
  }

  let shape: [Int]
  let numbers: Numbers
  /// Which numbers follow from the shape of an activation, and are others for pictures of another size; nil for none.
  let fromShape: [Bool]?

  /// Numbers in row-major order, as many as the shape holds.
  init(shape: [Int], _ numbers: Numbers, fromShape: [Bool]? = nil) {
    (self.shape, self.numbers, self.fromShape) = (shape, numbers, fromShape)
    precondition(shape.reduce(1, *) == count, "shape \(shape) does not hold \(count) numbers")
  }

  /// Whether a number follows from the shape of an activation.
  func isFromShape(_ place: Int) -> Bool { fromShape?[place] ?? false }

  /// A list of whole numbers.
  init(_ integers: [Int]) { self.init(shape: [integers.count], .integers(integers)) }

  var count: Int {
    switch numbers {
    case .floats(let floats): floats.count
    case .integers(let integers): integers.count
    }
  }

  var rank: Int { shape.count }

  /// All numbers, whole ones too, as 32-bit floats.
  var floats: [Float] {
    switch numbers {
    case .floats(let floats): floats
    case .integers(let integers): integers.map(Float.init)
    }
  }

  /// The whole numbers; nil where they are floats.
  var integers: [Int]? {
    if case .integers(let integers) = numbers { integers } else { nil }
  }

  var tensor: Tensor { Tensor(shape: shape, elements: floats) }

  /// The same numbers in another shape of as many.
  func reshaped(_ shape: [Int]) -> ONNXConstant { ONNXConstant(shape: shape, numbers, fromShape: fromShape) }

  /// The numbers at offset + Σ index·stride: any slice, transposition or repetition.
  func strided(_ shape: [Int], _ strides: [Int], offset: Int = 0) -> ONNXConstant {
    let numbers: Numbers =
      switch numbers {
      case .floats(let floats): .floats(Self.picked(floats, shape, strides, offset))
      case .integers(let integers): .integers(Self.picked(integers, shape, strides, offset))
      }
    return ONNXConstant(
      shape: shape, numbers, fromShape: fromShape.map { Self.picked($0, shape, strides, offset) })
  }

  private static func picked<Number>(_ all: [Number], _ shape: [Int], _ strides: [Int], _ offset: Int) -> [Number] {
    let count = shape.reduce(1, *)
    var (picked, index, place) = ([Number](), [Int](repeating: 0, count: shape.count), offset)
    picked.reserveCapacity(count)
    while picked.count < count {
      picked.append(all[place])
      for axis in shape.indices.reversed() {
        index[axis] += 1
        place += strides[axis]
        if index[axis] < shape[axis] { break }
        place -= strides[axis] * shape[axis]
        index[axis] = 0
      }
    }
    return picked
  }
}
