/// An array of 32-bit floats with a shape, in row-major order.
///
/// A value: copies share storage until one of them is written. The rank may be anything; rank 0 holds one number.
public struct Tensor: Equatable, Sendable {
  /// The length of each axis, the last one contiguous in memory.
  public let shape: [Int]

  /// The numbers in row-major order; their count never changes.
  public private(set) var elements: [Float]

  /// A tensor of the numbers given in row-major order.
  public init(shape: [Int], elements: [Float]) {
    precondition(shape.reduce(1, *) == elements.count, "shape \(shape) does not hold \(elements.count) elements")
    self.shape = shape
    self.elements = elements
  }

  /// A tensor that holds the same number everywhere.
  public init(shape: [Int], repeating value: Float = 0) {
    self.init(shape: shape, elements: Array(repeating: value, count: shape.reduce(1, *)))
  }

  /// A tensor of rank 0.
  public init(_ value: Float) {
    self.init(shape: [], elements: [value])
  }

  /// A vector.
  public init(_ values: [Float]) {
    self.init(shape: [values.count], elements: values)
  }

  /// A tensor whose numbers `fill` writes, all of them, into memory that holds nothing yet.
  public init(shape: [Int], filledBy fill: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
    let count = shape.reduce(1, *)
    self.shape = shape
    self.elements = try Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      try fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initialized = count
    }
  }

  /// The number of elements.
  public var count: Int { elements.count }

  /// The number of axes.
  public var rank: Int { shape.count }

  /// The element at a place in row-major order.
  public subscript(flat index: Int) -> Float {
    get { elements[index] }
    set { elements[index] = newValue }
  }

  /// The element at one index an axis, each from 0 to the axis' length − 1.
  public subscript(_ index: Int...) -> Float {
    get { elements[offset(of: index)] }
    set { elements[offset(of: index)] = newValue }
  }

  /// Where an element stands in row-major order, from one index an axis.
  public func offset(of index: [Int]) -> Int {
    precondition(index.count == rank, "\(index.count) indices for shape \(shape)")
    var offset = 0
    for (axis, position) in index.enumerated() {
      precondition(position >= 0 && position < shape[axis], "index \(index) outside shape \(shape)")
      offset = offset * shape[axis] + position
    }
    return offset
  }

  /// One index an axis, from a place in row-major order.
  public func index(ofFlat offset: Int) -> [Int] {
    var rest = offset
    var index = [Int](repeating: 0, count: rank)
    for axis in stride(from: rank - 1, through: 0, by: -1) {
      index[axis] = rest % shape[axis]
      rest /= shape[axis]
    }
    return index
  }

  /// The same numbers in another shape of as many elements.
  public func reshaped(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape, elements: elements)
  }

  /// Reads the numbers through a pointer that is valid in `body` alone.
  public func withUnsafeElements<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try elements.withUnsafeBufferPointer(body)
  }

  /// Reads and writes the numbers through a pointer that is valid in `body` alone.
  public mutating func withUnsafeMutableElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try elements.withUnsafeMutableBufferPointer { try body($0) }
  }

  /// Every number replaced by what `transform` makes of it.
  @inlinable @inline(__always)
  public func map(_ transform: (Float) -> Float) -> Tensor {
    // A copy that is overwritten: the compiler sees through this loop, and so makes vector instructions of `transform`.
    var transformed = elements
    for place in transformed.indices { transformed[place] = transform(transformed[place]) }
    return Tensor(shape: shape, elements: transformed)
  }
}
