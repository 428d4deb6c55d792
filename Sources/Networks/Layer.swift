public import Tensors

/// One operation of a network: a plain value that knows its forward pass and both of its backward passes.
///
/// Tensors have a leading batch axis and are planar: [N,C,H,W] or [N,K]. Shapes in `outputShape(_:)` and
/// `multiplyAdds(_:)` and indices in the terms are without it.
public protocol Layer: Sendable {
  /// What it is in a few words: "convolution 3×3, 16 filters, padding 1".
  var summary: String { get }

  /// The shape that comes out for the shapes that go in, all without the batch axis.
  func outputShape(_ inputs: [[Int]]) throws(ShapeError) -> [Int]

  /// The output for inputs whose shapes `outputShape(_:)` accepts.
  func forward(_ inputs: [Tensor]) -> Tensor

  /// The signals that reach the inputs, one for each, given the one that reached the output.
  func backward(_ gradient: Tensor, inputs: [Tensor], output: Tensor, rule: BackwardRule) -> [Tensor]

  /// What training changes, and what `L.weight` shows.
  var weight: Tensor? { get set }
  var bias: Tensor? { get set }

  /// Whether training changes the weight and the bias.
  var learns: Bool { get }

  /// The gradients at the weight and the bias, summed over the batch; nil for a layer without them.
  func parameterGradients(_ gradient: Tensor, inputs: [Tensor]) -> (weight: Tensor, bias: Tensor)?

  /// Multiplications (each with its addition) for one picture.
  func multiplyAdds(_ inputs: [[Int]]) -> Int

  /// The window that it slides, for receptive fields; nil where it slides none.
  var window: Window? { get }

  /// Whether an output position depends on more than the same position of each input, or than what the window covers:
  /// then no receptive field leads through the layer.
  var mixesPositions: Bool { get }

  /// The terms that add up to one element of the output for the first picture of the batch.
  func terms(ofOutput index: [Int], inputs: [Tensor]) -> [Term]

  /// The terms that add up to one element of the signal at an input for the first picture of the batch.
  func terms(
    ofInputGradient index: [Int], of input: Int, gradient: Tensor, inputs: [Tensor], output: Tensor,
    rule: BackwardRule
  ) -> [Term]
}

extension Layer {
  public var weight: Tensor? {
    get { nil }
    set { precondition(newValue == nil, "\(summary) has no weight") }
  }

  public var bias: Tensor? {
    get { nil }
    set { precondition(newValue == nil, "\(summary) has no bias") }
  }

  public var learns: Bool { weight != nil }

  /// Nothing to train.
  public func parameterGradients(_ gradient: Tensor, inputs: [Tensor]) -> (weight: Tensor, bias: Tensor)? { nil }

  /// Nothing that counts as a multiplication with an addition.
  public func multiplyAdds(_ inputs: [[Int]]) -> Int { 0 }

  public var window: Window? { nil }

  public var mixesPositions: Bool { false }

  /// The numbers of the weight and the bias together.
  public var parameterCount: Int { (weight?.count ?? 0) + (bias?.count ?? 0) }
}
