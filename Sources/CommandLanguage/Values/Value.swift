public import Stepping
public import Tensors

/// What an expression is worth.
public indirect enum Value: Sendable {
  case number(Double)
  case boolean(Bool)
  case text(String)
  case list([Value])
  case tensor(Tensor)
  /// A tensor [3,H,W] or [1,H,W] with values in 0…1.
  case image(Tensor)
  case object(any ValueObject)
}

/// A value with parts that the language knows nothing else about: an image set, a network.
public protocol ValueObject: Sendable {
  /// What it is, with its article: "a network".
  var kind: String { get }

  /// One line about it.
  var summary: String { get }

  /// What may follow a dot.
  var partNames: [String] { get }

  func part(_ name: String) -> Value?

  /// How many elements there are to index; nil where it has none.
  var count: Int? { get }

  /// The element at an index from 0 to `count` − 1.
  func element(_ index: Int) throws -> Value?
}

extension ValueObject {
  public var partNames: [String] { [] }
  /// It has no parts.
  public func part(_ name: String) -> Value? { nil }
  public var count: Int? { nil }
  /// It has no elements.
  public func element(_ index: Int) throws -> Value? { nil }
}

extension Value {
  /// A tensor, or a number where it has no axes.
  public init(_ tensor: Tensor) {
    self = tensor.rank == 0 ? .number(Double(tensor.elements[0])) : .tensor(tensor)
  }

  /// A list of whole numbers.
  public init(_ numbers: [Int]) {
    self = .list(numbers.map { .number(Double($0)) })
  }

  /// What a step shows under a name.
  public init(_ quantity: Quantity) {
    switch quantity {
    case .tensor(let tensor): self.init(tensor)
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .texts(let texts): self = .list(texts.map { .text($0) })
    case .flag(let flag): self = .boolean(flag)
    }
  }

  /// What it is, with its article, for messages.
  public var kind: String {
    switch self {
    case .number: "a number"
    case .boolean: "true or false"
    case .text: "text"
    case .list: "a list"
    case .tensor(let tensor): "a tensor of shape \(shapeText(tensor.shape))"
    case .image(let tensor): "a picture of shape \(shapeText(tensor.shape))"
    case .object(let object): object.kind
    }
  }

  /// The numbers in it: those of a tensor, a picture, a number, a boolean, or a list of such of one shape.
  public var tensor: Tensor? {
    switch self {
    case .number(let number): Tensor(Float(number))
    case .boolean(let flag): Tensor(flag ? 1 : 0)
    case .tensor(let tensor), .image(let tensor): tensor
    case .list(let items): Value.stacked(items)
    case .text, .object: nil
    }
  }

  private static func stacked(_ items: [Value]) -> Tensor? {
    guard !items.isEmpty else { return Tensor([]) }
    var elements: [Float] = []
    var shape: [Int]?
    for item in items {
      guard let tensor = item.tensor, shape == nil || shape == tensor.shape else { return nil }
      shape = tensor.shape
      elements += tensor.elements
    }
    return Tensor(shape: [items.count] + (shape ?? []), elements: elements)
  }

  /// The one number that it is: a number, a boolean as 1 or 0, a tensor of one element.
  public var number: Double? {
    switch self {
    case .number(let number): number
    case .boolean(let flag): flag ? 1 : 0
    case .tensor(let tensor), .image(let tensor): tensor.count == 1 ? Double(tensor.elements[0]) : nil
    case .text, .list, .object: nil
    }
  }

  /// The whole numbers of a list or a vector; nil where it holds anything else.
  public var wholeNumbers: [Int]? {
    switch self {
    case .list(let items):
      let numbers = items.compactMap { $0.number.flatMap { Int(exactly: $0) } }
      return numbers.count == items.count ? numbers : nil
    case .tensor(let tensor) where tensor.rank == 1:
      let numbers = tensor.elements.compactMap { Int(exactly: $0) }
      return numbers.count == tensor.count ? numbers : nil
    default: return nil
    }
  }

  /// Whether it holds, as a condition.
  ///
  /// - Parameter range: where it stands, for the error.
  /// - Throws: unless it is one value.
  public func condition(at range: SourceRange) throws(LanguageError) -> Bool {
    if case .boolean(let flag) = self { return flag }
    if let number { return number != 0 }
    switch self {
    case .tensor, .image, .list:
      let hint = "Write any(…) for at least one, all(…) for every one."
      throw LanguageError("A condition needs one value, and this is \(kind)", hint: hint, at: range)
    default: throw LanguageError("A condition is true or false, and this is \(kind)", at: range)
    }
  }
}
