import Tensors

/// How much an expression may make, checked before memory or time is taken for it.
public enum SizeLimit {
  /// The most elements of a value; who evaluates the lines of strangers may bind a lower number.
  @TaskLocal public static var elements = 1 << 28
}

/// Makes sure that a result is of a sane size before memory is taken for it.
func checkSize(_ shape: [Int]) throws {
  guard let count = try? Tensor.checkedCount(shape), count <= SizeLimit.elements else { throw SizeError(shape: shape) }
}

/// A result that would be too large.
struct SizeError: Error, CustomStringConvertible {
  let shape: [Int]

  var description: String {
    "shape \(shapeText(shape)) is more than \(SizeLimit.elements) elements, the most that are made"
  }
}

/// Makes sure that something is done in seconds, not minutes.
///
/// - Parameters:
///   - steps: how many additions or multiplications it takes.
///   - perElement: how many are allowed for each element that a value may have, as a power of two.
///   - what: what would be done, for the message.
func checkWork(_ steps: Double, perElement: Int, _ what: @autoclosure () -> String) throws {
  guard steps <= Double(SizeLimit.elements << perElement) else { throw TooMuchWork(what: what()) }
}

/// A result that would keep one waiting for minutes.
struct TooMuchWork: Error, CustomStringConvertible {
  let what: String
  var description: String { "\(what) is too much work" }
}
