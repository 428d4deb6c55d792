/// What names mean where an expression stands.
public protocol Scope {
  /// The value of a name, which may hold dots: `alpha`, `conv1.weight`, `occlusion.drop`.
  ///
  /// - Throws: where the name is known and its value cannot be had, in words; the place is added.
  func value(of name: String) throws -> Value?

  /// All names that have a value now, for suggestions.
  var names: [String] { get }

  /// The number of a class on an axis of that length; nil where it is no axis of classes or no class.
  func classNumber(_ name: String, axisLength: Int) -> Int?

  /// The classes' names, for suggestions inside `[ ]`.
  var classNames: [String] { get }

  /// Words that are commands or procedures, to be told from misspelt names.
  var commandNames: [String] { get }

  /// What a file holds: the tensor of an `.npy` file, the picture of another.
  func load(_ file: String) throws -> Value

  /// The seed of random numbers where none is given.
  var seed: UInt64 { get }
}

extension Scope {
  /// No axis is one of classes.
  public func classNumber(_ name: String, axisLength: Int) -> Int? { nil }
  public var classNames: [String] { [] }
  public var commandNames: [String] { [] }
  public var seed: UInt64 { 0 }
}
