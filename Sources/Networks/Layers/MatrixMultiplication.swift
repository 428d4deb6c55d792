public import Tensors

/// The matrix product of two inputs by numpy's `matmul`: the last two axes are matrices, those before them broadcast.
///
/// A vector on the left is a row, one on the right a column, and that axis disappears again.
public struct MatrixMultiplication: Layer {
  /// The layer has nothing to set.
  public init() {}

  public var summary: String { "matrix product" }

  public var mixesPositions: Bool { true }

  /// […,m,n] from […,m,k] and […,k,n].
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let expected = "[…,m,k] and […,k,n]"
    guard inputs.count == 2, let left = inputs.first, let right = inputs.last, !left.isEmpty, !right.isEmpty else {
      throw ShapeError(expected: expected, received: inputs)
    }
    _ = try filled(left, inputs)
    _ = try filled(right, inputs)
    let (a, b) = (Self.matrix(left, isLeft: true), Self.matrix(right, isLeft: false))
    guard a[a.count - 1] == b[b.count - 2],
      let outer = try? broadcastShape(Array(a.dropLast(2)), Array(b.dropLast(2)))
    else { throw ShapeError(expected: expected, received: inputs) }
    let kept = (left.count == 1 ? [] : [a[a.count - 2]]) + (right.count == 1 ? [] : [b[b.count - 1]])
    return try filled(outer + kept, inputs)
  }

  /// k a number that comes out.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int {
    guard let output = try? outputShape(inputs) else { return 0 }
    return output.reduce(1, *) * (inputs[0].last ?? 0)
  }

  /// A·B.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    let (a, b) = matrices(inputs)
    let product = Self.product(a, b)
    let batch = product.shape.dropLast(2)
    let kept =
      (inputs[0].rank == 2 ? [] : [a.shape[a.rank - 2]]) + (inputs[1].rank == 2 ? [] : [b.shape[b.rank - 1]])
    return product.reshaped(batch + kept)
  }

  /// dA = dY·Bᵀ and dB = Aᵀ·dY, summed over the axes that were broadcast.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    let (a, b) = matrices(inputs)
    let outer = gradient.shape.prefix(Swift.max(a.rank, b.rank) - 2)
    let signal = gradient.reshaped(outer + [a.shape[a.rank - 2], b.shape[b.rank - 1]])
    let atLeft = Self.product(signal, b.withMatricesTransposed).summed(to: a.shape)
    let atRight = Self.product(a.withMatricesTransposed, signal).summed(to: b.shape)
    return [atLeft.reshaped(inputs[0].shape), atRight.reshaped(inputs[1].shape)]
  }

  /// A row of the left matrix times a column of the right one.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let place = Place(index, inputs)
    return (0..<place.inner).map { Term([place.factor(0, at: $0, inputs), place.factor(1, at: $0, inputs)]) }
  }

  /// Signal times the other matrix's element, for each output that the element has a part in.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let shape = Array(gradient.shape.dropFirst())
    return (0..<shape.reduce(1, *)).flatMap { number in
      let reader = Array(gradient.index(ofFlat: number).dropFirst())
      let place = Place(reader, inputs)
      return (0..<place.inner).compactMap { k -> Term? in
        guard place.factor(input, at: k, inputs).index == index else { return nil }
        return Term([.init(.gradient, reader, gradient[first: reader]), place.factor(1 - input, at: k, inputs)])
      }
    }
  }

  /// An input's shape without the batch axis as one of matrices: a vector is a row or a column.
  static func matrix(_ shape: [Int], isLeft: Bool) -> [Int] {
    shape.count > 1 ? shape : isLeft ? [1] + shape : shape + [1]
  }

  /// Both inputs with matrices as the last two axes and as many axes.
  private func matrices(_ inputs: [Tensor]) -> (Tensor, Tensor) {
    let both = inputs.enumerated().map { number, input in
      let matrix = Self.matrix(Array(input.shape.dropFirst()), isLeft: number == 0)
      return input.reshaped([input.shape[0]] + matrix)
    }
    let rank = Swift.max(both[0].rank, both[1].rank)
    return (both[0].aligned(to: rank), both[1].aligned(to: rank))
  }

  private static func product(_ a: Tensor, _ b: Tensor) -> Tensor {
    do throws(TensorError) {
      return try a.matrixProduct(b)
    } catch {
      preconditionFailure(error.description)
    }
  }

  /// Where the row and the column of an output element lie.
  private struct Place {
    let inner: Int
    private let outer: [Int]
    private let row: Int?
    private let column: Int?

    /// - Parameter index: the output's, without the batch axis.
    init(_ index: [Int], _ inputs: [Tensor]) {
      let (hasRow, hasColumn) = (inputs[0].rank > 2, inputs[1].rank > 2)
      column = hasColumn ? index.last : nil
      let rest = hasColumn ? Array(index.dropLast()) : index
      row = hasRow ? rest.last : nil
      outer = hasRow ? Array(rest.dropLast()) : rest
      inner = inputs[0].shape[inputs[0].rank - 1]
    }

    /// The element of an input that stands at place k of the row or the column.
    func factor(_ number: Int, at k: Int, _ inputs: [Tensor]) -> Term.Factor {
      let shape = Array(inputs[number].shape.dropFirst())
      let own: [Int] = number == 0 ? (row.map { [$0] } ?? []) + [k] : [k] + (column.map { [$0] } ?? [])
      let place = broadcastIndex(outer, in: Array(shape.dropLast(own.count))) + own
      return .init(.input(number), place, inputs[number][first: place])
    }
  }
}

extension Tensor {
  /// The last two axes exchanged.
  fileprivate var withMatricesTransposed: Tensor {
    do throws(TensorError) {
      return try transposed(Array(0..<rank - 2) + [rank - 1, rank - 2])
    } catch {
      preconditionFailure(error.description)
    }
  }
}
