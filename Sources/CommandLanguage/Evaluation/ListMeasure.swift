/// Measures a list before it is made: `let a = [a, a]`, said forty times, is a short way to more than any memory holds.
struct ListMeasure {
  /// Lists inside each other, as many as a tensor has axes at most.
  private static let deepest = 64
  /// The most values that a list holds, those of the lists in it included.
  private static let mostValues = 1 << 20

  private var values = 0
  private var elements = 0

  /// Counts a value and all that is in it.
  ///
  /// - Throws: as soon as a limit is passed, so that counting takes no longer than that.
  mutating func add(_ value: Value, depth: Int = 1) throws {
    values += 1
    guard depth < Self.deepest else { throw ListError.tooDeep(Self.deepest) }
    guard values <= Self.mostValues else { throw ListError.tooMany(Self.mostValues) }
    switch value {
    case .list(let items):
      for item in items { try add(item, depth: depth + 1) }
    case .tensor(let tensor), .image(let tensor):
      elements += tensor.count
      guard elements <= SizeLimit.elements else { throw SizeError(shape: [elements]) }
    case .number, .boolean, .text, .object: break
    }
  }
}

/// Why a list cannot be made.
private enum ListError: Error, CustomStringConvertible {
  case tooDeep(Int)
  case tooMany(Int)

  var description: String {
    switch self {
    case .tooDeep(let most): "more than \(most) lists inside each other"
    case .tooMany(let most): "a list holds no more than \(most) values, those of the lists in it included"
    }
  }
}
