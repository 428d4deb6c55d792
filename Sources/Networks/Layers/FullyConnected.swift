public import Tensors

/// y = W·x + b on vectors: the whole input, or each line along its last axis.
public struct FullyConnected: Layer {
  /// [out,in].
  private var matrix: Tensor
  /// [out], or nothing to add.
  private var offset: Tensor?

  /// - Parameters:
  ///   - weight: [out,in].
  ///   - bias: [out], or nil for none.
  public init(weight: Tensor, bias: Tensor? = nil) {
    precondition(weight.rank == 2, "a fully connected layer's weight is [out,in], not \(weight.shape)")
    matrix = weight
    precondition(bias == nil || bias?.shape == [weight.shape[0]], "\(weight.shape[0]) outputs need as many biases")
    offset = bias
  }

  /// The length of the vectors that it takes.
  public var inputs: Int { matrix.shape[1] }
  /// The length of those that it puts out.
  public var outputs: Int { matrix.shape[0] }

  public var weight: Tensor? {
    get { matrix }
    set {
      precondition(newValue?.shape == matrix.shape, "the weight stays \(matrix.shape)")
      matrix = newValue ?? matrix
    }
  }

  public var bias: Tensor? {
    get { offset }
    set {
      precondition(newValue == nil || newValue?.shape == [outputs], "\(summary) has one bias an output")
      offset = newValue
    }
  }

  public var summary: String { "fully connected, \(inputs) to \(outputs)" }

  /// […,out] from […,in].
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let shape = try oneInput(inputs, "[\(self.inputs)]")
    guard shape.last == self.inputs else { throw ShapeError(expected: "[\(self.inputs)]", received: inputs) }
    return try filled(shape.dropLast() + [outputs], inputs)
  }

  /// Vectors lie along the last axis.
  public var mixesPositions: Bool { true }

  /// One a weight and vector.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int { matrix.count * (inputs.first?.dropLast().reduce(1, *) ?? 1) }

  /// Y = X·Wᵀ + b for the batch X [N,…,in].
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let (vectors, parts) = (inputs[0].count / self.inputs, outputParts)
    return inputs[0].withUnsafeElements { input in
      Tensor(shape: inputs[0].shape.dropLast() + [outputs]) { output in
        guard let input = input.baseAddress, let output = output.baseAddress else { return }
        for part in 0..<parts.count { computeOutputs(parts[part], from: input, to: output, vectors: vectors) }
      }
    }
  }

  /// dX = dY·W.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let (vectors, parts) = (gradient.count / outputs, inputParts)
    let back = gradient.withUnsafeElements { signal in
      Tensor(shape: gradient.shape.dropLast() + [self.inputs]) { back in
        guard let signal = signal.baseAddress, let back = back.baseAddress else { return }
        for part in 0..<parts.count { computeSignals(parts[part], from: signal, to: back, vectors: vectors) }
      }
    }
    return [back]
  }

  /// dW = dYᵀ·X, db = the sum of dY over the batch.
  public func parameterGradients(_ gradient: Tensor, inputs: [Tensor]) -> (weight: Tensor, bias: Tensor)? {
    var (weight, bias) = (Tensor(shape: matrix.shape), Tensor(shape: [outputs]))
    weight.withUnsafeMutableElements { weight in
      bias.withUnsafeMutableElements { bias in
        gradient.withUnsafeElements { signal in
          inputs[0].withUnsafeElements { input in
            guard let signal = signal.baseAddress, let input = input.baseAddress, let weight = weight.baseAddress
            else { return }
            addGradients(signal, input: input, vectors: gradient.count / outputs, to: weight, bias.baseAddress)
          }
        }
      }
    }
    return (weight, bias)
  }

  /// A row of the weight times the input, and the bias.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let (outer, row) = (Array(index.dropLast()), index[index.count - 1])
    let products = (0..<self.inputs).map { column in
      let place = outer + [column]
      return Term([
        .init(.weight, [row, column], matrix[row, column]), .init(.input(0), place, inputs[0][first: place]),
      ])
    }
    guard let offset else { return products }
    return products + [Term([.init(.bias, [row], offset[row])])]
  }

  /// A column of the weight times the signal.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let (outer, column) = (Array(index.dropLast()), index[index.count - 1])
    return (0..<outputs).map { row in
      let place = outer + [row]
      return Term([
        .init(.weight, [row, column], matrix[row, column]), .init(.gradient, place, gradient[first: place]),
      ])
    }
  }
}
