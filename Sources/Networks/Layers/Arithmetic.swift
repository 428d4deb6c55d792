public import Tensors

/// Two inputs added, subtracted, multiplied or divided element by element, after numpy's broadcasting.
public struct Arithmetic: Layer {
  /// What is done to a pair of numbers, the first one's first: a + b, a − b, a·b, a/b.
  public enum Operation: String, CaseIterable, Sendable {
    case add, subtract, multiply, divide
  }

  /// What is done to each pair.
  public let operation: Operation

  /// The operation is all that there is to set.
  public init(_ operation: Operation) { self.operation = operation }

  public var summary: String { operation.rawValue }

  /// The shape that both broadcast to, aligned at the last axis.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    guard inputs.count == 2 else { throw ShapeError(expected: "two inputs", received: inputs) }
    return try broadcastShape(inputs[0], inputs[1])
  }

  /// Pair by pair.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let rank = Swift.max(inputs[0].rank, inputs[1].rank)
    return operation(inputs[0].aligned(to: rank), inputs[1].aligned(to: rank))
  }

  /// The signal times the slope of each pair, summed over the places that an element was broadcast to.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let (a, b) = (inputs[0].aligned(to: gradient.rank), inputs[1].aligned(to: gradient.rank))
    let signals: [Tensor] =
      switch operation {
      case .add: [gradient, gradient]
      case .subtract: [gradient, -gradient]
      case .multiply: [gradient * b, gradient * a]
      case .divide: [gradient / b, -(gradient * a) / (b * b)]
      }
    return zip(signals, [a, b]).enumerated().map { number, pair in
      pair.0.summed(to: pair.1.shape).reshaped(inputs[number].shape)
    }
  }

  /// The two elements of a sum, or their product.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    operation.terms(factor(0, index, inputs), factor(1, index, inputs))
  }

  /// Signal times slope at each place that the element was broadcast to.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let own = Array(inputs[input].shape.dropFirst())
    return broadcastReaders(of: index, in: own, shape: Array(gradient.shape.dropFirst())).map { place in
      operation.gradientTerm(
        .init(.gradient, place, gradient[first: place]), factor(0, place, inputs), factor(1, place, inputs), of: input)
    }
  }

  private func factor(_ number: Int, _ index: [Int], _ inputs: [Tensor]) -> Term.Factor {
    let place = broadcastIndex(index, in: Array(inputs[number].shape.dropFirst()))
    return .init(.input(number), place, inputs[number][first: place])
  }
}

extension Arithmetic.Operation {
  /// Pair by pair, after broadcasting.
  func callAsFunction(_ a: Tensor, _ b: Tensor) -> Tensor {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    }
  }

  /// What adds up to the result for one pair.
  func terms(_ a: Term.Factor, _ b: Term.Factor) -> [Term] {
    switch self {
    case .add: [Term([a]), Term([b])]
    case .subtract: [Term([a]), Term([.minusOne, b])]
    case .multiply: [Term([a, b])]
    case .divide: [Term(factors: [a, b.reciprocal], value: Double(a.value) / Double(b.value))]
    }
  }

  /// The signal times the slope of one pair with respect to its first or second number.
  func gradientTerm(_ signal: Term.Factor, _ a: Term.Factor, _ b: Term.Factor, of input: Int) -> Term {
    switch (self, input) {
    case (.add, _), (.subtract, 0): return Term([signal])
    case (.subtract, _): return Term([.minusOne, signal])
    case (.multiply, let input): return Term([signal, input == 0 ? b : a])
    case (.divide, 0):
      return Term(factors: [signal, b.reciprocal], value: Double(signal.value) / Double(b.value))
    case (.divide, _):
      let divisor = Double(b.value)
      return Term(
        factors: [.minusOne, signal, a, b.reciprocal, b.reciprocal],
        value: -Double(signal.value) * Double(a.value) / (divisor * divisor))
    }
  }
}

extension Term.Factor {
  static let minusOne = Self(.constant("-1"), [], -1)

  /// One part of so many equal ones.
  static func share(of count: Int) -> Self { Self(.constant("1/\(count)"), [], 1 / Float(count)) }

  /// One over it.
  fileprivate var reciprocal: Self { .init(.constant("1/divisor"), index, 1 / value) }
}

extension Layer {
  /// The shape that two shapes broadcast to, or an error in a learner's words.
  func broadcastShape(_ a: [Int], _ b: [Int]) throws(ShapeError) -> [Int] {
    _ = try filled(a, [a, b])
    _ = try filled(b, [a, b])
    guard let shape = try? Tensor.broadcastShape(a, b) else {
      throw ShapeError(expected: "two shapes whose lengths agree from the last axis on or are 1", received: [a, b])
    }
    return try filled(shape, [a, b])
  }
}
