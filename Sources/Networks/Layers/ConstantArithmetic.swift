public import Tensors

/// An operation of its input with a constant, after numpy's broadcasting: a scale, an offset, a preprocessing step.
public struct ConstantArithmetic: Layer {
  /// What is done to each pair.
  public let operation: Arithmetic.Operation
  /// The constant, without a batch axis; also the layer's weight.
  public private(set) var constant: Tensor
  /// Whether it is constant − x and constant/x, not x − constant and x/constant.
  public let constantIsFirst: Bool

  /// - Parameter constant: broadcast with the input's shape without the batch axis, aligned at the last axis.
  public init(_ operation: Arithmetic.Operation, constant: Tensor, constantIsFirst: Bool = false) {
    (self.operation, self.constant, self.constantIsFirst) = (operation, constant, constantIsFirst)
  }

  /// It is a constant of whoever drew the network.
  public var learns: Bool { false }

  public var weight: Tensor? {
    get { constant }
    set {
      precondition(newValue?.shape == constant.shape, "the weight stays \(constant.shape)")
      constant = newValue ?? constant
    }
  }

  public var summary: String {
    let value = constant.count == 1 ? "\(constant[flat: 0])" : "a constant \(shapeText(constant.shape))"
    return switch (operation, constantIsFirst) {
    case (.add, _): "add \(value)"
    case (.subtract, false): "subtract \(value)"
    case (.subtract, true): "subtract from \(value)"
    case (.multiply, _): "multiply by \(value)"
    case (.divide, false): "divide by \(value)"
    case (.divide, true): "divide \(value) by it"
    }
  }

  /// The shape that input and constant broadcast to.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let shape = try oneInput(inputs, "one input")
    guard let broadcast = try? broadcastShape(shape, constant.shape) else {
      throw ShapeError(expected: "a shape that broadcasts with \(shapeText(constant.shape))", received: inputs)
    }
    return broadcast
  }

  /// One a number where it is a product.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int {
    operation == .multiply || operation == .divide ? (try? outputShape(inputs))?.reduce(1, *) ?? 0 : 0
  }

  /// Pair by pair.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let x = aligned(inputs[0])
    return constantIsFirst ? operation(constant, x) : operation(x, constant)
  }

  /// The signal times the slope at each element, summed over the places that it was broadcast to.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let x = aligned(inputs[0])
    let signal: Tensor =
      switch (operation, constantIsFirst) {
      case (.add, _), (.subtract, false): gradient
      case (.subtract, true): -gradient
      case (.multiply, _): gradient * constant
      case (.divide, false): gradient / constant
      case (.divide, true): -(gradient * constant) / (x * x)
      }
    return [signal.summed(to: x.shape).reshaped(inputs[0].shape)]
  }

  /// The element and the constant's number of a sum, or their product.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let (a, b) = pair(at: index, inputs[0])
    return operation.terms(a, b)
  }

  /// Signal times slope at each place that the element was broadcast to.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let own = Array(inputs[0].shape.dropFirst())
    return broadcastReaders(of: index, in: own, shape: Array(gradient.shape.dropFirst())).map { place in
      let (a, b) = pair(at: place, inputs[0])
      let signal = Term.Factor(.gradient, place, gradient[first: place])
      return operation.gradientTerm(signal, a, b, of: constantIsFirst ? 1 : 0)
    }
  }

  /// The two numbers that meet at an output element, in the order of the operation.
  private func pair(at index: [Int], _ input: Tensor) -> (Term.Factor, Term.Factor) {
    let place = broadcastIndex(index, in: Array(input.shape.dropFirst()))
    let own = broadcastIndex(index, in: constant.shape)
    let x = Term.Factor(.input(0), place, input[first: place])
    let number = Term.Factor(.weight, own, constant[flat: constant.offset(of: own)])
    return constantIsFirst ? (number, x) : (x, number)
  }

  /// The batch with as many axes behind the batch axis as the constant has.
  private func aligned(_ input: Tensor) -> Tensor { input.aligned(to: constant.rank + 1) }
}
