import Tensors

/// How values are written.
public struct ValueFormat: Equatable, Sendable {
  /// Significant digits of numbers that are not whole.
  public var precision: Int

  /// The columns there are.
  public var width: Int

  /// Whether to keep to ASCII.
  public var isPlain: Bool

  public init(precision: Int = 4, width: Int = 80, isPlain: Bool = false) {
    self.precision = precision
    self.width = width
    self.isPlain = isPlain
  }

  /// A number with `precision` significant digits, a whole one in full.
  public func text(_ number: Double) -> String {
    let text = number.written(precision: precision)
    // In a column numpy keeps the point of 1.e-05; a number alone does without.
    guard let point = text.firstIndex(of: "."), text[point...].hasPrefix(".e") else { return text }
    return String(text[..<point] + text[text.index(after: point)...])
  }
}

extension Value {
  /// What it is and its shape and range, in one line; numbers, texts and lists as they are.
  public func summary(_ format: ValueFormat = .init()) -> String {
    switch self {
    case .number(let number): format.text(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .text(let text): text
    case .list(let items): "[" + Value.listed(items, format).joined(separator: ", ") + "]"
    case .tensor(let tensor): tensor.summary(ascii: format.isPlain)
    case .image(let tensor): tensor.summary(kind: "image", ascii: format.isPlain)
    case .object(let object): object.summary
    }
  }

  /// The items of a list; past 1,000 those at its ends.
  private static func listed(_ items: [Value], _ format: ValueFormat) -> [String] {
    guard items.count > 1000 else { return items.map { $0.item(format) } }
    let gap = format.isPlain ? "..." : "…"
    return items.prefix(3).map { $0.item(format) } + [gap] + items.suffix(3).map { $0.item(format) }
  }

  /// As it stands inside a list.
  private func item(_ format: ValueFormat) -> String {
    switch self {
    case .text(let text): "\"\(text)\""
    case .tensor(let tensor): "tensor \(shapeText(tensor.shape))"
    case .image(let tensor): "image \(shapeText(tensor.shape))"
    default: summary(format)
    }
  }

  /// The value as it is printed: a tensor as a header with its shape and range, then its numbers in numpy's layout.
  public func formatted(_ format: ValueFormat = .init()) -> String {
    switch self {
    case .tensor(let tensor), .image(let tensor):
      summary(format) + "\n"
        + tensor.formatted(precision: format.precision, width: format.width, ascii: format.isPlain)
    default: summary(format)
    }
  }
}
