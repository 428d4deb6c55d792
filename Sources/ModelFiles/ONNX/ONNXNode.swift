import Networks
import ONNXMessages
import Tensors

/// A node of a graph with its inputs looked up: what an operator makes a layer or a constant of.
struct ONNXNode {
  let name: String
  /// The operator, such as `Conv`.
  let operation: String
  /// The version of the operators that the file was written for.
  let opset: Int
  /// The length of the batch axis in the file; 1 where it is left open.
  let batch: Int
  /// How many more numbers may be made of those that the file holds.
  let allowance: Int
  let attributes: [String: ONNXAttributeProto]
  /// Nil where an optional one is left out.
  let inputs: [ONNXValue?]

  func problem(_ words: String) -> ModelFileError { .node(name: name, operation: operation, problem: words) }

  /// Whether an input is there.
  func has(_ place: Int) -> Bool { place < inputs.count && inputs[place] != nil }

  var hasOnlyConstants: Bool {
    inputs.allSatisfy { if case .activation? = $0 { false } else { true } }
  }

  /// An input that must be computed from the picture.
  func activation(_ place: Int = 0, _ what: String = "input") throws(ModelFileError) -> ONNXActivation {
    switch try input(place, what) {
    case .activation(let activation): return activation
    default: throw problem("its \(what) is constant; it would be the same for every picture")
    }
  }

  /// An input that must not depend on the picture; nil where it is left out.
  func constant(_ place: Int, _ what: String) throws(ModelFileError) -> ONNXConstant? {
    guard has(place) else { return nil }
    switch try input(place, what) {
    case .constant(let constant): return constant
    default: throw problem("its \(what) is computed from the picture; only numbers that the file holds can be used")
    }
  }

  /// An input that must be there and must not depend on the picture.
  func neededConstant(_ place: Int, _ what: String) throws(ModelFileError) -> ONNXConstant {
    guard let constant = try constant(place, what) else { throw problem("it has no \(what)") }
    return constant
  }

  /// An input of whole numbers; nil where it is left out.
  func integers(_ place: Int, _ what: String) throws(ModelFileError) -> [Int]? {
    guard let constant = try constant(place, what) else { return nil }
    guard let integers = constant.integers else { throw problem("its \(what) is not made of whole numbers") }
    return integers
  }

  /// An input of one number; nil where it is left out.
  func number(_ place: Int, _ what: String) throws(ModelFileError) -> Float? {
    guard let constant = try constant(place, what) else { return nil }
    guard constant.count == 1 else { throw problem("its \(what) is \(constant.count) numbers, not one") }
    return constant.floats[0]
  }

  private func input(_ place: Int, _ what: String) throws(ModelFileError) -> ONNXValue {
    guard place < inputs.count, let value = inputs[place] else { throw problem("it has no \(what)") }
    if case .unavailable(let why) = value { throw problem("its \(what) is \(why)") }
    return value
  }

  /// The axis from 0 that an axis counted from either end names.
  func axis(_ axis: Int, rank: Int) throws(ModelFileError) -> Int {
    guard axis >= -rank, axis < rank else { throw problem("its axis \(axis) is none of \(rank)") }
    return axis < 0 ? axis + rank : axis
  }

  /// Axes counted from either end, in ascending order, each once.
  func axes(_ axes: [Int], rank: Int) throws(ModelFileError) -> [Int] {
    var counted: Set<Int> = []
    for axis in axes {
      guard counted.insert(try self.axis(axis, rank: rank)).inserted else {
        throw problem("its axes \(Self.text(axes)) name one twice")
      }
    }
    return counted.sorted()
  }

  /// How many numbers a constant of that shape has, to be asked before memory is taken for it.
  @discardableResult
  func checkedCount(_ shape: [Int]) throws(ModelFileError) -> Int {
    guard shape.count <= ONNXNode.largestRank, let count = try? Tensor.checkedCount(shape) else {
      throw problem("it would make numbers of the shape \(ONNXNode.text(shape)), which cannot be")
    }
    guard count <= allowance else {
      throw problem("it would make \(count) more numbers; so small a file may not make so many")
    }
    return count
  }

  /// No network has tensors of more axes.
  static let largestRank = 16

  /// A shape or another list as an error shows it, however long it is.
  static func text(_ numbers: [Int]) -> String {
    if numbers.count <= largestRank { return shapeText(numbers) }
    return "[\(numbers.prefix(8).map(String.init).joined(separator: ",")),…] of \(numbers.count) numbers"
  }
}
