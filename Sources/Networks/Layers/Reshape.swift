public import Tensors

/// The same numbers in the same order, in another shape.
public struct Reshape: Layer {
  /// How the shape comes about.
  public enum Rule: Sendable, Equatable {
    /// These lengths; one −1 is inferred, a 0 keeps the input's length of that axis.
    case shape([Int])
    /// Without these axes, which have the length 1; negative ones count from the end. None: without all of length 1.
    case squeeze([Int])
    /// With axes of length 1 at these places of the output; negative ones count from its end.
    case unsqueeze([Int])
    /// All axes from this one on become one.
    case flatten(from: Int)
  }

  /// How the shape comes about.
  public let rule: Rule

  /// By a rule.
  public init(_ rule: Rule) { self.rule = rule }

  public var summary: String {
    switch rule {
    case .shape(let lengths): "reshape to \(shapeText(lengths))"
    case .squeeze(let axes): axes.isEmpty ? "squeeze" : "squeeze axes \(list(axes))"
    case .unsqueeze(let axes): "unsqueeze axes \(list(axes))"
    case .flatten(let axis): "flatten from axis \(axis)"
    }
  }

  private func list(_ axes: [Int]) -> String { axes.map(String.init).joined(separator: ", ") }

  public var mixesPositions: Bool { true }

  /// The shape by the rule, where it holds as many numbers.
  public func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int] {
    let shape = try oneInput(inputs, "one input")
    let (made, expected): ([Int]?, String) =
      switch rule {
      case .shape(let lengths):
        (inferred(lengths, shape), "as many numbers as \(shapeText(lengths))")
      case .squeeze(let axes):
        (squeezed(axes, shape), "a length of 1 at the axes \(list(axes))")
      case .unsqueeze(let axes):
        (unsqueezed(axes, shape), "axes to which \(list(axes)) can be added")
      case .flatten(let axis):
        (flattened(axis, shape), "an input with an axis \(axis)")
      }
    guard let made, try filled(made, inputs).reduce(1, *) == shape.reduce(1, *) else {
      throw ShapeError(expected: expected, received: inputs)
    }
    return made
  }

  private func inferred(_ lengths: [Int], _ shape: [Int]) -> [Int]? {
    var made: [Int] = []
    for (axis, length) in lengths.enumerated() {
      guard length != 0 || axis < shape.count, length >= -1 else { return nil }
      made.append(length == 0 ? shape[axis] : length)
    }
    guard let open = made.firstIndex(of: -1) else { return made }
    made[open] = 1
    guard let rest = try? Tensor.checkedCount(made), rest > 0 else { return nil }
    let (length, remainder) = shape.reduce(1, *).quotientAndRemainder(dividingBy: rest)
    guard remainder == 0 else { return nil }
    made[open] = length
    return made
  }

  private func squeezed(_ axes: [Int], _ shape: [Int]) -> [Int]? {
    if axes.isEmpty { return shape.filter { $0 != 1 } }
    let places = axes.compactMap { axis($0, of: shape) }
    guard places.count == axes.count, places.allSatisfy({ shape[$0] == 1 }) else { return nil }
    return shape.indices.filter { !places.contains($0) }.map { shape[$0] }
  }

  private func unsqueezed(_ axes: [Int], _ shape: [Int]) -> [Int]? {
    let rank = shape.count + axes.count
    let places = Set(axes.map { $0 < 0 ? $0 + rank : $0 })
    guard places.count == axes.count, places.allSatisfy({ (0..<rank).contains($0) }) else { return nil }
    var rest = shape[...]
    return (0..<rank).map { places.contains($0) ? 1 : rest.removeFirst() }
  }

  private func flattened(_ axis: Int, _ shape: [Int]) -> [Int]? {
    let first = axis < 0 ? axis + shape.count : axis
    guard (0...shape.count).contains(first) else { return nil }
    return Array(shape[..<first]) + [shape[first...].reduce(1, *)]
  }

  /// The same numbers.
  public func forward(_ inputs: [Tensor]) -> Tensor {
    do throws(ShapeError) {
      return try inputs[0].reshaped([inputs[0].shape[0]] + outputShape([Array(inputs[0].shape.dropFirst())]))
    } catch {
      preconditionFailure("\(summary) \(error)")
    }
  }

  /// The same signal in the input's shape.
  public func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor] {
    [gradient.reshaped(inputs[0].shape)]
  }

  /// The element that stands at that place in row-major order.
  public func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term] {
    let place = index.isEmpty ? 0 : forward([inputs[0].entries(0..<1)]).offset(of: [0] + index)
    let own = Array(inputs[0].index(ofFlat: place).dropFirst())
    return [Term([.init(.input(0), own, inputs[0][first: own])])]
  }

  /// The signal at the element's place in row-major order.
  public func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term] {
    let place = Array(gradient.index(ofFlat: inputs[0].offset(of: [0] + index)).dropFirst())
    return [Term([.init(.gradient, place, gradient[first: place])])]
  }
}
